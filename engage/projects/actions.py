"""Writes of projects and activities. They flush and never commit."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from engage.core import clock
from engage.core.identifiers import new_code, new_id
from engage.extensions import db
from engage.projects.models import Activity, Project

RESERVED_SLUGS = frozenset(
    {"account", "accessibility", "help", "join", "leave", "link", "log", "new", "next", "password", "people", "privacy"}
    | {"receipt", "sign-in", "sign-out", "static", "staff", "api", "media", "gatherings", "recordings", "edit", "words"}
    | {"results", "languages"}
)
"""Words that stand in addresses where a slug would."""


def slug_from(name: str) -> str:
    """A slug such as `harbour-street`; a random one where the name has no Latin letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
    return made if made and made not in RESERVED_SLUGS else f"p-{new_code(6).lower()}"


def free_slug(wanted: str, taken: set[str]) -> str:
    """The wanted slug, with the first free number behind it if it is taken."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def create_project(facts: dict[str, Any]) -> Project:
    """A new project. facts: the columns that a lead gives."""
    taken = set(db.session.scalars(select(Project.slug)))
    project = Project(
        id=new_id(), slug=free_slug(slug_from(facts["name"]), taken), demonstration=False, created_at=clock.now()
    )
    change_project(project, facts)
    db.session.add(project)
    db.session.flush()
    return project


def change_project(project: Project, facts: dict[str, Any]) -> None:
    """Give a project its name, area, languages and the rest. `welcome` is in the source language."""
    for column in ("name", "area", "time_zone", "languages", "partners", "contact"):
        setattr(project, column, facts[column])
    words = dict(project.words or {})
    project.words = {**words, "en": {"name": facts["name"], "welcome": facts.get("welcome", "")}}


def set_words(project: Project, language: str, words: dict[str, str]) -> None:
    """Give a project its words in another language: its name, area, welcome and contact, as far as there are any."""
    project.words = {**project.words, language: words}


def create_activity(project: Project, kind: str, title: str, definition: dict[str, Any]) -> Activity:
    """A new activity in draft."""
    taken = set(db.session.scalars(select(Activity.slug).where(Activity.project_id == project.id)))
    last = db.session.scalar(select(func.max(Activity.position)).where(Activity.project_id == project.id))
    activity = Activity(
        id=new_id(),
        project_id=project.id,
        slug=free_slug(slug_from(title), taken),
        kind=kind,
        state="draft",
        definition=definition,
        settings={},
        sets={},
        cover={},
        waivers={},
        position=(last or 0) + 1,
        created_at=clock.now(),
    )
    db.session.add(activity)
    db.session.flush()
    return activity


def move_activity(activities: Sequence[Activity], moved: Activity, step: int) -> None:
    """Put one of a project's activities, given in their order, `step` places further down (negative: up)."""
    order = [activity for activity in activities if activity is not moved]
    order.insert(max(0, activities.index(moved) + step), moved)
    for position, activity in enumerate(order, start=1):
        activity.position = position


def set_state(activity: Activity, state: str) -> None:
    """Open or close an activity."""
    activity.state = state
