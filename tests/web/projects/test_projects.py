"""A project begins, changes, and speaks its languages: for administrators and leads."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.projects.models import Project
from tests.factories.projects import make_activity, make_project
from tests.factories.questionnaires import definition
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
GIVEN: dict[str, Any] = {
    "name": "Mill Lane",
    "area": "Portwick",
    "welcome": "Tell us what to change.",
    "languages": ["en", "bfi", "ar"],
    "partners": "Portwick Council\n\nMill Lane Neighbours",
    "contact": "The library desk",
    "time_zone": "Europe/Bucharest",
}
SignIn = Callable[..., Page]


@pytest.fixture
def project(site: Site) -> Project:
    return site.save(make_project(name="Hill Street"))


@pytest.fixture
def lead(project: Project, sign_in: SignIn) -> Page:
    return sign_in(Role.LEAD, project)


def test_an_administrator_begins_a_project(site: Site, sign_in: SignIn) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    answer = administrator.submit(administrator.get("/staff/new"), **GIVEN)
    assert answer.location == "/staff/mill-lane/"
    assert "There is no activity yet" in administrator.follow(answer).text
    (made,) = site.read(select(Project))
    assert (made.name, made.area, made.time_zone) == ("Mill Lane", "Portwick", "Europe/Bucharest")
    assert (made.languages, made.partners) == (["en", "bfi", "ar"], ["Portwick Council", "Mill Lane Neighbours"])
    assert site.read(select(AuditEntry.action).where(AuditEntry.project_id == made.id)) == ["project.created"]
    again = administrator.submit(administrator.get("/staff/new"), **GIVEN)
    assert again.location == "/staff/mill-lane-2/"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "Write the project’s name."),
        ({"name": "x" * 81}, "Shorten the name."),
        ({"area": ""}, "Write the area, such as a ward or a town."),
        ({"languages": None}, "Choose at least one language."),
        ({"partners": "\n \n"}, "Write at least one organisation: people want to know who asks."),
        ({"time_zone": "Portwick"}, "Write a time zone such as Europe/London."),
        ({"welcome": "x" * 301}, "Shorten the sentence."),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    site: Site, sign_in: SignIn, fields: dict[str, Any], told: str
) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    sent = GIVEN | fields
    wrong = administrator.submit(administrator.get("/staff/new"), 422, **sent)
    assert wrong.errors == [told] and wrong.title.startswith("Error:")
    kept = wrong.answer_form.values()
    assert all(
        kept.get(name) == (value.strip() if isinstance(value, str) else value)
        for name, value in sent.items()
        if name != "partners"
    )
    assert site.read(select(Project.id)) == []


def test_a_lead_changes_their_own_project_and_its_address_stays(site: Site, project: Project, lead: Page) -> None:
    form = lead.get(f"/staff/{project.slug}/edit")
    assert form.answer_form.values()["name"] == "Hill Street"
    answer = lead.submit(form, **GIVEN)
    assert answer.location == f"/staff/{project.slug}/"
    assert Page(site).get(f"/en/{project.slug}/").heading == "Mill Lane"
    assert "project.changed" in site.read(select(AuditEntry.action))


def test_a_project_is_named_in_its_other_languages(site: Site, project: Project, lead: Page) -> None:
    form = lead.get(f"/staff/{project.slug}/words")
    assert not [name for name in form.answer_form.values() if name.endswith(("_en", "_bfi"))]
    lead.submit(form, name_ar="شارع التل", welcome_ar="ساعدونا في الاختيار.")
    shown = Page(site).get(f"/ar/{project.slug}/")
    assert shown.heading == "شارع التل" and "ساعدونا في الاختيار." in shown.text
    assert Page(site).get(f"/ro/{project.slug}/").heading == "Hill Street"


def test_a_project_is_found_by_its_own_people_only(site: Site, project: Project, lead: Page) -> None:
    other = site.save(make_project(name="Another place"))
    assert "Hill Street" in lead.get("/staff/").text and "Another place" not in lead.get("/staff/").text
    for tail in ("", "edit", "words", "new", "people", "log", "gatherings", "results"):
        lead.get(f"/staff/{other.slug}/{tail}", 404)
    token = lead.get(f"/staff/{project.slug}/edit").answer_form.values()["csrf_token"]
    lead.post(f"/staff/{other.slug}/edit", GIVEN | {"csrf_token": token}, 404)
    assert site.read(select(Project.name).where(Project.id == other.id)) == ["Another place"]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_who_does_not_lead_is_offered_nothing_that_is_refused(
    site: Site, project: Project, sign_in: SignIn, role: Role
) -> None:
    site.save(make_activity(project, definition=definition(title="Still written")))
    person = sign_in(role, project)
    home = person.get(f"/staff/{project.slug}/")
    assert ("Still written" in home.text) == (role is Role.RESEARCHER)
    for address in home.links:
        person.get(address)
    person.get("/staff/new", 403)
    person.get(f"/staff/{project.slug}/edit", 403)


@pytest.mark.parametrize("tail", ["edit", "words", "new", "people", "log", "gatherings", "gatherings/new", "results"])
def test_every_page_of_a_project_leads_back_to_it(project: Project, lead: Page, tail: str) -> None:
    back = lead.get(f"/staff/{project.slug}/{tail}").one("nav", class_="crumbs")
    assert f"/staff/{project.slug}/" in [link.get("href") for link in back.iter("a")]


@pytest.mark.parametrize("tail", ["frame", "questions/new/scale", "languages/ar", "poster", "results"])
def test_every_page_of_an_activity_leads_back_to_it(site: Site, project: Project, lead: Page, tail: str) -> None:
    activity = site.save(make_activity(project, definition=definition()))
    back = lead.get(f"/staff/{project.slug}/{activity.slug}/{tail}").one("nav", class_="crumbs")
    wanted = [f"/staff/{project.slug}/", f"/staff/{project.slug}/{activity.slug}/"]
    assert [link.get("href") for link in back.iter("a")] == wanted


def test_activities_stand_in_the_order_that_a_lead_gives_them(site: Site, project: Project, lead: Page) -> None:
    made = [make_activity(project, definition=definition(title=title), position=1) for title in ("One", "Two", "Three")]
    made.sort(key=lambda activity: activity.id)
    site.save(*made)

    def shown() -> list[str]:
        home = lead.get(f"/staff/{project.slug}/")
        return [link.get("id", "").removeprefix("activity-") for link in home.all("a") if link.get("id")]

    first, second, third = (activity.slug for activity in made)
    for slug, to, expected in (
        (third, "up", [first, third, second]),
        (first, "down", [third, first, second]),
        (third, "up", [third, first, second]),
        (second, "down", [third, first, second]),
    ):
        forms = lead.get(f"/staff/{project.slug}/").forms
        form = next(form for form in forms if form.action.endswith(f"/{slug}/move"))
        assert lead.send(form, press=("to", to)).location == f"/staff/{project.slug}/#activity-{slug}"
        assert shown() == expected
    ways = [button.get("value") for button in lead.get(f"/staff/{project.slug}/").all("button") if button.get("name")]
    assert ways == ["down", "up", "down", "up"], "the first goes no higher, the last no lower"
    lead.send(form, 422, press=("to", "away"))
    lead.post(f"/staff/{project.slug}/nothing/move", form.values() | {"to": "up"}, 404)
