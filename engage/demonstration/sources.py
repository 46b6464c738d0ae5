"""What the demonstration says: its facts, its activities and their words in each language."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from engage.questionnaires.definition import Definition, from_json

CONTENT = Path(__file__).parent / "content"
SLUG = "harbour-street"
LEAD = "lead@demonstration.example"
RESEARCHER = "researcher@demonstration.example"
LANGUAGES = ["en", "bfi", "ar", "ro", "rmc"]
TRANSLATED = ("ar", "ro", "rmc")
WAIVER = "Demonstration: computer drafts, shown so that the pages can be tried; no person has checked them"


@dataclass(frozen=True)
class DemonstrationActivity:
    """One activity: its kind, its address and what its landing place needs to know."""

    slug: str
    kind: str
    settings: dict[str, Any] = field(default_factory=dict)
    opens: bool = True


ACTIVITIES = (
    DemonstrationActivity("how-are-things", "survey"),
    DemonstrationActivity("what-helps", "nominations"),
    DemonstrationActivity("ideas", "ideas"),
    DemonstrationActivity("first", "vote", {"budget": 12000, "entry": "open"}),
    DemonstrationActivity("spring", "vote", {"budget": 8000, "entry": "open"}, opens=False),
)


@cache
def source(slug: str) -> dict[str, Any]:
    """The definition of an activity as plain data."""
    data: dict[str, Any] = json.loads((CONTENT / f"{slug}.json").read_text(encoding="utf-8"))
    return data


def definition(slug: str) -> Definition:
    """The definition of an activity."""
    return from_json(source(slug))


@cache
def translations(language: str) -> dict[str, str]:
    """{source text: computer draft} of every unit, and of the project's name and welcome."""
    data: dict[str, str] = json.loads((CONTENT / f"{language}.json").read_text(encoding="utf-8"))
    return data
