"""What the answers become: a lead sees it and decides it; words of people who did not agree are kept back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.models import Nomination
from engage.priorities.ideas.models import Idea
from engage.projects.models import Activity
from engage.questionnaires.models import Submission
from tests.factories.moderation import (
    GIVEN,
    LISTS,
    draft_vote,
    moderated_definition,
    new_draft,
    open_activity,
    send,
)
from tests.page import Page
from tests.support.site import Site

SignIn = Callable[..., Page]
TABLES: dict[str, Any] = {"nominations": Nomination, "ideas": Idea}
AGREE = {"key": "list", "text": "You may put my words on the public list."}


def asking(kind: str = "nominations") -> dict[str, Any]:
    """A questionnaire that asks whether words may be shown."""
    definition = moderated_definition(kind)
    return {**definition, "consents": [*definition["consents"], AGREE]}


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("kind", ["nominations", "ideas"])
def test_words_are_proposed_only_if_the_person_agreed(site: Site, sign_in: SignIn, kind: str, given: bool) -> None:
    definition = asking(kind)
    others = [question for question in definition["questions"] if question["key"] != "where"]
    definition["questions"] = [*others, {"key": "where", "type": "short-text", "text": "Where?"}]
    project, activity = open_activity(site, kind, definition=definition)
    draft = new_draft(activity, consents={"given": {"list": given}})
    send(site, project, activity, draft, name="The shed", title="The shed", where="Behind the park", about="To mend.")
    (row,) = site.read(select(TABLES[kind]))
    lead = sign_in(Role.LEAD, project)
    queue = f"/staff/{project.slug}/{activity.slug}/moderation"
    page = lead.get(f"{queue}/{row.id}")
    found = page.answer_form.values()
    words = ("The shed", "Behind the park", "To mend.") if given else ("", "", "")
    assert tuple(found[part] for part in ("name", "place", "description")) == words
    if not given:
        assert "Write" in lead.submit(page, 422, kind="place").errors[0], "the moderator writes the name"
    assert "The shed" in lead.get(queue).text
    assert ("has not agreed that others read" in page.text) is not given
    assert f"You may put my words on the public list. {'yes' if given else 'no'}" in page.text


@pytest.mark.parametrize("given", [True, False])
def test_a_receipt_says_who_will_read_it(site: Site, given: bool) -> None:
    project, activity = open_activity(site, "ideas", definition=asking("ideas"))
    root_id = send(site, project, activity, new_draft(activity, consents={"given": {"list": given}})).root_id
    sender = Page(site)
    with sender.client.session_transaction() as cookie:
        (cookie["receipt"],) = site.read(select(Submission.receipt).where(Submission.id == root_id))
    told = sender.get("/en/receipt/answers").text
    assert ("A person reads it before others see it." in told) is given
    assert ("You did not agree that others see your words." in told) is not given


def test_a_no_stays_a_no_when_the_question_is_asked_anew(site: Site, sign_in: SignIn) -> None:
    project, activity = open_activity(site, "nominations", definition=asking())
    send(site, project, activity, new_draft(activity, consents={"given": {"list": False}}))
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    staff = f"/staff/{project.slug}/{activity.slug}"
    lead.submit(lead.get(f"{staff}/frame"), purposes="You may call me\nYou may show what I wrote")
    answers = f"{staff}/moderation/answers"
    assert "Choose what people agree to" in lead.get(answers).text
    lead.submit(lead.get(answers), agreement="you-may-show-what-i-wrote")
    assert "Choose what people agree to" not in lead.get(answers).text
    assert "has not agreed that others read" in lead.get(f"{staff}/moderation/{row.id}").text


def test_a_lead_sees_and_changes_what_the_answers_become(site: Site, sign_in: SignIn) -> None:
    project, activity = open_activity(site, "nominations", definition=asking())
    lead = sign_in(Role.LEAD, project)
    address = f"/staff/{project.slug}/{activity.slug}/moderation/answers"
    page = lead.get(address)
    found = page.answer_form.values()
    shown = {name: found[name] for name in ("name", "kind", "place", "description", "agreement")}
    assert shown == {"name": "name", "kind": "kind", "place": "where", "description": "about", "agreement": "list"}
    lead.submit(page, name="about", place="", agreement="", kind="not-a-question")
    (held,) = site.read(select(Activity).where(Activity.id == activity.id))
    assert held.settings["becomes"] == {"name": "about", "place": "", "description": "about", "agreement": ""}
    assert lead.get(address).answer_form.values()["name"] == "about"


def test_a_lead_reads_what_is_missing(site: Site, sign_in: SignIn) -> None:
    project, activity = open_activity(site, "ideas")
    lead = sign_in(Role.LEAD, project)
    address = f"/staff/{project.slug}/{activity.slug}/moderation/answers"
    assert "Mend this" not in lead.get(address).text
    lead.submit(lead.get(address), name="")
    assert "Add a question for the idea" in lead.get(address).text


def test_the_way_to_the_desk_says_how_many_wait(site: Site, sign_in: SignIn) -> None:
    project, activity = open_activity(site, "ideas")
    send(site, project, activity)
    site.save(draft_vote(project))
    page = sign_in(Role.LEAD, project).get(f"/staff/{project.slug}/{activity.slug}/")
    assert "(1 waiting)" in page.text
    assert f"/staff/{project.slug}/{activity.slug}/moderation" in page.links


@pytest.mark.parametrize("kind", ["nominations", "ideas"])
def test_who_agrees_no_longer_is_off_the_list_at_once(site: Site, sign_in: SignIn, kind: str) -> None:
    project, activity = open_activity(site, kind, definition=asking(kind))
    kept = {"given": {"take-part": True, "list": True}, "day": "2026-03-02", "language": "en"}
    root_id = send(site, project, activity, new_draft(activity, consents=kept)).root_id
    (row,) = site.read(select(TABLES[kind]))
    item = f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}"
    lead = sign_in(Role.LEAD, project)
    lead.submit(lead.get(item))
    public, said = f"/en/{project.slug}/{activity.slug}/{LISTS[kind]}", GIVEN[kind]["about"]
    sender = Page(site)
    assert said in sender.get(public).text
    with sender.client.session_transaction() as cookie:
        (cookie["receipt"],) = site.read(select(Submission.receipt).where(Submission.id == root_id))
    form = next(one for one in sender.get("/en/receipt/answers").forms if "agreement" in one.values())
    sender.send(form, press=("given", "no"))
    assert said not in sender.get(public).text
    assert "You did not agree that others see your words." in sender.get("/en/receipt/answers").text
    assert "has not agreed that others read" in lead.get(item).text
    (row,) = site.read(select(TABLES[kind]))
    assert (row.state, row.revision, row.shown) == ("waiting", 2, 0)
    sender.send(form, press=("given", "yes"))
    assert said not in sender.get(public).text, "a moderator reads it before it is there again"
