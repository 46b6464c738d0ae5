"""Every answer that was sent to a survey: each revision, and a tombstone where somebody took theirs back."""

from collections.abc import Iterator, Sequence
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.definition import Question
from engage.questionnaires.editions import definition_of
from engage.questionnaires.models import Submission
from engage.questionnaires.queries import all_revisions
from engage.questionnaires.questions import QUESTION_TYPES
from engage.results.sources.codebook import codebook_table, current_definition
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row, Table

ABOUT = (
    Column("submission", "Submission", Kind.CODE),
    Column("revision", "Revision", Kind.INTEGER),
    Column("newest", "Newest revision", Kind.BOOLEAN),
    Column("state", "State", Kind.CODE),
    Column("sent_on", "Day", Kind.DAY),
    Column("language", "Language", Kind.CODE),
    Column("gathering", "Gathering", Kind.CODE),
    Column("assistance", "Filled in", Kind.CODE),
    Column("wording", "Wording", Kind.CODE),
    Column("demonstration", "Demonstration", Kind.BOOLEAN),
)
NOTE = "Rows are single people’s answers. Do not pass them on; publish figures through the site."


def answer_columns(questions: Sequence[Question]) -> list[tuple[Question, str, Column]]:
    """(question, suffix, column) for every column of these questions."""
    return [
        (question, suffix, Column(question.key + suffix, made.title, Kind(made.kind)))
        for question in questions
        for suffix, made in QUESTION_TYPES.get(question.type).columns(question).items()
    ]


def answer_cells(columns: Sequence[tuple[Question, str, Column]], answers: dict[str, Any]) -> list[Any]:
    """The cells of one person's answers under those columns."""
    by_question: dict[str, dict[str, Any]] = {}
    for question, _suffix, _column in columns:
        if question.key not in by_question:
            made = QUESTION_TYPES.get(question.type).cells(question, answers.get(question.key))
            by_question[question.key] = made
    return [by_question[question.key].get(suffix) for question, suffix, _column in columns]


def questions_of(activity: Activity, submissions: Sequence[Submission]) -> list[Question]:
    """The questions of the wording that is read now, then those of older ones that are no longer asked."""
    found = {question.key: question for question in current_definition(activity).questions}
    for wording_id in sorted({submission.wording_id for submission in submissions}):
        for question in definition_of(wording_id).questions:
            found.setdefault(question.key, question)
    return list(found.values())


def _tables(activity: Activity) -> Sequence[Table]:
    submissions = all_revisions(activity.id)
    columns = answer_columns(questions_of(activity, submissions))
    newest = {submission.root_id: submission.revision for submission in submissions}
    table = Table(
        "responses",
        "Responses",
        (*ABOUT, *(column for _question, _suffix, column in columns)),
        _rows(submissions, newest, columns),
        (NOTE,),
    )
    return table, codebook_table(activity)


def _rows(
    submissions: Sequence[Submission], newest: dict[str, int], columns: Sequence[tuple[Question, str, Column]]
) -> Iterator[Row]:
    for submission in submissions:
        yield (
            submission.root_id,
            submission.revision,
            submission.revision == newest[submission.root_id],
            submission.state,
            submission.sent_on,
            submission.language,
            submission.gathering_id,
            submission.assistance,
            submission.wording_id[:12],
            submission.demonstration,
            *answer_cells(columns, submission.answers),
        )


SOURCE = Source("responses", "Responses", ("survey",), _tables)
