"""What every moderated thing has in common when it is exported."""

from collections.abc import Sequence
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.definition import Question
from engage.questionnaires.moderation.queries import Sent
from engage.results.sources.codebook import current_definition
from engage.results.sources.responses import answer_cells, answer_columns
from engage.results.tables import Column, Kind

ABOUT = (
    Column("submission", "Submission", Kind.CODE),
    Column("revision", "Revision", Kind.INTEGER),
    Column("state", "State", Kind.CODE),
    Column("shown_revision", "Revision that is public", Kind.INTEGER),
    Column("reason", "Reason for declining", Kind.CODE),
    Column("own_words", "Moderator’s own words"),
    Column("sent_on", "Day", Kind.DAY),
    Column("decided_on", "Decided on", Kind.DAY),
    Column("withdrawn_on", "Withdrawn on", Kind.DAY),
    Column("language", "Language", Kind.CODE),
    Column("gathering", "Gathering", Kind.CODE),
    Column("assistance", "Filled in", Kind.CODE),
    Column("demonstration", "Demonstration", Kind.BOOLEAN),
)

AnswerColumns = list[tuple[Question, str, Column]]


def about(sent: Sent) -> list[Any]:
    """The cells under ABOUT."""
    return [
        sent.submission_id,
        sent.revision,
        sent.state,
        sent.shown_revision,
        sent.reason or None,
        sent.own_words or None,
        sent.sent_on,
        sent.decided_on,
        sent.withdrawn_on,
        sent.language,
        sent.gathering_id,
        sent.assistance,
        sent.demonstration,
    ]


def answers_under(activity: Activity) -> AnswerColumns:
    """The columns of what was answered, as the wording that is read now asks it."""
    return [
        (question, suffix, Column(f"answer.{column.key}", column.title, column.kind))
        for question, suffix, column in answer_columns(current_definition(activity).questions)
    ]


def answered(columns: AnswerColumns, sent: Sent) -> Sequence[Any]:
    """The cells under those columns."""
    return answer_cells(columns, sent.answers)
