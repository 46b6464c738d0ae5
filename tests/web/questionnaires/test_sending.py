"""Sending: once, however often the button is pressed, and never something that the person has not seen."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engage.questionnaires.models import Conflict, Draft, Submission
from tests.factories.questionnaires import Opened, code_of
from tests.page import Document, Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
Jar = dict[Any, Any]


def ready(survey: Opened, **answers: str) -> tuple[Page, Document]:
    """A person who has only to press the last button."""
    page, document = survey.begin()
    return page, survey.answer(page, document, {"way": {"way": "walk"}, "change": {"change": "warm rooms"}} | answers)


def cookies(client: FlaskClient, jar: Jar | None = None) -> Jar:
    """What the browser holds; with a jar, put it back, as if the answers since had never arrived."""
    if jar is not None:
        client._cookies.clear()
        client._cookies.update(jar)
    return dict(client._cookies)


def test_the_page_after_sending_shows_the_receipt_and_the_draft_is_gone(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    done = page.follow(page.submit(check))
    assert len(code_of(done)) == 20 and done.one(id="receipt-code").get("dir") == "ltr"
    assert done.heading == "Thank you. We have your answers." and done.text.count("Thank you") == 1
    assert site.read(select(Submission.answers)) == [{"way": "walk", "change": "warm rooms"}]
    assert site.read(select(Draft.id)) == []
    assert code_of(page.get(done.path)) == code_of(done), "also after a reload"


@pytest.mark.parametrize("times", [1, 3])
def test_pressing_again_counts_once_and_shows_the_same_receipt(survey: Opened, site: Site, times: int) -> None:
    page, check = ready(survey)
    first = code_of(page.follow(page.submit(check)))
    for _time in range(times):
        assert code_of(page.follow(page.submit(check))) == first
    assert len(site.read(select(Submission.id))) == 1


def test_an_answer_that_was_lost_on_the_way_is_fetched_by_sending_again(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    before = cookies(page.client)
    first = code_of(page.follow(page.submit(check)))
    cookies(page.client, before)
    assert code_of(page.follow(page.submit(check))) == first
    cookies(page.client, before)
    assert code_of(page.follow(page.get(check.path, 303))) == first, "also by coming back to the page"
    assert len(site.read(select(Submission.id))) == 1


def test_it_works_after_closing_too(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    before = cookies(page.client)
    first = code_of(page.follow(page.submit(check)))
    survey.change(state="closed")
    cookies(page.client, before)
    assert code_of(page.follow(page.submit(check))) == first


def test_what_was_not_sent_before_closing_is_not_sent_after(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    survey.change(state="closed")
    page.submit(check, 410)
    assert site.read(select(Submission.id)) == [] and len(site.read(select(Draft.id))) == 1


def test_what_changed_in_another_window_is_shown_before_it_is_sent(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    page.submit(page.get(survey.address("change")), change="cold rooms")
    again = page.submit(check, 409)
    assert "changed in another window" in again.text and "cold rooms" in again.text
    assert site.read(select(Submission.id)) == []
    page.submit(again)
    assert site.read(select(Submission.answers)) == [{"way": "walk", "change": "cold rooms"}]


@pytest.mark.parametrize("seen", ["", "0" * 16, None])
def test_nothing_is_sent_without_having_seen_it(survey: Opened, site: Site, seen: str | None) -> None:
    page, check = ready(survey)
    page.submit(check, 409, seen=seen)
    assert site.read(select(Submission.id)) == []


def test_the_buttons_of_the_check_page_send_nothing(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    assert page.submit(check, press=("_to", "back")).location == survey.address("change")
    assert page.submit(check, press=("_to", "later")).location == survey.address("later")
    assert page.submit(check, press=("_to", "language:ar")).location == survey.address("check", "ar")
    assert site.read(select(Submission.id)) == []


def test_the_receipt_can_be_seen_for_twenty_hours(survey: Opened, clock: Any) -> None:
    page, check = ready(survey)
    done = page.follow(page.submit(check))
    clock.advance(hours=19, minutes=59)
    assert code_of(page.get(done.path)) == code_of(done)
    clock.advance(minutes=2)
    assert page.get(done.path, 303).location == "/en/receipt"


def test_somebody_else_on_the_same_phone_starts_anew(survey: Opened, site: Site) -> None:
    page, check = ready(survey)
    first = code_of(page.follow(page.submit(check)))
    _page, document = survey.begin(page)
    second = survey.answer(page, document, {"way": {"way": "bus"}})
    assert code_of(page.follow(page.submit(second))) != first
    assert len(site.read(select(Submission.id))) == 2


def test_of_two_changes_to_one_answer_both_are_kept(survey: Opened, site: Site) -> None:
    """The second one finds that another revision stands already where its own should go."""
    _page, code = survey.take_part({"way": {"way": "walk"}})
    people: list[tuple[Page, Document]] = []
    for _number in range(2):
        page = Page(site)
        receipt = page.follow(page.submit(page.get("/en/receipt"), code=code))
        people.append((page, page.follow(page.submit(receipt))))
    for number, (page, _check) in enumerate(people):
        page.submit(page.get(survey.address("change")), change=f"change {number}")
    first, second = people
    first[0].submit(first[0].get(survey.address("check")))
    refused = second[0].submit(second[0].get(survey.address("check")), 409)
    assert "Nothing you wrote is lost" in refused.text
    assert site.read(select(Conflict.answers)) == [{"way": "walk", "change": "change 1"}]
    assert len(site.read(select(Submission.id))) == 2
    second[0].submit(second[0].get(survey.address("check")), 409)
    assert len(site.read(select(Conflict.id))) == 1, "the same conflict is kept once"


def test_it_is_sent_with_the_language_and_the_way_it_was_given(survey: Opened, site: Site) -> None:
    survey.take_part({"way": {"way": "walk"}}, language="ar")
    (sent,) = site.read(select(Submission))
    wording = survey.activity.wording_id
    assert (sent.language, sent.wording_id, sent.set_id) == ("ar", wording, survey.activity.sets[wording]["ar"])
    assert (sent.assistance, sent.gathering_id, sent.revision, sent.follows) == ("unknown", None, 1, None)
    assert sent.root_id == sent.id and not sent.demonstration


def test_nothing_tells_who_sent_it(survey: Opened, site: Site, save: Callable[..., Any]) -> None:
    page = Page(site)
    page.client.environ_base.update(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="CANARY-UA")
    _page, document = survey.begin(page)
    page.submit(survey.answer(page, document, {"way": {"way": "walk"}}))
    (row,) = site.read(select(Submission))
    told = repr({column.name: getattr(row, column.name) for column in Submission.__table__.columns})
    assert "203.0.113" not in told and "CANARY" not in told and ":" not in str(row.sent_on)
