"""Reads of projects and activities."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from engage.core import clock
from engage.core.errors import NotFound
from engage.extensions import db
from engage.projects.models import Activity, Project


def open_projects() -> Sequence[Project]:
    """Projects in which something can be done or seen, by name."""
    shown = select(Activity.id).where(Activity.project_id == Project.id, Activity.state.in_(("open", "closed")))
    return db.session.scalars(select(Project).where(shown.exists()).order_by(Project.name, Project.id)).all()


def project_with_activities(slug: str) -> tuple[Project, Sequence[Activity]]:
    """A project and its activities in the lead's order, in one read; NotFound."""
    rows = db.session.execute(
        select(Project, Activity)
        .outerjoin(Activity, Activity.project_id == Project.id)
        .where(Project.slug == slug)
        .order_by(Activity.position, Activity.id)
    ).all()
    if not rows:
        raise NotFound()
    return rows[0][0], [activity for _, activity in rows if activity is not None]


def project_by_slug(slug: str) -> Project:
    """A project; NotFound."""
    project = db.session.scalar(select(Project).where(Project.slug == slug))
    if project is None:
        raise NotFound()
    return project


def activity_in_project(project_slug: str, activity_slug: str) -> tuple[Project, Activity]:
    """An activity looked up inside its project, with the project; NotFound."""
    row = db.session.execute(
        select(Project, Activity)
        .join(Activity, Activity.project_id == Project.id)
        .where(Project.slug == project_slug, Activity.slug == activity_slug)
    ).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def titles_beside(activity: Activity) -> Sequence[str]:
    """The titles of the other activities of its project, as their drafts have them."""
    others = (Activity.project_id == activity.project_id, Activity.id != activity.id)
    return db.session.scalars(select(Activity.definition["title"].as_string()).where(*others)).all()


def is_demonstration(activity: Activity) -> bool:
    """Whether the place of this activity is made up, and its answers with it."""
    return db.session.scalar(select(Project.demonstration).where(Project.id == activity.project_id)) is True


def today_at(activity_id: str) -> date:
    """The present day where an activity is; NotFound."""
    zone = db.session.scalar(
        select(Project.time_zone).join(Activity, Activity.project_id == Project.id).where(Activity.id == activity_id)
    )
    if zone is None:
        raise NotFound()
    return clock.today(zone)


def takes_answers(activity: Activity) -> bool:
    """Whether the activity takes answers at this moment."""
    return activity.standing == "open"


def projects_for(project_ids: list[str] | None) -> Sequence[Project]:
    """The projects with these ids by name; every project for None."""
    wanted = select(Project).order_by(Project.name, Project.id)
    return db.session.scalars(wanted if project_ids is None else wanted.where(Project.id.in_(project_ids))).all()


def everything() -> list[tuple[Project, list[Activity]]]:
    """Every project by slug, each with its activities in the lead's order."""
    rows = db.session.execute(
        select(Project, Activity)
        .outerjoin(Activity, Activity.project_id == Project.id)
        .order_by(Project.slug, Activity.position, Activity.id)
    ).all()
    found: dict[str, tuple[Project, list[Activity]]] = {}
    for project, activity in rows:
        held = found.setdefault(project.slug, (project, []))
        if activity is not None:
            held[1].append(activity)
    return list(found.values())
