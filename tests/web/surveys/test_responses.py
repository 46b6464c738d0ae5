"""A survey's answers, as its team reads them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.projects.models import Project
from engage.questionnaires.models import Submission
from engage.surveys.manage_views import A_PAGE
from tests.factories.questionnaires import CHANGE, WAY, Opened, drafted, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
PEOPLE = {"key": "people", "type": "number", "text": "How many people?"}
SignIn = Callable[..., Page]


@pytest.fixture
def survey(site: Site) -> Opened:
    return opened(site, WAY, CHANGE, PEOPLE)


@pytest.fixture
def lead(survey: Opened, sign_in: SignIn) -> Page:
    return sign_in(Role.LEAD, survey.project)


def say(survey: Opened, way: str, people: str, change: str = "") -> str:
    return survey.take_part({"way": {"way": way}, "change": {"change": change}, "people": {"people": people}})[1]


def figures(shown: Document, heading: str) -> str:
    (section,) = [one for one in shown.all("section") if text_of(next(one.iter("h2"))) == heading]
    return text_of(section)


def test_figures_are_exact_and_own_words_are_listed(survey: Opened, lead: Page) -> None:
    for way, people, change in (("bus", "10", "lights"), ("bus", "2", "=1+1"), ("walk", "2", "")):
        say(survey, way, people, change)
    shown = lead.get(survey.staff("responses"))
    assert "3 responses" in shown.text
    assert figures(shown, WAY["text"]).endswith("I walk1By bus2A lift0")
    assert figures(shown, PEOPLE["text"]).endswith("22101"), "two people said 2, one said 10"
    assert "2 answers" in figures(shown, CHANGE["text"]) and "=1+1" in figures(shown, CHANGE["text"])


def test_one_response_shows_each_revision_and_nothing_of_one_that_was_taken_back(
    survey: Opened, site: Site, lead: Page
) -> None:
    code = say(survey, "bus", "2", "lights")
    person = Page(site)
    opened_by_code = person.follow(person.submit(person.get("/en/receipt"), code=code))
    (root,) = site.read(select(Submission.id))
    shown = lead.get(survey.staff(f"responses/{root}"))
    assert "Version 1" in shown.text and "lights" in shown.text
    takes_back = next(address for address in opened_by_code.links if "take-back" in address or "withdraw" in address)
    person.submit(person.get(takes_back))
    shown = lead.get(survey.staff(f"responses/{root}"))
    assert "took these answers back" in shown.text and "lights" not in shown.html
    assert "Nobody has answered yet" in lead.get(survey.staff("responses")).text


def begin_change(survey: Opened, site: Site, code: str, change: str) -> Page:
    """Somebody at a phone of their own who has written a change and not sent it yet."""
    page = Page(site)
    page.follow(page.submit(page.follow(page.submit(page.get("/en/receipt"), code=code))))
    page.submit(page.get(survey.address("change")), change=change)
    return page


def test_what_clashed_with_a_later_revision_stands_beside_it(survey: Opened, site: Site, lead: Page) -> None:
    code = say(survey, "bus", "2", "lights")
    later = begin_change(survey, site, code, "more lights")
    later.submit(later.get(survey.address("check")))
    first, second = (begin_change(survey, site, code, words) for words in ("no lights", "lanterns"))
    first.submit(first.get(survey.address("check")))
    second.submit(second.get(survey.address("check")), 409)
    (link,) = {one for one in lead.get(survey.staff("responses")).links if "/responses/" in one}
    shown = lead.get(link)
    assert "Another version" in shown.text and "lanterns" in shown.text


def test_languages_and_ways_are_said_in_words(survey: Opened, site: Site, lead: Page) -> None:
    survey.take_part({"way": {"way": "bus"}}, language="bfi")
    (root,) = site.read(select(Submission.id))
    assert "British Sign Language · How it was filled in: not known" in lead.get(survey.staff(f"responses/{root}")).text
    (cell,) = [cell for cell in lead.get(survey.staff("responses")).all("td") if cell.get("data-label") == "Language"]
    assert text_of(cell) == "British Sign Language"


def test_what_is_asked_no_more_stays_on_the_page(survey: Opened, lead: Page) -> None:
    say(survey, "bus", "2", "lights")
    survey.publish({**WAY, "options": [{"key": "walk", "text": "On foot"}, WAY["options"][2]]}, PEOPLE)
    say(survey, "walk", "2")
    shown = lead.get(survey.staff("responses"))
    assert "2 answers" in figures(shown, WAY["text"])
    assert figures(shown, WAY["text"]).endswith("On foot earlier: I walk1A lift0By bus (no longer asked)1")
    assert "No longer asked. 1 answer" in figures(shown, CHANGE["text"]) and "lights" in figures(shown, CHANGE["text"])
    headings = [text_of(one) for one in shown.all("h2")]
    assert headings == [WAY["text"], PEOPLE["text"], CHANGE["text"], "One by one"]


def test_a_long_list_comes_in_pages(survey: Opened, site: Site, lead: Page) -> None:
    say(survey, "bus", "2", "lights")
    (first,) = site.read(select(Submission))
    columns = [column.key for column in Submission.__table__.columns if column.key not in ("id", "root_id", "receipt")]
    for number in range(A_PAGE):
        made = {name: getattr(first, name) for name in columns}
        site.save(Submission(**made | {"id": f"{number:032x}", "root_id": f"{number:032x}", "receipt": None}))
    shown = lead.get(survey.staff("responses"))
    assert "Page 1 of 2" in shown.text and "These are some of them." in figures(shown, CHANGE["text"])
    second = lead.get(survey.staff("responses?page=2"))
    assert len([link for link in second.links if "/responses/" in link]) == 1
    for nonsense in ("0", "x", "9" * 12):
        lead.get(survey.staff(f"responses?page={nonsense}"), 404)


def test_what_is_not_there_is_not_found(survey: Opened, site: Site, lead: Page, sign_in: SignIn) -> None:
    say(survey, "bus", "2")
    (root,) = site.read(select(Submission.id))
    other = drafted(site, project=survey.project)
    lead.get(other.staff(f"responses/{root}"), 404)
    lead.get(other.staff("responses"), 404)
    lead.get(survey.staff("responses/nothing"), 404)
    for role in (Role.RESEARCHER, Role.READER):
        sign_in(role, survey.project).get(survey.staff("responses"), 403)
    stranger: Project = opened(site).project
    sign_in(Role.LEAD, stranger).get(survey.staff(f"responses/{root}"), 404)
