"""Ways off a page, and what is said where a browser has nothing of the visit any more."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engage.accounts.attempts import Attempts
from engage.core.identifiers import new_id
from engage.questionnaires.models import Draft
from tests.factories import votes
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site
from tests.web.questionnaires.test_starting import PURPOSES

pytestmark = pytest.mark.one_database
OWN = "Warm rooms & <b>tea</b>\nevery day"
COOKIES = "Your browser keeps no cookies"


@pytest.fixture(autouse=True)
def own_counts(site: Site) -> Iterator[None]:
    """No test pays for the wrong codes of another."""
    site.app.extensions["engage.wrong_codes"] = Attempts()
    yield


def written(document: Document) -> list[str]:
    return ["".join(card.itertext()) for card in document.all(class_="card")]


def to_words(survey: Opened, language: str = "en") -> tuple[Page, Document]:
    """Somebody on the page with a text."""
    page, document = survey.begin(language=language)
    return page, page.follow(page.submit(document, way="walk"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_from_before_leaving_gives_back_what_was_written(survey: Opened, site: Site, language: str) -> None:
    page, stale = to_words(survey, language)
    page.get(f"/{language}/leave")
    ended = page.submit(stale, 400, change=OWN)
    assert written(ended) == [OWN], "each field by itself, as words and not as markup"
    assert survey.address(language=language) in ended.links and f"/{language}/receipt" in ended.links
    assert OWN not in str(site.read(select(Draft.answers)) + site.read(select(Draft.typed)))
    assert not ended.headers.getlist("Set-Cookie") and OWN not in page.get(survey.address(language=language)).html


def test_a_choice_and_the_machinery_of_a_page_are_not_given_back(survey: Opened) -> None:
    page, document = survey.begin()
    page.get("/en/leave")
    ended = page.submit(document, 400, way="bus", _then="check", extra=" ")
    assert ended.heading == "This visit has ended on this phone"
    assert written(ended) == [] and "What you wrote" not in ended.text


def test_a_form_of_another_page_is_told_as_before(page: Page) -> None:
    assert page.post("/en/receipt/change", {"note": OWN}, 400).heading == "This page could not be read"


def test_back_after_the_next_person_is_not_told_of_cookies(survey: Opened) -> None:
    page, _document = survey.begin()
    begun = survey.address("way?begun=1")
    with page.client.session_transaction() as session:
        session.clear()
        session["gathering"] = {"id": new_id(), "project": survey.project.id, "slug": survey.project.slug, "until": 0}
    assert page.get(begun, 303).location == survey.address()
    page.client._cookies.clear()
    assert page.get(begun, 400).heading == COOKIES


def test_a_receipt_without_cookies_is_told_why_it_does_not_open(survey: Opened, site: Site) -> None:
    _page, code = survey.take_part({"way": {"way": "walk"}})
    page = Page(site)
    answer = page.submit(page.get("/en/receipt"), code=code)
    with_cookie = page.follow(answer)
    assert "I walk" in with_cookie.text
    page.client._cookies.clear()
    told = page.get(answer.location, 400)
    assert told.heading == COOKIES and "/en/receipt" in told.links
    assert page.get("/en/receipt/answers").answer_form.action == "/en/receipt", "a bookmark leads to the form"


def test_a_code_to_come_back_without_cookies_is_told_too(survey: Opened, site: Site) -> None:
    first, _document = survey.begin()
    code = text_of(first.get(survey.address("later")).one(id="receipt-code"))
    page = Page(site)
    answer = page.submit(page.get("/en/receipt"), code=code)
    page.client._cookies.clear()
    assert page.get(answer.location, 400).heading == COOKIES


def test_a_code_to_vote_without_cookies_is_told_too(site: Site) -> None:
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    page = Page(site)
    answer = page.submit(page.get("/en/join"), code=code)
    assert page.follow(answer).answer_form.values()["code"].replace(" ", "").replace("-", "") == code.replace("-", "")
    page.client._cookies.clear()
    assert page.get(answer.location, 400).heading == COOKIES
    assert page.get(f"/en/{votes.address(site, vote)}/").answer_form.values()["code"] == ""


@pytest.fixture
def asking(site: Site) -> Opened:
    survey = opened(site)
    survey.publish(consents=PURPOSES)
    return survey


def switched(page: Page, start: Document, language: str, **given: str) -> Document:
    """The start page after its form was sent by the button of a language: a browser sends the same form again."""
    data = start.answer_form.values() | given | {"_to": f"language:{language}"}
    answer = page.post(start.path, data, 307)
    assert "?" not in answer.location, "nothing of the form stands in the address"
    return page.post(answer.location, data, 200)


def test_another_language_keeps_what_was_ticked_on_a_start_page(asking: Opened, page: Page, site: Site) -> None:
    start = page.get(asking.address())
    arabic = switched(page, start, "ar", **{"consent-take-part": "yes", "consent-again": "yes"})
    assert (arabic.path, arabic.errors) == (asking.address(language="ar"), [])
    ticked = {name for name in arabic.answer_form.values() if name.startswith("consent")}
    assert ticked == {"consent-take-part", "consent-again"}
    assert not page.client._cookies and site.read(select(Draft.id)) == []
    assert not [name for name in Page(site).get(arabic.path).answer_form.values() if name.startswith("consent")]
    assert "consent-quotes" not in switched(page, arabic, "en").answer_form.values()
    assert page.submit(arabic).location == asking.address("way?begun=1", "ar")


def test_another_language_keeps_a_code_and_does_not_try_it(site: Site, page: Page) -> None:
    vote = votes.open_vote(site)
    start = page.get(f"/en/{votes.address(site, vote)}/")
    for _time in range(30):
        arabic = switched(page, start, "ar", code="2222")
    assert arabic.answer_form.values()["code"] == "2222" and not arabic.errors


def test_a_language_that_is_not_ready_loses_no_status(survey: Opened, page: Page) -> None:
    start = page.get(survey.address())
    for target in ("language:en", "language:xx", "nonsense"):
        data = {"consent-take-part": "yes", "_to": target}
        assert page.post(start.path, data, 200).answer_form.values()["consent-take-part"] == "yes"
    survey.change(state="closed")
    page.post(start.path, {"_to": "language:en"}, 410)
