"""Lists of what was accepted, as residents read them: entries, pages, and the names of listed places."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request

from engage.content.shown import Shown, Words
from engage.core.errors import NotFound
from engage.projects.models import Activity
from engage.questionnaires.definition import Question
from engage.questionnaires.editions import words_of

A_PAGE = 12
"""Entries on one page of a list: few enough for a cheap phone, and for the pins of a small map."""
LAST_PAGE = 10**6
LONGEST_NUMBER = len(str(LAST_PAGE))
"""Digits, zeros in front among them: the longest numbers cannot even be read."""
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Around words whose direction is their own, inside one line of text."""


@dataclass(frozen=True)
class Entry:
    """One accepted thing. The words are a person's own, in a language that nobody has told us."""

    number: int
    name: str
    place: str
    words: str
    kind: str = ""

    @property
    def anchor(self) -> str:
        return f"entry-{self.number}"

    @property
    def shown(self) -> Shown:
        return Shown(self.name)


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a list."""

    number: int
    total: int
    """Entries in all."""
    size: int = A_PAGE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_number(self) -> int:
        """The number of the first entry of this page."""
        return (self.number - 1) * self.size + 1


def page_number() -> int:
    """The page that the address asks for, from 1; NotFound for what is none."""
    asked = request.args.get("page", "1")
    if not asked.isdecimal() or len(asked) > LONGEST_NUMBER or not 1 <= int(asked) <= LAST_PAGE:
        raise NotFound()
    return int(asked)


def words_shown(activity: Activity) -> Words:
    """The activity's published words for this reader; read once in the life of a process."""
    if activity.wording_id is None:
        raise NotFound()
    set_id = activity.sets.get(activity.wording_id, {}).get(g.language.code)
    return words_of(activity.wording_id, set_id, g.language, current_app.extensions["engage.languages"].source)


def place_shown(question: Question | None, words: Words, place_key: str, own_words: str) -> str:
    """A place as its listed name in the reader's language, and the person's own words."""
    listed: Any = words[f"{question.unit}.choice.{place_key}"] if question and place_key else ""
    return " · ".join(f"{FIRST_STRONG}{part}{POP}" for part in (str(listed), own_words) if part)
