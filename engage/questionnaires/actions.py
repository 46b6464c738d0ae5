"""Writes of drafts and submissions. They flush and never commit."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from engage.core import clock
from engage.core.columns import insert_once
from engage.core.errors import Busy, Closed, NotFound
from engage.core.errors import Conflict as Clash
from engage.core.identifiers import keyed_digest, new_id
from engage.extensions import db
from engage.media.actions import LOOSE_FOR, attach, let_go
from engage.media.actions import delete as delete_media
from engage.projects.queries import today_at
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.editions import frozen
from engage.questionnaires.models import Conflict, Draft, Submission
from engage.questionnaires.receipts import receipt_code, receipt_hash
from engage.questionnaires.uploads import media_in

KEPT_FOR = LOOSE_FOR
"""How long a draft waits for its person (at least 20 hours by WCAG 2.2.6): no longer than a recording in it."""


@dataclass(frozen=True)
class Envelope:
    """What is known about a submission beside its answers."""

    activity_id: str
    set_id: str | None
    language: str
    demonstration: bool = False
    sent_on: date | None = None
    """The day on which it was sent, where it was sent; today in UTC if it is not told."""


def new_draft(draft: DraftState, *, activity_id: str, key: bytes) -> None:
    """Keep a draft for the first time."""
    code = receipt_code(key, draft.id)
    db.session.add(
        Draft(
            id=draft.id,
            activity_id=activity_id,
            wording_id=draft.wording_id,
            answers=draft.answers,
            typed=draft.typed,
            consents=draft.consents,
            follows=draft.follows,
            gathering_id=draft.gathering_id,
            assistance=draft.assistance,
            preview=draft.preview,
            receipt=receipt_hash(key, code),
            expires_at=clock.now() + KEPT_FOR,
        )
    )
    db.session.flush()


DRAFTS: Table = Draft.__table__  # type: ignore[assignment]
SAVE_DRAFT = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"))
    .values(answers=bindparam("answered"), typed=bindparam("as_typed"))
)
"""Made once, because every Continue ends with it."""


def save_draft(draft: DraftState) -> None:
    """Keep what was answered and typed; Busy if the draft is gone, because nothing may be promised then."""
    kept = {"draft": draft.id, "answered": draft.answers, "as_typed": draft.typed}
    if not db.session.connection().execute(SAVE_DRAFT, kept).rowcount:
        raise Busy()


def discard_draft(draft_id: str) -> None:
    """Forget a draft."""
    db.session.execute(delete(Draft).where(Draft.id == draft_id), execution_options={"synchronize_session": False})


def body_mac(key: bytes, submission_id: str, answers: dict[str, Any], consents: dict[str, Any]) -> str:
    """Tells whether two bodies are the same; useless without the key, and different for every submission."""
    body_key = keyed_digest(key, "body key", submission_id)
    return keyed_digest(body_key, "body", frozen({"answers": answers, "given": consents.get("given", {})})).hex()


@dataclass(frozen=True)
class Accepted:
    """root_id: the first revision, which the receipt is made from. is_new: False if it was here already."""

    root_id: str
    is_new: bool


def accept(draft: DraftState, answers: dict[str, Any], envelope: Envelope, *, key: bytes) -> Accepted:
    """Keep a submission; Clash if another body has its id, Closed if it changes what was taken back.

    `answers` are the draft's answers to the questions that apply. However often the same draft
    is sent, and however late, there is one submission.
    """
    mac = body_mac(key, draft.id, answers, draft.consents)
    before = _predecessor(draft.follows)
    root_id = before.root_id if before else draft.id
    is_new = insert_once(
        db.session,
        Submission,
        id=draft.id,
        root_id=root_id,
        revision=before.revision + 1 if before else 1,
        follows=draft.follows,
        activity_id=envelope.activity_id,
        wording_id=draft.wording_id,
        set_id=envelope.set_id,
        language=envelope.language,
        answers=answers,
        consents=draft.consents,
        body_mac=mac,
        receipt=None if before else receipt_hash(key, receipt_code(key, draft.id)),
        gathering_id=draft.gathering_id,
        assistance=draft.assistance,
        state="kept",
        demonstration=envelope.demonstration,
        sent_on=envelope.sent_on or clock.today(),
        withdrawn_on=None,
    )
    attach(media_in(answers))
    if not is_new:
        _same_or_clash(draft, answers, mac, envelope)
    let_go(set(media_in(draft.answers)) - set(media_in(answers)))
    if before:
        _take_recordings_away(before, answers)
    discard_draft(draft.id)
    return Accepted(root_id, is_new)


def _take_recordings_away(before: Submission, answers: dict[str, Any]) -> None:
    """What a change leaves out is not only hidden: a face or a voice goes from the earlier revisions, with its file."""
    gone = set(media_in(before.answers)) - set(media_in(answers))
    if not gone:
        return
    earlier = (Submission.root_id == before.root_id, Submission.revision <= before.revision)
    for revision in db.session.scalars(select(Submission).where(*earlier).order_by(Submission.revision)):
        revision.answers = {
            key: answer for key, answer in revision.answers.items() if not gone & set(media_in({key: answer}))
        }
    db.session.flush()
    delete_media(gone)


def _predecessor(submission_id: str | None) -> Submission | None:
    """The revision that is changed, held until the commit, so that nobody takes it back meanwhile."""
    if submission_id is None:
        return None
    found = db.session.get_one(Submission, submission_id, with_for_update=True)
    if found.state == "withdrawn":
        raise Closed()
    return found


def _same_or_clash(draft: DraftState, answers: dict[str, Any], mac: str, envelope: Envelope) -> None:
    """Not inserted: it is a repeat, or something else has its id or its place among the revisions.

    The other body is kept, unless it comes after the person has taken back what has its id.
    """
    stored = db.session.get(Submission, draft.id, with_for_update=True)
    if stored is not None and hmac.compare_digest(stored.body_mac, mac):
        return
    if stored is not None and stored.state == "withdrawn":
        raise Closed()
    insert_once(
        db.session,
        Conflict,
        id=new_id(),
        submission_id=stored.id if stored else draft.follows,
        activity_id=envelope.activity_id,
        answers=answers,
        consents=draft.consents,
        body_mac=mac,
        arrived_on=envelope.sent_on or clock.today(),
    )
    raise Clash("other-content")


def next_revision(submission: Submission, draft_id: str) -> DraftState:
    """What was sent, as it stands, on its way to being sent again under this id."""
    return DraftState(
        id=draft_id,
        wording_id=submission.wording_id,
        answers=dict(submission.answers),
        consents=dict(submission.consents),
        follows=submission.id,
        gathering_id=submission.gathering_id,
        assistance=submission.assistance,
    )


@contextmanager
def changes_moved(before_id: str, after: DraftState) -> Iterator[None]:
    """Let every change of a revision that was begun go on from the one that is sent meanwhile, and agree as it does."""
    # Drafts first, as whoever sends a change holds them: the other way round each would wait for the other.
    begun = list(db.session.scalars(select(Draft.id).where(Draft.follows == before_id).with_for_update()))
    yield
    moved = update(Draft).where(Draft.id.in_(begun)).values(follows=after.id, consents=after.consents)
    db.session.execute(moved, execution_options={"synchronize_session": False})


def withdraw(root_id: str) -> None:
    """Empty every revision of a submission, with its recordings and whatever was to change it; NotFound.

    The rows of the revisions stay as tombstones, without the language and the gathering that could tell whose they are.
    """
    held = select(Submission.id).where(Submission.root_id == root_id)
    # Drafts first, as whoever sends a change holds them: the other way round each would wait for the other.
    db.session.scalars(select(Draft.id).where(Draft.follows.in_(held)).with_for_update()).all()
    locked = select(Submission.activity_id).where(Submission.root_id == root_id).with_for_update()
    activities = db.session.scalars(locked).all()
    if not activities:
        raise NotFound()
    places = (
        (Submission.answers, Submission.root_id == root_id),
        (Draft.answers, Draft.follows.in_(held)),
        (Conflict.answers, Conflict.submission_id.in_(held)),
    )
    said = [answers for column, where in places for answers in db.session.scalars(select(column).where(where))]
    delete_media([media_id for answers in said for media_id in media_in(answers)])
    told: dict[str, Any] = {"language": "", "set_id": None, "gathering_id": None, "assistance": "unknown"}
    emptied = {"answers": {}, "consents": {}, **told, "state": "withdrawn", "withdrawn_on": today_at(activities[0])}
    for statement in (
        update(Submission).where(Submission.root_id == root_id).values(emptied),
        delete(Draft).where(Draft.follows.in_(held)),
        delete(Conflict).where(Conflict.submission_id.in_(held)),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})


def expire_drafts() -> int:
    """Forget drafts whose time is over; how many."""
    result = db.session.execute(
        delete(Draft).where(Draft.expires_at < clock.now()), execution_options={"synchronize_session": False}
    )
    return int(result.rowcount)  # type: ignore[attr-defined]
