"""Reads of gatherings."""

from collections.abc import Sequence

from sqlalchemy import func, select

from engage.core.errors import NotFound
from engage.extensions import db
from engage.fieldwork.models import Gathering
from engage.projects.models import Project
from engage.questionnaires.models import Submission


def gatherings_in(project_id: str) -> Sequence[Gathering]:
    """A project's gatherings, the newest day first."""
    return db.session.scalars(
        select(Gathering).where(Gathering.project_id == project_id).order_by(Gathering.held_on.desc(), Gathering.id)
    ).all()


def gathering_in_project(project_slug: str, gathering_id: str) -> tuple[Project, Gathering]:
    """A gathering looked up inside its project; NotFound."""
    row = db.session.execute(
        select(Project, Gathering)
        .join(Gathering, Gathering.project_id == Project.id)
        .where(Project.slug == project_slug, Gathering.id == gathering_id)
    ).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def gathering_with_mac(mac: str) -> tuple[Project, Gathering] | None:
    """The gathering that a code opens, or None."""
    row = db.session.execute(
        select(Project, Gathering).join(Gathering, Gathering.project_id == Project.id).where(Gathering.code_mac == mac)
    ).first()
    return (row[0], row[1]) if row else None


def is_open_now(gathering_id: str) -> bool:
    """Whether people may still begin to answer there."""
    return db.session.scalar(select(Gathering.state).where(Gathering.id == gathering_id)) == "open"


def answers_by_gathering(activity_id: str) -> dict[str, int]:
    """{gathering: how many people answered the activity there}, those who took their answers back among them."""
    rows = db.session.execute(
        select(Submission.gathering_id, func.count())
        .where(Submission.activity_id == activity_id, Submission.gathering_id.is_not(None), Submission.revision == 1)
        .group_by(Submission.gathering_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def sent_by_way(gathering_id: str) -> Sequence[tuple[str, str, int]]:
    """(id of the activity, how it was filled in, how many) of the answers that were sent at a gathering.

    Ballots are not among them: nothing says at which gathering a ballot was cast.
    """
    rows = db.session.execute(
        select(Submission.activity_id, Submission.assistance, func.count())
        .where(Submission.gathering_id == gathering_id, Submission.revision == 1)
        .group_by(Submission.activity_id, Submission.assistance)
        .order_by(Submission.activity_id, Submission.assistance)
    ).all()
    return [(activity_id, way, count) for activity_id, way, count in rows]
