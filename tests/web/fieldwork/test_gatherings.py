"""The record of a gathering, and its code for everyone in the hall: for researchers and leads."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.fieldwork.models import Gathering
from engage.projects.models import Project
from engage.questionnaires.models import Submission
from tests.conftest import Clock
from tests.factories.projects import make_project
from tests.factories.questionnaires import WAY, Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
GIVEN: dict[str, Any] = {
    "kind_of_place": "worship",
    "area": "Old Docks",
    "held_on": "2026-03-02",
    "languages": ["ar", "rmc"],
    "interpreter": "y",
}
SignIn = Callable[..., Page]


@pytest.fixture
def project(site: Site) -> Project:
    return site.save(make_project())


@pytest.fixture
def researcher(project: Project, sign_in: SignIn) -> Page:
    return sign_in(Role.RESEARCHER, project)


def begin(researcher: Page, project: Project) -> Document:
    """Open a gathering; its page."""
    form = researcher.get(f"/staff/{project.slug}/gatherings/new")
    return researcher.follow(researcher.submit(form, **GIVEN))


def code_of(shown: Document) -> str:
    return text_of(shown.one("strong", class_="code"))


def test_a_researcher_opens_one_without_names(site: Site, project: Project, researcher: Page) -> None:
    shown = begin(researcher, project)
    assert "A place of worship" in shown.text and "people not counted yet" in shown.text
    (made,) = site.read(select(Gathering))
    assert (made.area, made.held_on, made.languages) == ("Old Docks", date(2026, 3, 2), ["ar", "rmc"])
    assert (made.interpreter, made.head_count, made.state) == (True, None, "open")
    assert site.read(select(AuditEntry.action).where(AuditEntry.object_id == made.id)) == ["gathering.opened"]
    assert "Old Docks" in researcher.get(f"/staff/{project.slug}/gatherings").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind_of_place": None}, "Choose the kind of place."),
        ({"area": " "}, "Write the area, such as a street or a ward."),
        ({"area": "x" * 81}, "Make it shorter. It can have up to 80 characters."),
        ({"held_on": "yesterday"}, "Write the day as year, month and day, such as 2026-12-31."),
        ({"held_on": ""}, "Choose the day."),
        ({"head_count": "a few"}, "Write a whole number, such as 12."),
        ({"head_count": "5001"}, "Write a number from 0 to 5000."),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    site: Site, project: Project, researcher: Page, fields: dict[str, Any], told: str
) -> None:
    sent = GIVEN | {"head_count": "34"} | fields
    wrong = researcher.submit(researcher.get(f"/staff/{project.slug}/gatherings/new"), 422, **sent)
    assert wrong.errors == [told]
    kept = wrong.answer_form.values()
    assert all(kept.get(name) == (value.strip() if isinstance(value, str) else value) for name, value in sent.items())
    assert site.read(select(Gathering.id)) == []


def test_one_that_is_still_to_come_says_so_and_shows_the_address_for_the_tablet(
    project: Project, researcher: Page, clock: Clock
) -> None:
    address = "http://localhost/j/"
    past = begin(researcher, project)
    assert "still to come" not in past.text and address + code_of(past).replace(" ", "") in past.text
    form = researcher.get(f"/staff/{project.slug}/gatherings/new")
    ahead = researcher.follow(researcher.submit(form, **GIVEN | {"held_on": f"{clock.now.year + 1}-03-02"}))
    assert "This day is still to come. The code works already" in ahead.text


def test_answers_keep_the_gathering_and_how_they_were_given(site: Site, project: Project, researcher: Page) -> None:
    survey: Opened = opened(site, WAY, project=project)
    shown = begin(researcher, project)
    person = Page(site)
    person.follow(person.submit(person.get("/en/join"), code=code_of(shown)))
    _page, document = survey.begin(person, assistance="interpreter")
    person.submit(survey.answer(person, document, {"way": {"way": "bus"}}))
    (made,) = site.read(select(Gathering.id))
    (sent,) = site.read(select(Submission))
    assert (sent.gathering_id, sent.assistance) == (made, "interpreter")
    cells = [text_of(cell) for row in researcher.get(shown.path).all("tr") for cell in row]
    assert cells[-3:] == ["How are things?", "with an interpreter", "1"]


def test_the_record_is_corrected_and_the_way_in_is_closed(site: Site, project: Project, researcher: Page) -> None:
    shown = begin(researcher, project)
    form = researcher.get(f"{shown.path}/edit")
    assert form.answer_form.values()["area"] == "Old Docks"
    changed = researcher.follow(researcher.submit(form, head_count="34", area="Market Square"))
    assert "34 people" in changed.text and "Market Square" in changed.heading
    asked = researcher.get(next(link for link in changed.links if link.endswith("/close")))
    assert site.read(select(Gathering.state)) == ["open"], "nothing ends before it is confirmed"
    closed = researcher.follow(researcher.submit(asked))
    assert "(ended)" in closed.text
    person = Page(site)
    refused = person.submit(person.get("/en/join"), 422, code=code_of(shown))
    assert refused.title.startswith("Error:")
    (made,) = site.read(select(Gathering.id))
    actions = site.read(select(AuditEntry.action).where(AuditEntry.object_id == made).order_by(AuditEntry.position))
    assert actions == ["gathering.opened", "gathering.changed", "gathering.closed"]
    again = next(form for form in closed.forms if form.action.endswith("/reopen"))
    assert "The gathering is open again." in researcher.follow(researcher.send(again)).html
    person.submit(person.get("/en/join"), code=code_of(shown))


def test_another_project_and_its_readers_see_none_of_it(
    site: Site, project: Project, researcher: Page, sign_in: SignIn
) -> None:
    shown = begin(researcher, project)
    other = site.save(make_project())
    stranger = sign_in(Role.RESEARCHER, other)
    own = shown.path.replace(project.slug, other.slug)
    for address in (shown.path, own, f"{own}/edit", f"{own}/screen"):
        stranger.get(address, 404)
    token = stranger.get(f"/staff/{other.slug}/gatherings/new").answer_form.values()["csrf_token"]
    for address in (f"{own}/close", f"{own}/edit", f"{own}/reopen", f"{shown.path}/close"):
        stranger.post(address, GIVEN | {"csrf_token": token}, 404)
    assert site.read(select(Gathering.state)) == ["open"]
    sign_in(Role.READER, project).get(f"/staff/{project.slug}/gatherings", 403)
