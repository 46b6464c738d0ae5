"""A receipt opens what was said, on any phone: to see it, change it, take it back, and come back to a draft."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.attempts import Attempts
from engage.questionnaires import guessing
from engage.questionnaires.actions import KEPT_FOR, expire_drafts
from engage.questionnaires.models import Conflict, Draft, Submission
from engage.questionnaires.receipts import as_words
from tests.factories.questionnaires import Opened, code_of
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SAID = {"way": {"way": "bus"}, "bus": {"bus": "always late"}, "change": {"change": "warm rooms"}}


def open_receipt(page: Page, code: str, language: str = "en") -> Document:
    """Type a code; the page it opens."""
    return page.follow(page.submit(page.get(f"/{language}/receipt"), code=code))


@pytest.fixture
def sent(survey: Opened) -> str:
    """The digits of the receipt of something that was sent."""
    return survey.take_part(SAID)[1]


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: " ".join(re.findall("....", code)),
        lambda code: code.translate(ARABIC_INDIC),
        lambda code: " ".join(as_words(code)),
        lambda code: "-".join(as_words(code)).upper(),
    ],
    ids=["digits", "groups", "arabic-indic", "words", "words-with-dashes"],
)
def test_it_opens_by_digits_and_by_words(sent: str, page: Page, typed: Any) -> None:
    opened = open_receipt(page, typed(sent))
    assert "always late" in opened.text and "warm rooms" in opened.text and "By bus" in opened.text


def test_it_opens_by_its_square_code(survey: Opened, site: Site) -> None:
    page, document = survey.begin()
    done = page.follow(page.submit(survey.answer(page, document, SAID)))
    code = code_of(done)
    other = Page(site)
    form = other.get(f"/en/receipt/{code}")
    assert form.answer_form.values()["code"] == code, "nothing is typed"
    assert "always late" in other.follow(other.submit(form)).text


@pytest.mark.parametrize("language", ["en", "ar", "bfi", "ro", "rmc"])
def test_it_opens_in_every_language_with_the_words_as_they_were(sent: str, page: Page, language: str) -> None:
    assert "always late" in open_receipt(page, sent, language).text


@pytest.mark.parametrize("typed", ["", "1234", "0" * 20, "not eight words at all", "<b>", "acid " * 8])
def test_wrong_codes_open_nothing_and_say_what_a_code_looks_like(sent: str, page: Page, typed: str) -> None:
    wrong = page.submit(page.get("/en/receipt"), 422, code=typed)
    assert wrong.errors == ["Check the code and type it again. It has 20 digits, or 8 words."]
    assert wrong.answer_form.values()["code"] == typed
    assert "always late" not in page.get("/en/receipt/answers").text


def test_whoever_only_guesses_is_not_let_in_by_luck(
    sent: str, page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MANY_WRONG_CODES", 3)
    monkeypatch.setitem(site.app.extensions, "engage.wrong_codes", Attempts())
    form = page.get("/en/receipt")
    for wrong in range(3):
        page.submit(form, 422, code=f"{wrong:020}")
    page.submit(form, 429, code=sent)


def test_a_change_is_a_revision_and_the_first_one_stays(survey: Opened, sent: str, page: Page, site: Site) -> None:
    check = page.follow(page.submit(open_receipt(page, sent)))
    assert check.path == survey.address("check") and "always late" in check.text
    assert "Your old answers stay until you send these." in check.text
    page.submit(page.get(survey.address("change?then=check")), change="a bench")
    check = page.get(survey.address("check"))
    assert [text_of(button) for button in check.all("button", class_="go")] == ["Send the changes"]
    done = page.follow(page.submit(check))
    assert "Your answers are changed." in done.text and "We have your answers" not in done.text
    assert code_of(done) == sent, "one receipt for every revision"
    first, second = site.read(select(Submission).order_by(Submission.revision))
    assert (second.revision, second.follows, second.root_id) == (2, first.id, first.id)
    assert (first.answers["change"], second.answers["change"]) == ("warm rooms", "a bench")
    assert first.receipt and second.receipt is None
    opened = open_receipt(Page(site), sent)
    assert "a bench" in opened.text and "version 2" in opened.text and "warm rooms" not in opened.text


def test_a_change_whose_answer_was_lost_is_sent_again_under_the_same_receipt(
    survey: Opened, sent: str, page: Page, site: Site
) -> None:
    check = page.follow(page.submit(open_receipt(page, sent)))
    before = dict(page.client._cookies)
    assert code_of(page.follow(page.submit(check))) == sent
    page.client._cookies.clear()
    page.client._cookies.update(before)
    again = page.follow(page.submit(check))
    assert code_of(again) == sent and "Your answers are changed." in again.text
    assert len(site.read(select(Submission.id))) == 2


def test_closed_answers_can_be_seen_and_taken_back_but_not_changed(survey: Opened, sent: str, page: Page) -> None:
    survey.change(state="closed")
    opened = open_receipt(page, sent)
    assert "Change my answers" not in opened.text and "Take my answers back" in opened.text
    page.post("/en/receipt/change", token(page), 410)
    assert page.submit(page.get("/en/receipt/withdraw")).location == "/en/receipt/answers"


def token(page: Page) -> dict[str, str]:
    """The token that every form of this browser carries."""
    return {"csrf_token": page.get("/en/receipt/withdraw").answer_form.values()["csrf_token"]}


def test_taking_back_empties_every_revision_and_leaves_a_stone(
    survey: Opened, sent: str, page: Page, site: Site, clock: Any
) -> None:
    page.submit(page.follow(page.submit(open_receipt(page, sent))))
    clock.advance(days=3)
    asked = page.get("/en/receipt/withdraw")
    assert len(site.read(select(Submission.id).where(Submission.state == "kept"))) == 2, "looking takes nothing back"
    told = page.follow(page.submit(asked))
    assert "You took your answers back" in told.text
    assert survey.address().removesuffix(f"{survey.activity.slug}/") in told.links, "there is a way on"
    rows = site.read(select(Submission))
    assert len(rows) == 2
    for row in rows:
        assert (row.answers, row.consents, row.state) == ({}, {}, "withdrawn")
        assert (row.language, row.set_id, row.gathering_id, row.assistance) == ("", None, None, "unknown")
        assert row.withdrawn_on == clock.now.date()
    again = open_receipt(Page(site), sent)
    assert "You took your answers back" in again.text and "always late" not in again.text
    page.submit(asked)
    assert "Change my answers" not in again.text


def test_the_phone_that_sent_thanks_nobody_for_what_another_took_back(survey: Opened, page: Page) -> None:
    sender, code = survey.take_part(SAID)
    assert "Thank you" in sender.get(survey.address("done")).text
    open_receipt(page, code)
    page.submit(page.get("/en/receipt/withdraw"))
    for language, query in (("en", ""), ("en", "?changed=1"), ("bfi", "")):
        told = sender.get(survey.address("done", language) + query)
        assert "You took your answers back" in told.text and "Thank you" not in told.text
        assert not list(told.all(id="receipt-code"))


def test_the_page_that_thanks_costs_one_read(survey: Opened, site: Site) -> None:
    sender, _code = survey.take_part(SAID)
    sender.get(survey.address("done"))
    site.statements.clear()
    assert "Thank you" in sender.get(survey.address("done")).text
    assert len([statement for statement in site.statements if "SELECT" in statement]) == 1


def test_taking_back_reaches_what_was_to_change_it(survey: Opened, sent: str, site: Site) -> None:
    """Neither a change that was begun nor one that clashed keeps a copy, and none can be sent any more."""
    tabs = []
    for _number in range(3):
        page = Page(site)
        tabs.append((page, page.follow(page.submit(open_receipt(page, sent)))))
    for number in (0, 1):
        page = tabs[number][0]
        page.submit(page.get(survey.address("change")), change=f"secret {number}")
        page.submit(page.get(survey.address("check")), 303 if number == 0 else 409)
    assert len(site.read(select(Conflict.id))) == 1 and len(site.read(select(Draft.id))) == 2
    page = Page(site)
    open_receipt(page, sent)
    page.submit(page.get("/en/receipt/withdraw"))
    assert site.read(select(Conflict.id)) == [] and site.read(select(Draft.id)) == []
    late, check = tabs[2]
    late.submit(check)
    assert site.read(select(Submission.id).where(Submission.state == "kept")) == []


def test_a_phone_that_has_forgotten_is_asked_for_the_code(page: Page) -> None:
    for tail in ("answers", "withdraw"):
        assert page.get(f"/en/receipt/{tail}").answer_form.action == "/en/receipt"


def test_the_card_to_come_back_opens_the_draft_on_another_phone(survey: Opened, site: Site) -> None:
    page, document = survey.begin()
    page.submit(document, way="bus")
    later = page.get(survey.address("later"))
    code = code_of(later)
    other = Page(site)
    answer = other.submit(other.get("/ar/receipt"), code=code.translate(ARABIC_INDIC))
    assert answer.location == survey.address("bus?begun=1", "ar"), "where they left off, not where it is sent"
    other.follow(answer)
    done = other.follow(other.submit(other.get(survey.address("check", "ar"))))
    assert code_of(done) == code, "the same code opens what was sent"
    assert len(site.read(select(Submission.id))) == 1


def test_a_card_leads_to_the_question_that_must_still_be_answered(survey: Opened, site: Site) -> None:
    page, _document = survey.begin()
    code = code_of(page.get(survey.address("later")))
    other = Page(site)
    answer = other.submit(other.get("/en/receipt"), code=code)
    assert other.follow(answer).path.partition("?")[0] == survey.address("way")


def test_what_was_not_sent_is_deleted_with_the_code_on_any_phone(survey: Opened, site: Site) -> None:
    page, document = survey.begin()
    page.submit(document, way="bus")
    code = code_of(page.get(survey.address("later")))
    other = Page(site)
    other.submit(other.get("/en/receipt"), code=code)
    assert other.submit(other.get(survey.address("later"))).location == f"/en/{survey.project.slug}/"
    assert site.read(select(Draft.id)) == []
    other.submit(other.get("/en/receipt"), 422, code=code)
    assert page.get(survey.address("way"), 303).location == survey.address()


@pytest.mark.parametrize("tail", ["privacy", "help"])
def test_people_are_told_how_long_what_they_do_not_send_is_kept(page: Page, tail: str) -> None:
    assert f"kept for {KEPT_FOR.days} days after you start" in page.get(f"/en/{tail}").text


def test_drafts_wait_fourteen_days_and_no_longer(survey: Opened, site: Site, clock: Any) -> None:
    page, document = survey.begin()
    page.submit(document, way="bus")
    code = code_of(page.get(survey.address("later")))
    clock.advance(seconds=KEPT_FOR.total_seconds() - 1)
    with site.writing():
        assert expire_drafts() == 0
    clock.advance(seconds=2)
    with site.writing():
        assert expire_drafts() == 1
    assert site.read(select(Draft.id)) == []
    other = Page(site)
    other.submit(other.get("/en/receipt"), 422, code=code)


def test_the_database_keeps_no_code(survey: Opened, sent: str, site: Site) -> None:
    page, _document = survey.begin()
    code = code_of(page.get(survey.address("later")))
    kept = site.read(select(Submission.receipt)) + site.read(select(Draft.receipt))
    assert len(kept) == 2 and not {sent, code} & set(kept)
    assert all(len(hashed) == 64 for hashed in kept)
