"""What a survey's answers add up to, for the team (exact figures, never published)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engage.questionnaires.asked import Asked
from engage.questionnaires.definition import Question

LONGEST_LIST = 50
"""How many answers to one question are listed on the page; the export has all of them."""


@dataclass(frozen=True)
class Line:
    """One answer and how many gave it. share: of those who answered, in percent. earlier: other words it once had."""

    words: str
    count: int
    share: int
    earlier: list[str]


@dataclass(frozen=True)
class Summary:
    """One question. lines where its answers are counted, texts where they are own words."""

    question: Question
    asked_now: bool
    answered: int
    lines: list[Line]
    texts: list[str]
    more: bool
    """Whether there are more of either than are listed."""


def summarise(questions: Sequence[Asked], answers: Sequence[Mapping[str, Any]]) -> list[Summary]:
    """A summary of every question that asks, those that are no longer asked only where somebody answered them."""
    found = [
        _summary(asked, [said[asked.question.key] for said in answers if said.get(asked.question.key) is not None])
        for asked in questions
        if asked.type.asks
    ]
    return [summary for summary in found if summary.asked_now or summary.answered]


def _summary(asked: Asked, given: list[Any]) -> Summary:
    whole = max(len(given), 1)
    lines = [
        Line(asked.label(key), count, round(100 * count / whole), asked.earlier(key))
        for key, count in asked.team_tally(given).items()
        if count or not asked.is_gone(key)
    ]
    texts = [words for answer in given if (words := asked.type.own_words(answer))]
    more = max(len(lines), len(texts)) > LONGEST_LIST
    return Summary(asked.question, asked.asked_now, len(given), lines[:LONGEST_LIST], texts[:LONGEST_LIST], more)
