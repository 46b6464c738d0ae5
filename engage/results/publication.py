"""What a survey may say to everyone (pure): each question's figures behind disclosure control."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engage.core.disclosure import HIDDEN, Published, Shown, protect, protect_options, protect_total
from engage.questionnaires.definition import Definition, Question
from engage.questionnaires.questions import QUESTION_TYPES

UNTOLD = "-"
"""The key of those who gave none of the listed answers: they are counted, so that no gap tells who they are."""


def figures(
    definition: Definition, answers: Sequence[Mapping[str, Any]], previous: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The figures to publish, as plain data, given what was published before."""
    before = previous or {"people": None, "questions": {}}
    people = before["people"]
    total = protect_total(len(answers), Shown(people) if people is not None else HIDDEN)
    questions = {}
    for question in definition.questions:
        held = before["questions"].get(question.key)
        published = _protected(question, answers, Published.from_plain(held) if held else None)
        if published is not None:
            questions[question.key] = published.to_plain()
    return {"people": total.value, "questions": questions}


def _protected(
    question: Question, answers: Sequence[Mapping[str, Any]], previous: Published | None
) -> Published | None:
    question_type = QUESTION_TYPES.get(question.type)
    given = [said[question.key] for said in answers if said.get(question.key) is not None]
    counts = question_type.tally(question, given)
    if not counts:
        return None
    if question_type.several:
        return protect_options(counts, len(answers), previous)
    return protect({**counts, UNTOLD: len(answers) - sum(counts.values())}, previous)


@dataclass(frozen=True)
class Figure:
    """One line of what was published. share: of the largest figure of its question, in percent."""

    key: str
    words: str
    value: int | None
    share: int


def lines(question: Question, plain: Mapping[str, Any], words: Mapping[str, str]) -> list[Figure]:
    """The lines of one question, in the order of its options. words: {key: the reader's words}."""
    cells = {key: value for key, value in plain["cells"].items() if key != UNTOLD}
    order = list(QUESTION_TYPES.get(question.type).tally(question, []))
    most = max((value for value in cells.values() if value), default=1)
    return [
        Figure(key, words.get(key, key), cells[key], round(100 * (cells[key] or 0) / most))
        for key in order
        if key in cells
    ]


def told(
    definition: Definition, published: Mapping[str, Any], words_of: Callable[[Question], Mapping[str, str]]
) -> list[tuple[Question, list[Figure]]]:
    """Every question whose figures were published, in the order of its wording, with the lines that everyone reads."""
    return [
        (question, lines(question, published["questions"][question.key], words_of(question)))
        for question in definition.questions
        if question.key in published["questions"]
    ]


def labels(question: Question) -> dict[str, str]:
    """{key of the tally: its words in the source language}, for staff and their files."""
    question_type = QUESTION_TYPES.get(question.type)
    return {key: question_type.tally_label(question, key) for key in question_type.tally(question, [])}
