"""Writes of the words of ideas. They flush and never commit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from engage.extensions import db
from engage.priorities.ideas.models import Idea

NOTHING = {"name": "", "place_key": "", "place": "", "description": ""}


def put_words(idea_id: str, revision: int, facts: Mapping[str, Any]) -> None:
    """Keep what a moderator accepted of a revision. facts: name, place_key, place, description."""
    _write(idea_id, accepted_revision=revision, **{name: facts[name] or "" for name in NOTHING})


def forget(idea_id: str) -> None:
    """Delete every word of an idea."""
    _write(idea_id, accepted_revision=0, **NOTHING)


def _write(idea_id: str, **values: Any) -> None:
    db.session.execute(
        update(Idea).where(Idea.id == idea_id).values(**values), execution_options={"synchronize_session": False}
    )
