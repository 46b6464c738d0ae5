"""Every answer that was sent to a survey: each revision, and a tombstone where somebody took theirs back."""

from collections.abc import Iterable, Iterator, Sequence

from engage.projects.models import Activity
from engage.questionnaires.models import Submission
from engage.questionnaires.queries import all_revisions
from engage.results.sources import gatherings
from engage.results.sources.answers import AnswerColumn, answer_cells, answer_columns, columns_of
from engage.results.sources.columns import (
    ASSISTANCE,
    DEMONSTRATION,
    GATHERING,
    LANGUAGE,
    NOTE,
    REVISION,
    SENT_ON,
    SUBMISSION,
    WITHDRAWN_ON,
    WORDING,
)
from engage.results.sources.consents import ConsentColumn, consent_cells, consent_columns
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row

ABOUT = (
    SUBMISSION,
    REVISION,
    Column("newest", "Newest revision", Kind.BOOLEAN, "Whether this row is what the person says now."),
    Column(
        "state",
        "State",
        Kind.CODE,
        "Whether the answers stand, or were taken back.",
        (("kept", "The answers stand"), ("withdrawn", "The person took the answers back")),
    ),
    SENT_ON,
    WITHDRAWN_ON,
    LANGUAGE,
    GATHERING,
    ASSISTANCE,
    WORDING,
    DEMONSTRATION,
)


def _columns(activity: Activity) -> tuple[Column, ...]:
    agreed = tuple(column for _consent, column in consent_columns(activity))
    return (*ABOUT, *agreed, *columns_of(answer_columns(activity, beside=(*ABOUT, *agreed))))


def _rows(activity: Activity) -> Iterable[Row]:
    submissions = all_revisions(activity.id)
    newest = {submission.root_id: submission.revision for submission in submissions}
    agreed = consent_columns(activity)
    beside = (*ABOUT, *(column for _consent, column in agreed))
    return _each(submissions, newest, agreed, answer_columns(activity, beside=beside))


def _each(
    submissions: Sequence[Submission],
    newest: dict[str, int],
    agreed: Sequence[ConsentColumn],
    columns: Sequence[AnswerColumn],
) -> Iterator[Row]:
    for submission in submissions:
        yield (
            submission.root_id,
            submission.revision,
            submission.revision == newest[submission.root_id],
            submission.state,
            submission.sent_on,
            submission.withdrawn_on,
            submission.language,
            submission.gathering_id,
            submission.assistance,
            submission.wording_id[:12],
            submission.demonstration,
            *consent_cells(agreed, submission.wording_id, submission.consents),
            *answer_cells(columns, submission.answers),
        )


SOURCE = Source(
    "responses",
    "Responses",
    ("survey",),
    _columns,
    _rows,
    (gatherings.SOURCE,),
    (NOTE,),
    about="Every answer, one row for each time that somebody sent or changed theirs.",
)
