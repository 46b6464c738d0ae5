"""Gatherings that are valid as they stand; every argument replaces one field."""

from datetime import date
from typing import Any

from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.fieldwork.models import Gathering
from engage.projects.models import Project
from tests.factories.accounts import staff
from tests.support.site import Site


def gathering(site: Site, project: Project, **fields: Any) -> str:
    """An open gathering in a drop-in; its id."""
    researcher, part = staff(Role.RESEARCHER, project)
    values: dict[str, Any] = {
        "id": new_id(),
        "project_id": project.id,
        "code_mac": new_id(),
        "kind_of_place": "drop-in",
        "area": "Old Docks",
        "held_on": date(2026, 3, 2),
        "languages": ["en", "ar"],
        "interpreter": True,
        "head_count": 12,
        "researcher_id": researcher.id,
        "state": "open",
    }
    held = Gathering(**values | fields)
    site.save(researcher, part, held)
    return held.id
