"""Projects and activities that are valid as they stand; every argument replaces one field."""

import itertools
from datetime import UTC, datetime
from string import ascii_uppercase
from typing import Any

from config import LANGUAGES
from engage.core.identifiers import new_id
from engage.projects.models import Activity, Project

CREATED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def in_letters(number: int) -> str:
    """A name without digits, so that a test can look for a figure on a page that carries the name."""
    return "".join(ascii_uppercase[int(digit)] for digit in str(number))


def make_project(**fields: Any) -> Project:
    """A project in a made-up street, in every language of the site, with no activity yet."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "id": new_id(),
        "slug": f"street-{number}",
        "name": f"Street {in_letters(number)}",
        "area": "Harbour ward",
        "time_zone": "Europe/London",
        "languages": [language.code for language in LANGUAGES],
        "partners": ["Harbour Council"],
        "contact": "The library desk, Tuesdays",
        "words": {},
        "demonstration": False,
        "created_at": CREATED,
    }
    return Project(**values | fields)


def make_activity(project: Project, **fields: Any) -> Activity:
    """A survey in draft, not yet published."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "id": new_id(),
        "project_id": project.id,
        "slug": f"survey-{number}",
        "kind": "survey",
        "state": "draft",
        "definition": {},
        "settings": {},
        "wording_id": None,
        "sets": {},
        "cover": {},
        "waivers": {},
        "closes_at": None,
        "position": number,
        "created_at": CREATED,
    }
    return Activity(**values | fields)


def noise() -> list[Any]:
    """Unrelated rows that a query must not find: another project with an activity of its own."""
    project = make_project()
    return [project, make_activity(project)]
