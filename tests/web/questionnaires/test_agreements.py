"""A receipt shows what its sender agreed to, and lets them give or take back what is optional, at any time."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.questionnaires.models import Draft, Submission
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
PURPOSES = [
    {"key": "take-part", "text": "I take part", "required": True},
    {"key": "quotes", "text": "You may quote me"},
    {"key": "again", "text": "You may ask me again"},
]
QUOTES, AGAIN = PURPOSES[1]["text"], PURPOSES[2]["text"]


@pytest.fixture
def asking(site: Site, clock: Any) -> Opened:
    survey = opened(site)
    survey.publish(consents=PURPOSES)
    return survey


@pytest.fixture
def sender(asking: Opened) -> tuple[Page, str]:
    """Who agreed to be quoted: their browser, with the receipt open, and the digits of their code."""
    page, document = asking.begin(**{"consent-quotes": "yes"})
    page.follow(page.submit(asking.answer(page, document, {"way": {"way": "walk"}})))
    return page, open_receipt(page, asking)


def open_receipt(page: Page, survey: Opened, language: str = "en") -> str:
    code = text_of(page.get(survey.address("done")).one(id="receipt-code"))
    page.submit(page.get(f"/{language}/receipt"), code=code)
    return code


def agreed(document: Document) -> dict[str, str]:
    """{what was asked: what the receipt says of it}, without its button."""
    rows = [row for row in document.all("div") if row.find("dt") is not None and row.find("dd/p") is not None]
    return {text_of(row.find("dt")): " ".join(text_of(line) for line in row.iterfind("dd/p")) for row in rows}  # type: ignore[arg-type]


def press(page: Page, purpose: str, status: int = 303, language: str = "en") -> Document:
    """Press the button of a purpose."""
    receipt = page.get(f"/{language}/receipt/answers")
    (form,) = (
        one for one in receipt.forms if purpose in text_of(one.element) and one.element.get("data-control") is not None
    )
    (button,) = form.buttons
    return page.send(form, status, press=("given", button.get("value", "")))


def test_each_purpose_is_listed_with_what_was_agreed_and_when(sender: tuple[Page, str]) -> None:
    told = agreed(sender[0].get("/en/receipt/answers"))
    assert told[QUOTES] == "You agreed to this on 2 March 2026."
    assert told[AGAIN] == "You did not agree to this."
    assert told["I take part"].startswith("You agreed to this on 2 March 2026. Taking part needs it.")


def test_one_is_taken_back_and_given_as_a_revision(
    sender: tuple[Page, str], asking: Opened, site: Site, clock: Any
) -> None:
    page, _code = sender
    clock.advance(days=3)
    assert press(page, QUOTES).location.endswith("/en/receipt/answers#agreed")
    press(page, AGAIN, language="ar")
    told = agreed(page.get("/en/receipt/answers"))
    assert told[QUOTES] == "You took this back on 5 March 2026."
    assert told[AGAIN] == "You agreed to this on 5 March 2026."
    first, _second, third = site.read(select(Submission).order_by(Submission.revision))
    assert first.consents["given"] == {"take-part": True, "quotes": True, "again": False}, "nothing is overwritten"
    assert third.consents["given"] == {"take-part": True, "quotes": False, "again": True}
    wording = asking.activity.wording_id
    kept = {code: asking.activity.sets[wording][code] for code in ("en", "ar")}
    assert third.consents["later"] == {
        "quotes": {"wording": wording, "set": kept["en"], "language": "en", "day": "2026-03-05"},
        "again": {"wording": wording, "set": kept["ar"], "language": "ar", "day": "2026-03-05"},
    }
    assert (third.answers, third.language) == (first.answers, first.language)


def test_a_second_tap_changes_nothing(sender: tuple[Page, str], site: Site) -> None:
    page, _code = sender
    receipt = page.get("/en/receipt/answers")
    (form,) = (one for one in receipt.forms if QUOTES in text_of(one.element))
    for _tap in range(2):
        page.send(form, press=("given", "no"))
    assert len(site.read(select(Submission.id))) == 2


def test_what_taking_part_needs_is_not_taken_back_alone(sender: tuple[Page, str], site: Site) -> None:
    page, _code = sender
    token = page.get("/en/receipt/withdraw").answer_form.values()["csrf_token"]
    for key in ("take-part", "nothing", ""):
        page.post("/en/receipt/agree", {"csrf_token": token, "agreement": key, "given": "no"}, 404)
    assert len(site.read(select(Submission.id))) == 1


def test_closed_it_can_still_be_taken_back_and_with_the_answers_it_goes(
    sender: tuple[Page, str], asking: Opened, site: Site
) -> None:
    page, _code = sender
    asking.change(state="closed")
    press(page, QUOTES)
    receipt = page.get("/en/receipt/answers")
    (form,) = (one for one in receipt.forms if QUOTES in text_of(one.element))
    page.submit(page.get("/en/receipt/withdraw"))
    page.send(form, 410, press=("given", "yes"))
    assert QUOTES not in page.get("/en/receipt/answers").text
    assert all(consents == {} for consents in site.read(select(Submission.consents)))


def test_nobody_agrees_in_a_language_that_is_not_offered_but_takes_back_in_any(
    sender: tuple[Page, str], site: Site
) -> None:
    page, _code = sender
    receipt = page.get("/ro/receipt/answers")
    assert [form.values()["agreement"] for form in receipt.forms if form.element.get("data-control") is not None] == [
        "quotes"
    ]
    token = receipt.answer_form.values()["csrf_token"]
    page.post("/ro/receipt/agree", {"csrf_token": token, "agreement": "again", "given": "yes"}, 404)
    press(page, QUOTES, language="ro")
    assert not site.read(select(Submission).order_by(Submission.revision))[-1].consents["given"]["quotes"]


def test_a_change_that_was_begun_goes_on_and_agrees_as_its_sender_does_now(
    sender: tuple[Page, str], asking: Opened, site: Site
) -> None:
    page, code = sender
    page.submit(page.get("/en/receipt/answers"))
    other = Page(site)
    other.submit(other.get("/en/receipt"), code=code)
    check = page.get(asking.address("check"))
    (begun,) = site.read(select(Draft.follows))
    with other.client.session_transaction() as cookie:
        (cookie["receipt"],) = site.read(select(Submission.receipt))
    press(other, QUOTES)
    assert site.read(select(Draft.follows)) != [begun]
    page.submit(check, 409)
    page.submit(page.get(asking.address("check")))
    newest = site.read(select(Submission).order_by(Submission.revision))[-1]
    assert newest.revision == 3 and not newest.consents["given"]["quotes"]
