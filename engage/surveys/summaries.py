"""What a survey's answers add up to, for the team (pure; exact figures, never published)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engage.questionnaires.definition import Definition, Question
from engage.questionnaires.questions import QUESTION_TYPES

LONGEST_LIST = 50
"""How many answers to one question are listed on the page; the export has all of them."""


@dataclass(frozen=True)
class Line:
    """One answer and how many gave it. share: of those who answered, in percent."""

    words: str
    count: int
    share: int


@dataclass(frozen=True)
class Summary:
    """One question. lines where its answers are counted, texts where they are own words."""

    question: Question
    answered: int
    lines: list[Line]
    texts: list[str]
    more: bool
    """Whether there are more of either than are listed."""


def summarise(definition: Definition, answers: Sequence[Mapping[str, Any]]) -> list[Summary]:
    """A summary of every question that asks."""
    return [
        _summary(question, [said[question.key] for said in answers if said.get(question.key) is not None])
        for question in definition.questions
        if QUESTION_TYPES.get(question.type).asks
    ]


def _summary(question: Question, given: list[Any]) -> Summary:
    question_type = QUESTION_TYPES.get(question.type)
    tally = question_type.team_tally(question, given)
    whole = max(len(given), 1)
    lines = [
        Line(question_type.tally_label(question, key), count, round(100 * count / whole))
        for key, count in tally.items()
    ]
    own = [] if tally else [answer for answer in given if isinstance(answer, str)]
    more = max(len(lines), len(own)) > LONGEST_LIST
    return Summary(question, len(given), lines[:LONGEST_LIST], own[:LONGEST_LIST], more)
