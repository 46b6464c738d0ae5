"""Keeping what was sent: exactly once, whatever arrives how often, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from engage.core.errors import Closed, NotFound
from engage.core.errors import Conflict as Clash
from engage.core.identifiers import new_id
from engage.questionnaires import actions
from engage.questionnaires.actions import Accepted, Envelope
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.models import Conflict, Draft, Submission
from engage.questionnaires.queries import newest_submissions, opened_by, revisions_of, root_of, was_sent
from engage.questionnaires.receipts import receipt_code, receipt_hash
from tests.factories.questionnaires import Opened, opened
from tests.support.site import Site

KEY = b"k" * 32
AT_ONCE = 16


@pytest.fixture
def survey(site: Site) -> Opened:
    return opened(site)


def draft_of(survey: Opened, **fields: Any) -> DraftState:
    """What a person is about to send."""
    made = {"id": new_id(), "wording_id": survey.activity.wording_id, "consents": {"given": {"take-part": True}}}
    return DraftState(**made | fields)


def accept(survey: Opened, draft: DraftState, **answers: Any) -> Accepted:
    """Send it in a transaction of its own."""
    with survey.site.writing():
        envelope = Envelope(activity_id=survey.activity.id, set_id=None, language="en")
        return actions.accept(draft, answers, envelope, key=KEY)


def count(site: Site, table: Any) -> int:
    return int(site.read(select(func.count()).select_from(table))[0])


def test_the_same_again_is_the_same_submission(survey: Opened, site: Site) -> None:
    draft = draft_of(survey)
    first = accept(survey, draft, way="bus")
    assert first == Accepted(draft.id, is_new=True)
    for _time in range(3):
        assert accept(survey, draft, way="bus") == Accepted(draft.id, is_new=False)
    assert (count(site, Submission), count(site, Conflict)) == (1, 0)


def test_other_content_under_the_same_id_is_kept_beside_it(survey: Opened, site: Site) -> None:
    draft = draft_of(survey)
    accept(survey, draft, way="bus")
    for _time in range(2):
        with survey.site.writing(), pytest.raises(Clash):
            actions.accept(draft, {"way": "walk"}, Envelope(survey.activity.id, None, "en"), key=KEY)
    assert site.read(select(Submission.answers)) == [{"way": "bus"}]
    assert site.read(select(Conflict.answers)) == [{"way": "walk"}]


def test_another_consent_is_other_content_and_kept_with_it(survey: Opened, site: Site) -> None:
    draft = draft_of(survey)
    accept(survey, draft, way="bus")
    other = {"given": {"take-part": True, "quotes": True}}
    draft.consents = other
    with site.writing(), pytest.raises(Clash):
        actions.accept(draft, {"way": "bus"}, Envelope(survey.activity.id, None, "en"), key=KEY)
    assert site.read(select(Conflict.consents)) == [other] != site.read(select(Submission.consents))


def test_many_at_once_are_one(survey: Opened, site: Site) -> None:
    """The same form from many workers at the same moment, one of them with other words."""
    draft = draft_of(survey)
    barrier = threading.Barrier(AT_ONCE)

    def send(number: int) -> str:
        barrier.wait()
        try:
            accept(survey, draft, way="walk" if number == 0 else "bus")
        except Clash:
            return "clash"
        return "kept"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(send, range(AT_ONCE)))
    (kept,) = site.read(select(Submission.answers))
    clashes = AT_ONCE - 1 if kept == {"way": "walk"} else 1
    assert outcomes.count("clash") == clashes
    assert count(site, Submission) == 1


def test_a_change_follows_and_shares_the_receipt(survey: Opened, site: Site) -> None:
    first = draft_of(survey)
    accept(survey, first, way="bus")
    second = draft_of(survey, follows=first.id)
    assert accept(survey, second, way="walk") == Accepted(first.id, is_new=True)
    third = draft_of(survey, follows=second.id)
    accept(survey, third, way="lift")
    with site.writing():
        rows = revisions_of(survey.activity.id, first.id)
        assert [(row.revision, row.answers["way"], row.follows) for row in rows] == [
            (3, "lift", second.id),
            (2, "walk", first.id),
            (1, "bus", None),
        ]
        assert [row.id for row in newest_submissions(survey.activity.id)] == [third.id]
        assert root_of(third.id) == first.id and root_of(new_id()) is None
        found = opened_by(receipt_hash(KEY, receipt_code(KEY, first.id)))
        assert found and found.submission and found.submission.id == third.id


def test_of_two_changes_at_once_one_is_the_next_revision(survey: Opened, site: Site) -> None:
    first = draft_of(survey)
    accept(survey, first, way="bus")
    accept(survey, draft_of(survey, follows=first.id), way="walk")
    with site.writing(), pytest.raises(Clash):
        late = draft_of(survey, follows=first.id)
        actions.accept(late, {"way": "lift"}, Envelope(survey.activity.id, None, "en"), key=KEY)
    assert site.read(select(Conflict.answers)) == [{"way": "lift"}]
    assert site.read(select(Conflict.submission_id)) == [first.id]


def test_what_was_taken_back_cannot_be_changed(survey: Opened, site: Site) -> None:
    first = draft_of(survey)
    accept(survey, first, way="bus")
    with site.writing():
        actions.new_draft(
            draft_of(survey, follows=first.id, answers={"way": "bus"}), activity_id=survey.activity.id, key=KEY
        )
    with site.writing():
        actions.withdraw(first.id)
    assert count(site, Draft) == 0
    with pytest.raises(Closed):
        accept(survey, draft_of(survey, follows=first.id), way="walk")
    assert site.read(select(Submission.answers)) == [{}]
    with site.writing():
        assert newest_submissions(survey.activity.id) == []
        with pytest.raises(NotFound):
            actions.withdraw(new_id())


def test_other_content_of_what_was_taken_back_is_not_kept(survey: Opened, site: Site) -> None:
    draft = draft_of(survey)
    accept(survey, draft, way="bus")
    with site.writing():
        actions.withdraw(draft.id)
    with pytest.raises(Closed):
        accept(survey, draft, way="walk")
    assert accept(survey, draft, way="bus") == Accepted(draft.id, is_new=False)
    assert site.read(select(Submission.answers)) == [{}] and count(site, Conflict) == 0


def test_the_bodies_mac_tells_nothing_and_differs_for_each(survey: Opened, site: Site) -> None:
    for _number in range(2):
        accept(survey, draft_of(survey), way="bus")
    first, second = site.read(select(Submission.body_mac))
    assert first != second and len(first) == 64


def test_another_activity_does_not_know_it(survey: Opened, site: Site) -> None:
    other = opened(site)
    draft = draft_of(survey)
    accept(survey, draft, way="bus")
    with site.writing():
        assert was_sent(draft.id, survey.activity.id) and not was_sent(draft.id, other.activity.id)
        assert revisions_of(other.activity.id, draft.id) == []


def test_invisible_signs_do_not_stop_the_database(survey: Opened, site: Site) -> None:
    """PostgreSQL refuses NUL in any text; a person whose keyboard sends one must not meet an error."""
    page, document = survey.begin()
    document = page.follow(page.submit(document, way="bus"))
    wrong = page.submit(document, 422, bus="x\x00" * 4001)
    assert "\x00" not in wrong.answer_form.values()["bus"]
    document = page.follow(page.submit(wrong, bus="la\x00te\x0b"))
    page.submit(page.follow(page.submit(document)))
    assert site.read(select(Submission.answers)) == [{"way": "bus", "bus": "late"}]
