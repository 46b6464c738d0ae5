"""Writes of gatherings. They flush and never commit."""

from typing import Any

from engage.core.identifiers import new_id
from engage.extensions import db
from engage.fieldwork.codes import gathering_code, gathering_mac
from engage.fieldwork.models import Gathering


def open_gathering(*, project_id: str, researcher_id: str, key: bytes, facts: dict[str, Any]) -> Gathering:
    """Begin a gathering. facts: kind_of_place, area, held_on, languages, interpreter, head_count."""
    gathering_id = new_id()
    gathering = Gathering(
        id=gathering_id,
        project_id=project_id,
        researcher_id=researcher_id,
        code_mac=gathering_mac(key, gathering_code(key, gathering_id)),
        state="open",
        **facts,
    )
    db.session.add(gathering)
    db.session.flush()
    return gathering


def change_gathering(gathering: Gathering, facts: dict[str, Any]) -> None:
    """Correct the record."""
    for name, value in facts.items():
        setattr(gathering, name, value)


def close_gathering(gathering: Gathering) -> None:
    """Let nobody join or begin any more; what was begun before can be finished and sent."""
    gathering.state = "closed"


def reopen_gathering(gathering: Gathering) -> None:
    """Let people join and begin again."""
    gathering.state = "open"
