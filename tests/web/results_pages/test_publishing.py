"""What may be said to everyone about a survey, and what a lead takes away."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.results.models import Publication
from tests.factories import votes
from tests.factories.moderation import new_draft, send
from tests.factories.questionnaires import CHANGE, WAY, Opened, drafted, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Page]


@pytest.fixture
def survey(site: Site) -> Opened:
    return opened(site, WAY, CHANGE)


@pytest.fixture
def lead(survey: Opened, sign_in: SignIn) -> Page:
    return sign_in(Role.LEAD, survey.project)


def say(survey: Opened, count: int, way: str) -> None:
    for _number in range(count):
        send(survey.site, survey.project, survey.activity, new_draft(survey.activity), way=way, change="Warm rooms")


def publish(lead: Page, survey: Opened) -> Document:
    form = next(form for form in lead.get(survey.staff("results")).forms if form.action.endswith("/publish"))
    return lead.follow(lead.send(form))


def export(lead: Page, survey: Opened, source: str = "responses", status: int = 200) -> Document:
    form = next(form for form in lead.get(survey.staff("results")).forms if form.action.endswith("/export"))
    return lead.send(form, status, source=source, format="json")


def tables(document: Document) -> list[str]:
    """The lines of every table of figures."""
    return [text_of(row) for row in document.all("tr") if row.find("td") is not None]


def test_published_figures_hide_few_people_and_round_the_rest(survey: Opened, lead: Page, page: Page) -> None:
    say(survey, 23, "bus")
    say(survey, 12, "walk")
    say(survey, 3, "lift")
    page.get(survey.address("heard"), 404)
    confirmed = publish(lead, survey)
    assert "Published. See it as residents do" in confirmed.text
    assert survey.address("heard") in confirmed.links and "See what is published" in confirmed.text
    for language in ("en", "ar", "bfi", "ro", "rmc"):
        shown = page.get(survey.address("heard", language))
        assert "Warm rooms" not in shown.html
    told = page.get(survey.address("heard")).text
    assert "About 40 people answered" in told and "left out" in told
    assert not any(exact in told.split() for exact in ("23", "12", "3", "38"))


@pytest.mark.parametrize(
    ("ways", "reason"),
    [
        ({}, "Fewer than ten people have answered."),
        ({"bus": 9}, "Fewer than ten people have answered."),
        ({"bus": 5, "walk": 5, "lift": 4}, "Every figure would be left out"),
    ],
)
def test_what_nobody_could_read_is_not_published(
    survey: Opened, lead: Page, page: Page, site: Site, ways: dict[str, int], reason: str
) -> None:
    for way, count in ways.items():
        say(survey, count, way)
    shown = lead.get(survey.staff("results"))
    assert "There is nothing to publish yet." in shown.text and reason in shown.text
    assert not any(form.action.endswith("/publish") for form in shown.forms)
    token = shown.forms[0].values()["csrf_token"]
    refused = lead.post(survey.staff("results/publish"), {"csrf_token": token}, 422)
    assert refused.title.startswith("Error:") and reason in text_of(next(iter(refused.all("ul"))))
    assert site.read(select(Publication.id)) == []
    page.get(survey.address("heard"), 404)


def test_a_lead_sees_what_everybody_would_read_before_it_is_published(
    survey: Opened, lead: Page, page: Page, site: Site
) -> None:
    for way, count in (("bus", 23), ("walk", 12), ("lift", 3)):
        say(survey, count, way)
    before = lead.get(survey.staff("results"))
    assert "About 40 responses. 2 lines would be left out." in before.text
    assert not any(exact in before.text.split() for exact in ("23", "12", "3", "38"))
    assert site.read(select(Publication.id)) == []
    publish(lead, survey)
    assert tables(before) == tables(page.get(survey.address("heard"))) != []
    assert "The figures would stay as they are published." in lead.get(survey.staff("results")).text


def test_what_is_asked_no_more_keeps_its_people_and_its_words(survey: Opened, lead: Page, page: Page) -> None:
    for way, count in (("bus", 20), ("walk", 20), ("lift", 20)):
        say(survey, count, way)
    survey.publish({**WAY, "options": WAY["options"][:2]})
    publish(lead, survey)
    told = page.get(survey.address("heard"))
    assert "A lift (no longer asked)" in told.text
    survey.publish(CHANGE)
    publish(lead, survey)
    (section,) = page.get(survey.address("heard")).all("section")
    assert "No longer asked." in text_of(section) and "A lift" in text_of(section)


def test_one_more_person_cannot_be_told_from_two_publications(survey: Opened, lead: Page, site: Site) -> None:
    say(survey, 22, "bus")
    say(survey, 12, "walk")
    publish(lead, survey)
    say(survey, 1, "bus")
    publish(lead, survey)
    first, second = site.read(select(Publication.figures).order_by(Publication.number))
    assert first == second


def test_what_is_published_and_taken_away_is_logged(survey: Opened, lead: Page, site: Site) -> None:
    say(survey, 22, "bus")
    say(survey, 12, "walk")
    publish(lead, survey)
    export(lead, survey)
    about_it = select(AuditEntry).where(AuditEntry.object_id == survey.activity.id)
    entries = site.read(about_it.order_by(AuditEntry.position))
    assert [entry.action for entry in entries] == ["results.published", "results.exported"]
    assert entries[1].facts == {"source": "responses", "format": "json"}
    export(lead, survey, "nothing", 404)
    assert len(site.read(about_it)) == 2


def test_questions_and_options_that_are_gone_stay_in_the_file(survey: Opened, lead: Page) -> None:
    say(survey, 1, "lift")
    kept = [option for option in WAY["options"] if option["key"] != "lift"]
    survey.publish({**WAY, "options": kept})
    document = json.loads(export(lead, survey).response.get_data())
    (row,) = document["rows"]
    assert (row["way"], row["way:words"], row["change"]) == ("lift", "A lift", "Warm rooms")
    codebook = document["further_tables"][-1]["rows"]
    assert "A lift (no longer asked)" in [line["words"] for line in codebook if line["column"] == "way"]


def test_a_tombstone_has_a_number_and_a_day_and_no_words(survey: Opened, lead: Page, site: Site) -> None:
    person, code = survey.take_part({"way": {"way": "bus"}, "change": {"change": "Warm rooms"}})
    person.follow(person.submit(person.get("/en/receipt"), code=code))
    person.submit(person.get("/en/receipt/withdraw"))
    rows = json.loads(export(lead, survey).response.get_data())["rows"]
    assert "Warm rooms" not in str(rows)
    assert rows[-1]["state"] == "withdrawn" and rows[-1]["withdrawn_on"] and rows[-1]["newest"]


def test_an_outcome_is_offered_once_it_is_public(site: Site, sign_in: SignIn) -> None:
    vote = votes.open_vote(site, entry="open")
    place = votes.address(site, vote)
    lead = votes.lead(site, vote)
    assert 'value="outcome"' not in lead.get(f"/staff/{place}/results").html
    votes.cast(site, vote, [votes.BENCH])
    votes.published(site, vote)
    assert 'value="outcome"' in lead.get(f"/staff/{place}/results").html


def test_a_draft_and_another_project_have_no_figures(survey: Opened, lead: Page, site: Site) -> None:
    unpublished = drafted(site, project=survey.project)
    assert "Publish the figures" not in lead.get(unpublished.staff("results")).text
    token = lead.get(survey.staff("results")).forms[0].values()["csrf_token"]
    for activity in (unpublished, opened(site)):
        lead.post(activity.staff("results/publish"), {"csrf_token": token}, 404)
    assert site.read(select(Publication.id)) == []
