"""Two windows of one person at the same moment: no answer is lost, and none is called kept that is not."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from engage.core.errors import Busy
from engage.core.identifiers import new_id
from engage.projects.models import Activity
from engage.questionnaires import actions, answering, queries, views
from engage.questionnaires.actions import Envelope
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.keys import code_key
from engage.questionnaires.models import Draft, Submission
from tests.factories.questionnaires import CHANGE, Opened, opened
from tests.page import Document, Page
from tests.support.site import Site

LIFT = {"key": "lift", "type": "short-text", "text": "How is the lift?"}
A_MOMENT = 0.5
"""Seconds in which the other window would be through, if nothing held it."""
Send = Callable[[], TestResponse]


@pytest.fixture
def survey(site: Site) -> Opened:
    """Two pages of one question each."""
    return opened(site, CHANGE, LIFT)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


def press(page: Page, document: Document, **answers: str) -> Send:
    """The button of a page, to be pressed in a window of its own, with the same cookie."""
    window = page.site.app.test_client()
    cookie = page.client.get_cookie("engage")
    assert cookie
    window.set_cookie("engage", cookie.value)
    form = document.answer_form
    fields = {**form.values(), **answers}
    return lambda: window.post(form.action, data=fields)


def test_two_pages_at_once_are_both_kept(
    survey: Opened, site: Site, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, first = survey.begin()
    both = press(page, first, change="lights"), press(page, page.get(survey.address("lift")), lift="slow")
    read = Barrier(2)
    sent = answering.sent

    def wait_and_read(*given: Any) -> Any:
        """Whoever has read the draft lets the other read it too, if it can."""
        with suppress(BrokenBarrierError):
            read.wait(A_MOMENT)
        return sent(*given)

    monkeypatch.setattr(answering, "sent", wait_and_read)
    answers = [waiting.result() for waiting in [pool.submit(one) for one in both]]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert site.read(select(Draft.answers)) == [{"change": "lights", "lift": "slow"}]


def test_a_page_that_comes_while_everything_is_sent_shows_the_receipt(
    survey: Opened, site: Site, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, first = survey.begin()
    send = press(page, survey.answer(page, first, {"change": {"change": "lights"}}))
    late = press(page, page.get(survey.address("change")), change="benches")
    reading, relevant = Event(), views.relevant_answers
    waiting: list[Future[TestResponse]] = []

    def wait_and_send(*given: Any) -> Any:
        """The draft is read; now the other page comes, and is through in a moment if nothing holds it."""
        reading.set()
        with suppress(TimeoutError):
            waiting[0].result(A_MOMENT)
        return relevant(*given)

    def come_late() -> TestResponse:
        reading.wait()
        return late()

    monkeypatch.setattr(views, "relevant_answers", wait_and_send)
    waiting.append(pool.submit(come_late))
    assert send().location == waiting[0].result().location == survey.address("done")
    assert site.read(select(Submission.answers)) == [{"change": "lights"}]


def test_a_page_that_comes_after_everything_was_sent_shows_the_receipt(survey: Opened) -> None:
    page, first = survey.begin()
    late = press(page, first, change="benches")
    page.submit(survey.answer(page, first, {}))
    assert late().location == survey.address("done")


def test_nothing_is_called_kept_without_a_draft(survey: Opened, site: Site) -> None:
    gone = DraftState(id=new_id(), wording_id=survey.activity.wording_id or "", answers={"change": "lights"})
    with site.writing(), pytest.raises(Busy):
        actions.save_draft(gone)


def test_a_change_is_sent_while_everything_is_taken_back(survey: Opened, site: Site, pool: ThreadPoolExecutor) -> None:
    """Neither waits for the other for ever: what was sent first is taken back after it."""
    survey.take_part({"change": {"change": "lights"}})
    (root,) = site.read(select(Submission.id))
    change = DraftState(id=new_id(), wording_id=survey.activity.wording_id or "", follows=root)
    place = (survey.project.slug, survey.activity.slug, change.id)
    with site.writing():
        actions.new_draft(change, activity_id=survey.activity.id, key=code_key())

    def take_back() -> None:
        with site.writing():
            actions.withdraw(root)

    with site.writing():
        _project, activity, row = queries.activity_and_draft(*place, hold=True)
        waiting = pool.submit(take_back)
        with pytest.raises(TimeoutError):
            waiting.result(A_MOMENT)
        assert row and isinstance(activity, Activity)
        envelope = Envelope(activity_id=activity.id, set_id=None, language="en")
        actions.accept(change, {"change": "benches"}, envelope, key=code_key())
    waiting.result()
    assert site.read(select(Submission.answers)) == [{}, {}]
