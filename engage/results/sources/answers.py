"""The columns of what people answered, over every wording that somebody answered."""

from collections.abc import Sequence
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.asked import Asked, asked_over, definitions_over
from engage.questionnaires.definition import Question
from engage.questionnaires.questions import QUESTION_TYPES
from engage.results.tables import Column, Kind

AnswerColumn = tuple[Question, str, Column]
"""The question, the suffix of its cell, and the column."""
IN_WORDS = ":words"
"""Ends the key of a column in which the chosen answers stand in the words of the source language. No key of a question
or of an option holds its first sign."""
PREFIX = "answer."
"""What the columns of a question begin with where they could be taken for others."""


def columns_of(answers: Sequence[AnswerColumn]) -> tuple[Column, ...]:
    """The columns alone."""
    return tuple(column for _question, _suffix, column in answers)


def answer_columns(activity: Activity, prefix: str = "", beside: Sequence[Column] = ()) -> list[AnswerColumn]:
    """Every column of every question.

    prefix: what its key begins with. beside: the other columns of the table. A question whose keys stand there already
    gets PREFIX before each of its own, and no other question does, so that the files of a survey stay as they are.
    """
    found: list[AnswerColumn] = []
    for asked in asked_over(definitions_over(activity)):
        taken = {column.key for column in (*beside, *columns_of(found))}
        before = prefix
        while any(column.key in taken for column in columns_of(_columns(asked, before))):
            before += PREFIX
        found += _columns(asked, before)
    return found


def answer_cells(columns: Sequence[AnswerColumn], answers: dict[str, Any]) -> list[Any]:
    """The cells of one person's answers under those columns."""
    by_question: dict[str, dict[str, Any]] = {}
    for question, _suffix, _column in columns:
        if question.key not in by_question:
            made = QUESTION_TYPES.get(question.type).cells(question, answers.get(question.key))
            by_question[question.key] = made
            by_question[question.key][IN_WORDS] = _in_words(question, answers.get(question.key), made.get(""))
    return [by_question[question.key].get(suffix) for question, suffix, _column in columns]


def _in_words(question: Question, answer: Any, code: Any) -> str | list[str] | None:
    """What was chosen, in words. code: the cell with the key of the one answer."""
    question_type = QUESTION_TYPES.get(question.type)
    if question_type.several:
        return None if answer is None else [question_type.tally_label(question, key) for key in answer]
    return question_type.tally_label(question, code) if isinstance(code, str) else None


def _columns(asked: Asked, prefix: str) -> list[AnswerColumn]:
    question, question_type = asked.whole, asked.type
    codes = () if question_type.several else tuple((key, _words(asked, key)) for key in asked.forms)
    found = [
        (
            question,
            suffix,
            Column(
                prefix + question.key + suffix,
                made.title,
                Kind(made.kind),
                _meaning(asked, suffix, made.meaning),
                codes=() if suffix else codes,
                type=question.type,
                condition=question.when,
            ),
        )
        for suffix, made in question_type.columns(question).items()
    ]
    kind, meaning = (Kind.LIST, "All the answers") if question_type.several else (Kind.TEXT, "The answer")
    words = Column(
        prefix + question.key + IN_WORDS,
        f"{question.text} (in words)",
        kind,
        f"{meaning} that the person chose, in words. The key columns beside it stay the same when words are mended.",
    )
    if question_type.several:
        return [*found, (question, IN_WORDS, words)]
    place = next((at for at, (_, _, column) in enumerate(found, 1) if column.kind is Kind.CODE and column.codes), None)
    return found if place is None else [*found[:place], (question, IN_WORDS, words), *found[place:]]


def _words(asked: Asked, key: str) -> str:
    """The newest words of a code, and those that it had before."""
    return asked.label(key) + "".join(f" (earlier: {words})" for words in asked.earlier(key))


def _meaning(asked: Asked, suffix: str, meaning: str) -> str:
    """What a column means, and whether it is of the past."""
    key = suffix.removeprefix(".") if asked.type.several else ""
    if not asked.asked_now:
        return f"{meaning} The question is no longer asked."
    gone = " The answer is no longer listed." if asked.is_gone(key) else ""
    renamed = "".join(f" It was called “{words}” before." for words in asked.earlier(key)) if key else ""
    return meaning + gone + renamed
