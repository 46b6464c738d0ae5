"""The columns of what people answered, over every wording that somebody answered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.definition import Definition, Question, from_json
from engage.questionnaires.editions import definition_of
from engage.questionnaires.queries import answered_wordings
from engage.questionnaires.questions import QUESTION_TYPES
from engage.results.tables import Column, Kind

AnswerColumn = tuple[Question, str, Column]
"""The question, the suffix of its cell, and the column."""
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
    for question in _questions_of(activity):
        taken = {column.key for column in (*beside, *columns_of(found))}
        before = prefix
        while any(column.key in taken for column in columns_of(_columns(question, before))):
            before += PREFIX
        found += _columns(question, before)
    return found


def answer_cells(columns: Sequence[AnswerColumn], answers: dict[str, Any]) -> list[Any]:
    """The cells of one person's answers under those columns."""
    by_question: dict[str, dict[str, Any]] = {}
    for question, _suffix, _column in columns:
        if question.key not in by_question:
            made = QUESTION_TYPES.get(question.type).cells(question, answers.get(question.key))
            by_question[question.key] = made
    return [by_question[question.key].get(suffix) for question, suffix, _column in columns]


def _columns(question: Question, prefix: str) -> list[AnswerColumn]:
    question_type = QUESTION_TYPES.get(question.type)
    codes: tuple[tuple[str, str], ...] = ()
    if not question_type.several:
        codes = tuple((key, question_type.tally_label(question, key)) for key in question_type.tally(question, []))
    return [
        (
            question,
            suffix,
            Column(
                prefix + question.key + suffix,
                made.title,
                Kind(made.kind),
                codes=() if suffix else codes,
                type=question.type,
                condition=question.when,
            ),
        )
        for suffix, made in question_type.columns(question).items()
    ]


def _current(activity: Activity) -> Definition:
    """The wording that residents read; the draft where nothing was published yet."""
    return definition_of(activity.wording_id) if activity.wording_id else from_json(activity.definition)


def _questions_of(activity: Activity) -> list[Question]:
    """The questions of the wording that is read now, then those that are no longer asked; no option is lost."""
    found = {question.key: question for question in _current(activity).questions}
    for wording_id in answered_wordings(activity.id):
        for question in definition_of(wording_id).questions:
            known = found.setdefault(question.key, question)
            gone = tuple(option for option in question.options if known.option(option.key) is None)
            if gone:
                found[question.key] = replace(known, options=(*known.options, *gone))
    return list(found.values())
