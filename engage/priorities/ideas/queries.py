"""Reads of ideas, for the public list and for exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from engage.core.errors import NotFound
from engage.extensions import db
from engage.priorities.ideas.models import Idea
from engage.projects.models import Activity, Project
from engage.questionnaires.moderation.queries import Sent, everything_sent


@dataclass(frozen=True)
class PublicPage:
    """One page of the public list, and how much there is in all."""

    project: Project
    activity: Activity
    ideas: list[Idea]
    total: int


def public_page(project: str, activity: str, landing_key: str, *, number: int, size: int) -> PublicPage:
    """A page of the ideas that are shown, by name, in one read; NotFound."""
    rows = db.session.execute(
        select(Project, Activity, Idea, func.count(Idea.id).over())
        .join(Activity, Activity.project_id == Project.id)
        .outerjoin(Idea, and_(Idea.activity_id == Activity.id, Idea.shown > 0))
        .where(Project.slug == project, Activity.slug == activity, Activity.state != "draft")
        .where(Activity.kind == landing_key)
        .order_by(func.lower(Idea.name), Idea.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    if not rows:
        raise NotFound()
    return PublicPage(rows[0][0], rows[0][1], [row[2] for row in rows if row[2] is not None], rows[0][3])


def how_many_shown(activity_ids: Collection[str]) -> dict[str, int]:
    """{activity id: how many ideas that are shown it has}, of those that have any, in one read."""
    shown = select(Idea.activity_id, func.count(Idea.id)).where(Idea.activity_id.in_(activity_ids), Idea.shown > 0)
    return {row[0]: row[1] for row in db.session.execute(shown.group_by(Idea.activity_id))}


@dataclass(frozen=True)
class IdeaRow:
    """An idea for an export: what was sent and what became of it, and the words that a moderator accepted."""

    sent: Sent
    name: str
    place_key: str
    place: str
    description: str


def ideas_for_export(activity_id: str) -> Sequence[IdeaRow]:
    """Every idea with its newest revision, tombstones too, in an order that tells nothing of time."""
    return [
        IdeaRow(sent, idea.name, idea.place_key, idea.place, idea.description)
        for idea, sent in everything_sent(Idea, activity_id)
    ]
