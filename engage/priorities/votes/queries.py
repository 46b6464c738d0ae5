"""Reads of votes. Nothing here can tell what is in a box before it is counted: only how full it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from engage.extensions import db
from engage.priorities.votes.models import PUBLISHED, SEALED, SHREDDED, BallotCode, BallotReceipt, VoteBox
from engage.priorities.votes.result import VoteResult, from_json
from engage.projects.models import Activity, Project


def box_of(activity_id: str) -> VoteBox | None:
    """The box of a vote; None where there is none yet."""
    return db.session.get(VoteBox, activity_id)


def takes_ballots(activity_id: str) -> bool:
    """Whether the box was not counted yet."""
    return db.session.scalar(select(VoteBox.state).where(VoteBox.activity_id == activity_id)) == SEALED


@dataclass(frozen=True)
class Turnout:
    """How many codes were made and used, and how many ballots were let in. Never what is on them."""

    codes_made: int
    codes_used: int
    ballots: int
    codes_voided: int = 0

    @property
    def codes_given(self) -> int:
        """How many codes were given out: those that were voided do not count."""
        return self.codes_made - self.codes_voided


def turnout(activity_id: str) -> Turnout:
    """The turnout so far."""
    row = db.session.execute(
        select(
            func.count(BallotCode.id),
            func.coalesce(func.sum(BallotCode.used), 0),
            select(VoteBox.ballots_cast).where(VoteBox.activity_id == activity_id).scalar_subquery(),
            func.coalesce(func.sum(BallotCode.voided), 0),
        ).where(BallotCode.activity_id == activity_id)
    ).one()
    return Turnout(int(row[0]), int(row[1]), int(row[2] or 0), int(row[3]))


@dataclass(frozen=True)
class Batch:
    """A sheet of slips. How many of its codes were used is left out: a sheet may be for very few people."""

    number: int
    size: int
    voided: bool


def batches(activity_id: str) -> list[Batch]:
    """Every sheet of slips."""
    rows = db.session.execute(
        select(BallotCode.batch, func.count(), func.max(BallotCode.voided))
        .where(BallotCode.activity_id == activity_id)
        .group_by(BallotCode.batch)
        .order_by(BallotCode.batch)
    )
    return [Batch(number, size, bool(voided)) for number, size, voided in rows]


@dataclass(frozen=True)
class FoundCode:
    """A code that exists, and the vote it is for. refusal: why it lets nobody in any more; empty if it does."""

    project: Project
    activity: Activity
    refusal: str


def code_with(mac: str) -> FoundCode | None:
    """The code with this HMAC."""
    row = db.session.execute(
        select(Project, Activity, BallotCode.used, BallotCode.voided)
        .select_from(BallotCode)
        .join(Activity, Activity.id == BallotCode.activity_id)
        .join(Project, Project.id == Activity.project_id)
        .where(BallotCode.mac == mac)
    ).first()
    if row is None:
        return None
    project, activity, used, voided = row
    return FoundCode(project, activity, "code-used" if used else "code-voided" if voided else "")


def in_the_box(receipt: str) -> bool:
    """Whether a ballot with this receipt (the hash of its code) was let in."""
    return db.session.get(BallotReceipt, receipt) is not None


def vote_of_receipt(receipt: str) -> tuple[Project, Activity] | None:
    """The vote whose box holds a ballot with this receipt. Its box comes along, for whoever asks for it next."""
    row = db.session.execute(
        select(Project, Activity, VoteBox)
        .select_from(BallotReceipt)
        .join(Activity, Activity.id == BallotReceipt.activity_id)
        .join(Project, Project.id == Activity.project_id)
        .join(VoteBox, VoteBox.activity_id == Activity.id)
        .where(BallotReceipt.receipt == receipt)
    ).first()
    return (row[0], row[1]) if row else None


def published_outcome(activity_id: str) -> VoteResult | None:
    """What a vote came to, once that is public."""
    box = box_of(activity_id)
    if box is None or box.outcome is None or box.state not in (PUBLISHED, SHREDDED):
        return None
    return from_json(box.outcome)


def published_outcomes(activity_ids: Collection[str]) -> dict[str, tuple[VoteResult, date]]:
    """{activity id: what the vote came to, and the day on which that became public}, in one read."""
    public = VoteBox.activity_id.in_(activity_ids), VoteBox.state.in_((PUBLISHED, SHREDDED))
    return {
        box.activity_id: (from_json(box.outcome), box.published_on)
        for box in db.session.scalars(select(VoteBox).where(*public))
        if box.outcome is not None and box.published_on is not None
    }
