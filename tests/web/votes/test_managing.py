"""A vote's lead: what is declared, slips, turnout, and the steps from closing to shredding."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from engage.core.errors import Rejected
from engage.core.roles import Role
from engage.priorities.votes.steps import STEPS
from engage.projects.models import Activity, Project
from tests.factories import votes
from tests.factories.accounts import each_write_logged_once
from tests.factories.projects import make_project
from tests.page import Document, Page, text_of
from tests.support.site import Site
from tests.support.staff import sign_in_as

OWN = re.compile(r'value="[^"]*"|<svg [^>]*>.*?</svg>', re.DOTALL)
"""What differs from page to page without telling anything: tokens, and drawings of addresses."""
OUTCOME = re.compile(r"wanted it|Not this time|Nobody wanted")
DESK = "/staff/<project>/<activity>/languages/<code> "
"""Where every sentence that any outcome can have waits for its sign and its sound."""


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every write of staff in these tests leaves one entry in the log."""
    with each_write_logged_once(app):
        yield


def take(lead: Page, at: str, step: str) -> Document:
    """Take a step; the vote's page after it."""
    return lead.follow(lead.submit(lead.get(f"/staff/{at}/vote/{step}")))


def test_a_draft_is_declared_published_and_gets_its_box(site: Site) -> None:
    project = site.save(make_project())
    vote = site.save(votes.make_vote(project, settings={}))
    at, lead = votes.address(site, vote), votes.lead(site, vote)
    before = lead.get(f"/staff/{at}/vote")
    assert "Say how much money there is" in before.text and "Make codes" not in before.text
    form = lead.get(f"/staff/{at}/vote/settings")
    lead.submit(form, measure="budget", budget="10000", rule="greedy", completion="add1", entry="codes")
    assert "What most people want comes first" in lead.get(f"/staff/{at}/vote").text
    publish = next(one for one in lead.get(f"/staff/{at}/").forms if one.action.endswith("/publish"))
    lead.send(publish)
    assert "Make codes" in lead.get(f"/staff/{at}/vote").text
    assert votes.box(site, vote).state == "sealed"


def test_a_new_vote_promises_what_a_vote_keeps(site: Site) -> None:
    """Nobody reads a ballot, and nobody can take one back: it says so from the first draft on."""
    project = site.save(make_project())
    lead = sign_in_as(site, Role.LEAD, project.id)
    new = lead.get(f"/staff/{project.slug}/new")
    assert lead.submit(new, 422, kind="vote", title="  ").errors == ["Write a title."]
    lead.submit(new, kind="vote", title="What first?")
    (made,) = site.read(select(Activity))
    said = " ".join([made.definition["privacy"], made.definition["next"], made.definition["consents"][0]["text"]])
    assert "secret" in said and "cannot be taken back" in said
    assert "reads every answer" not in said and "sees single answers" not in said


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"measure": "budget", "budget": "", "rule": "equal-shares"}, "measure"),
        ({"measure": "seats", "seats": "2", "rule": "greedy"}, "rule"),
        ({"measure": "budget", "budget": "100", "rule": "approval"}, "rule"),
        ({"measure": "budget", "budget": "0", "rule": "equal-shares"}, "budget"),
        ({"measure": "budget", "budget": "ten", "rule": "equal-shares"}, "budget"),
    ],
)
def test_what_does_not_fit_is_mended(site: Site, given: dict[str, str], field: str) -> None:
    project = site.save(make_project())
    vote = site.save(votes.make_vote(project))
    at, lead = votes.address(site, vote), votes.lead(site, vote)
    wrong = lead.submit(lead.get(f"/staff/{at}/vote/settings"), 422, entry="open", completion="add1", **given)
    links = [link.get("href") for box in wrong.all(role="alert") for link in box.iter("a")]
    assert links and links[0].startswith(f"#{field}")


def test_what_is_no_number_is_one_mistake(lead: Page, at: str) -> None:
    assert lead.submit(lead.get(f"/staff/{at}/vote/codes"), 422, size="many").errors == [
        "Write a whole number, such as 12."
    ]


def test_what_is_declared_stands_once_the_vote_is_open(lead: Page, at: str) -> None:
    assert "cannot be changed any more" in lead.get(f"/staff/{at}/vote").text
    lead.get(f"/staff/{at}/vote/settings", 409)


def test_what_cannot_be_counted_does_not_open(site: Site) -> None:
    """What is declared may change after publishing; it has to fit the ballot that was published, not the draft."""
    costless = [{"key": option["key"], "text": option["text"]} for option in votes.BALLOT["options"]]
    vote = votes.open_vote(site, state="published", options=costless, budget=None, seats=2)
    at, lead = votes.address(site, vote), votes.lead(site, vote)

    def declare(**given: str) -> None:
        lead.submit(lead.get(f"/staff/{at}/vote/settings"), rule="equal-shares", **given)

    def press_open(status: int) -> Document:
        form = next(one for one in lead.get(f"/staff/{at}/").forms if one.action.endswith("/open"))
        return lead.send(form, status)

    declare(measure="budget", budget="10000")
    with site.writing() as session:
        held = session.get_one(Activity, vote.id)
        held.definition = {**held.definition, "questions": [votes.BALLOT]}
    wrong = press_open(422)
    assert "Write what “Saturday clinic” costs." in wrong.text and "once you publish again" in wrong.text
    declare(measure="seats", seats="2")
    press_open(303)
    votes.count(site, vote)


def test_words_around_the_ballot_may_be_mended(site: Site, vote: Activity) -> None:
    before = vote.wording_id
    votes.publish_again(site, vote, "What is needed first?")
    assert vote.wording_id != before


@pytest.mark.parametrize(
    ("bench", "told"),
    [
        ({"text": "A statue in the park"}, "people voted on these words"),
        ({"hint": "Without lights"}, "people voted on these words"),
        ({"cost": 5000}, "people voted on these words"),
        ({"key": "benches"}, "what stands on the ballot must stay"),
    ],
)
def test_what_is_voted_on_stays_once_the_vote_is_open(
    site: Site, vote: Activity, bench: dict[str, Any], told: str
) -> None:
    before = vote.wording_id
    with pytest.raises(Rejected) as refusal:
        votes.publish_again(site, vote, **bench)
    (problem,) = refusal.value.facts["problems"]
    assert told in problem.words
    votes.set_state(site, vote, "published")
    votes.publish_again(site, vote, **bench)
    assert vote.wording_id != before


def test_from_closing_to_shredding(site: Site, vote: Activity, lead: Page, at: str) -> None:
    for code, chosen in zip(
        votes.make_codes(site, vote, 3), [[votes.CLINIC], [votes.CLINIC], [votes.BUS]], strict=True
    ):
        votes.cast(site, vote, chosen, code)
    for early in ("count", "publish", "shred", "open-again"):
        lead.get(f"/staff/{at}/vote/{early}", 404 if early == "open-again" else 409)
    assert "The vote is closed. It takes no more ballots." in take(lead, at, "close").text
    assert "Open" in lead.get(f"/staff/{at}/").text
    counted = take(lead, at, "count")
    assert "2 people wanted it." in counted.text and "Only leads see this" in counted.text
    assert not [form for form in lead.get(f"/staff/{at}/").forms if form.action.endswith("/open")]
    assert "Not yet" in Page(site).get(f"/en/{at}/results").title
    take(lead, at, "publish")
    public = Page(site).get(f"/en/{at}/results")
    assert "2 people wanted it." in public.text
    figures = take(lead, at, "shred").one("dl", class_="figures")
    assert [text_of(one) for one in figures.iter("dt")] == ["codes given out", "codes used", "ballots counted"]
    assert [text_of(one) for one in figures.iter("dd")] == ["3", "3", "3"]
    assert Page(site).get(f"/en/{at}/results").text == public.text
    for late in ("close", "count", "publish", "shred"):
        lead.get(f"/staff/{at}/vote/{late}", 409)
    told = lead.get(f"/staff/{at}/vote")
    assert "Wipe what the database may still hold" in told.text
    assert "keep nothing more of what was deleted" in take(lead, at, "log").text


def test_a_vote_closed_too_early_opens_again_until_it_is_counted(
    site: Site, vote: Activity, lead: Page, at: str, page: Page
) -> None:
    take(lead, at, "close")
    page.submit(page.get("/en/join"), 422, code=votes.make_codes(site, vote)[0])
    again = next(form for form in lead.get(f"/staff/{at}/").forms if form.action.endswith("/open"))
    lead.send(again)
    votes.vote(page, at, [votes.CLINIC], votes.make_codes(site, vote, batch=2)[0])


def test_a_step_is_taken_only_after_it_was_confirmed(site: Site, vote: Activity, lead: Page, at: str) -> None:
    for step in STEPS:
        lead.get(f"/staff/{at}/vote/{step.key}", 200 if step.key == "close" else 409)
    with site.writing() as session:
        assert session.get_one(Activity, vote.id).state == "open"


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_only_leads_hold_the_box(site: Site, vote: Activity, at: str, role: Role) -> None:
    other = sign_in_as(site, role, vote.project_id)
    for path in ("vote", "vote/settings", "vote/codes", "vote/close", "vote/count"):
        other.get(f"/staff/{at}/{path}", 403)


def test_another_kind_of_activity_has_no_vote_page(site: Site, vote: Activity, lead: Page) -> None:
    with site.writing() as session:
        session.get_one(Activity, vote.id).kind = "survey"
    lead.get(f"/staff/{votes.address(site, vote)}/vote", 404)


def every_page(site: Site, vote: Activity, reader: Page) -> list[str]:
    """Everything that can be fetched with this vote's address, as this person sees it."""
    project, activity = votes.address(site, vote).split("/")
    values = {
        "language": "en",
        "project": project,
        "activity": activity,
        "page": "first",
        "step": "close",
        "code": "en",
    }
    rules = [
        rule
        for rule in site.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and {"project", "activity"} <= rule.arguments <= set(values)
    ]
    texts = []
    for rule in sorted(rules, key=lambda rule: rule.rule):
        answer = reader.client.get(rule.build(values)[1])  # type: ignore[index]
        texts.append(f"{rule.rule} {answer.status_code} {OWN.sub('', answer.text)}")
    return texts


@pytest.mark.parametrize("state", ["open", "closed"])
def test_no_page_tells_what_is_in_the_box_before_it_is_counted(site: Site, state: str) -> None:
    """Two votes in which the opposite was chosen look the same on every page, for everybody, until the count."""
    seen = []
    for chosen in ([votes.CLINIC], [votes.BUS, votes.KITCHEN]):
        vote = votes.open_vote(site, entry="open")
        for _ in range(12):
            votes.cast(site, vote, chosen)
        votes.set_state(site, vote, state)
        texts = every_page(site, vote, votes.lead(site, vote)) + every_page(site, vote, Page(site))
        own = {votes.address(site, vote).split("/")[0]: "street", vote.slug: "vote", vote.id: "id"}
        with site.writing() as session:
            own[session.get_one(Project, vote.project_id).name] = "Street"
        for mark, same in own.items():
            texts = [text.replace(mark, same) for text in texts]
        assert not [text for text in texts if OUTCOME.search(text) and not text.startswith(DESK)]
        seen.append(texts)
    assert len(seen[0]) > 15
    assert seen[0] == seen[1]
