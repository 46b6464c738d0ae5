"""Reads of what is moderated, and of the public lists that come of it.

`table` is a model with the columns of `states.Standing`, an activity and a root.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select

from engage.core.errors import NotFound
from engage.extensions import db
from engage.projects.models import Activity, Project
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation.states import ACCEPTED, LISTED, WAITING, WITHDRAWN, Standing

A_PAGE = 50
"""Rows of the queue on one page."""
LAST_PAGE = 10**6


def standing_of(row: Any) -> Standing:
    """Where a row stands."""
    return Standing(
        state=row.state,
        revision=row.revision,
        shown=row.shown,
        reason=row.reason,
        own_words=row.own_words,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
    )


def _newest(table: type[Any]) -> Any:
    """Joins a row to the revision that it speaks of."""
    return and_(Submission.root_id == table.root_id, Submission.revision == table.revision)


def counts(table: type[Any], activity_id: str) -> dict[str, int]:
    """{state: how many are listed under it}: what is public while a change of it waits is listed under both."""
    listed = [func.count().filter(_listed(table, state)) for state in LISTED]
    found = db.session.execute(select(*listed).where(table.activity_id == activity_id)).one()
    return dict(zip(LISTED, found, strict=True))


def _listed(table: type[Any], state: str) -> Any:
    """What a moderator finds under a state; under “accepted”, all that is public now."""
    return table.shown > 0 if state == ACCEPTED else table.state == state


def waiting_count(table: type[Any], activity_id: str) -> int:
    """How many wait to be read."""
    return counts(table, activity_id)["waiting"]


def queue(table: type[Any], activity_id: str, state: str, page: int) -> list[tuple[Any, Submission]]:
    """One page of the things in a state, with what was sent; those that have waited longest first. page: from 1."""
    rows = db.session.execute(
        select(table, Submission)
        .join(Submission, _newest(table))
        .where(table.activity_id == activity_id, _listed(table, state))
        .order_by(Submission.sent_on, table.id)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    )
    return [(row[0], row[1]) for row in rows]


def next_waiting(table: type[Any], activity_id: str) -> str | None:
    """The id of what has waited longest; None where nothing waits."""
    return db.session.scalar(
        select(table.id)
        .join(Submission, _newest(table))
        .where(table.activity_id == activity_id, _listed(table, WAITING))
        .order_by(Submission.sent_on, table.id)
        .limit(1)
    )


def item(table: type[Any], activity_id: str, item_id: str) -> tuple[Any, Submission]:
    """One thing with its newest revision, as they are now; NotFound outside the activity."""
    row = db.session.execute(
        select(table, Submission)
        .join(Submission, _newest(table))
        .where(table.id == item_id, table.activity_id == activity_id)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def by_root(table: type[Any], root_id: str) -> Any | None:
    """The row about a submission; None before there is one."""
    return db.session.scalar(select(table).where(table.root_id == root_id))


def withdrawn(table: type[Any], project_id: str) -> list[Any]:
    """The tombstones of what was taken back in a project."""
    return list(db.session.scalars(select(table).where(table.project_id == project_id, table.state == WITHDRAWN)))


@dataclass(frozen=True)
class PublicPage:
    """One page of a public list, and how much there is in all."""

    project: Project
    activity: Activity
    entries: list[Any]
    total: int


def public_page(
    table: type[Any], shown: Any, project: str, activity: str, landing_key: str, *, number: int, size: int
) -> PublicPage:
    """A page of a public list by name, in one read; NotFound. table: the entries; shown: which of them are public."""
    rows = db.session.execute(
        select(Project, Activity, table, func.count(table.id).over())
        .join(Activity, Activity.project_id == Project.id)
        .outerjoin(table, and_(table.activity_id == Activity.id, shown))
        .where(Project.slug == project, Activity.slug == activity, Activity.state != "draft")
        .where(Activity.kind == landing_key)
        .order_by(func.lower(table.name), table.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    if not rows:
        raise NotFound()
    return PublicPage(rows[0][0], rows[0][1], [row[2] for row in rows if row[2] is not None], rows[0][3])


def how_many_shown(table: type[Any], shown: Any, activity_ids: Collection[str]) -> dict[str, int]:
    """{activity id: how many entries its public list has}, of those that have any, in one read."""
    public = select(table.activity_id, func.count(table.id)).where(table.activity_id.in_(activity_ids), shown)
    return {row[0]: row[1] for row in db.session.execute(public.group_by(table.activity_id))}


def project_of(activity: Activity) -> Project:
    """The activity's project; no read where it was read with the activity."""
    return db.session.get_one(Project, activity.project_id)


@dataclass(frozen=True)
class Sent:
    """What every export of moderated things says about one: its newest revision, or its tombstone."""

    id: str
    submission_id: str
    """That of the first revision."""
    revision: int
    shown_revision: int
    """The revision whose accepted words are public; 0 for none."""
    state: str
    reason: str
    own_words: str
    sent_on: Any
    withdrawn_on: Any
    decided_on: Any
    language: str
    assistance: str
    gathering_id: str | None
    demonstration: bool
    wording_id: str
    answers: dict[str, Any]
    consents: dict[str, Any]


def sent(row: Any, submission: Submission) -> Sent:
    """The facts of a row and its newest revision."""
    return Sent(
        id=row.id,
        submission_id=row.root_id,
        revision=row.revision,
        shown_revision=row.shown,
        state=row.state,
        reason=row.reason,
        own_words=row.own_words,
        sent_on=submission.sent_on,
        withdrawn_on=submission.withdrawn_on,
        decided_on=row.decided_on,
        language=submission.language,
        assistance=submission.assistance,
        gathering_id=submission.gathering_id,
        demonstration=submission.demonstration,
        wording_id=submission.wording_id,
        answers=dict(submission.answers),
        consents=dict(submission.consents),
    )


def everything_sent(table: type[Any], activity_id: str) -> list[tuple[Any, Sent]]:
    """Every row of an activity with its facts, tombstones too, in an order that tells nothing of time."""
    rows = db.session.execute(
        select(table, Submission)
        .join(Submission, _newest(table))
        .where(table.activity_id == activity_id)
        .order_by(table.root_id)
    )
    return [(row[0], sent(row[0], row[1])) for row in rows]
