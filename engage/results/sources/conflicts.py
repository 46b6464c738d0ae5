"""Every version that arrived as a submission which says something else. Both are kept; this one does not count."""

from collections.abc import Iterable

from engage.projects.models import Activity
from engage.questionnaires.queries import conflicts_of
from engage.results.sources.answers import PREFIX, answer_cells, answer_columns, columns_of
from engage.results.sources.columns import DEMONSTRATION, NOTE, REVISION, SUBMISSION, WORDING
from engage.results.sources.consents import consent_cells, consent_columns
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row

ABOUT = (
    SUBMISSION,
    REVISION,
    Column("arrived_on", "Day", Kind.DAY, "The day on which this other version arrived. The hour is not kept."),
    WORDING,
    DEMONSTRATION,
)


def _columns(activity: Activity) -> tuple[Column, ...]:
    agreed = (column for _consent, column in consent_columns(activity))
    return (*ABOUT, *agreed, *columns_of(answer_columns(activity, PREFIX)))


def _rows(activity: Activity) -> Iterable[Row]:
    agreed, columns = consent_columns(activity), answer_columns(activity, PREFIX)
    for conflict, kept in conflicts_of(activity.id):
        about = (kept.root_id, kept.revision, conflict.arrived_on, kept.wording_id[:12], kept.demonstration)
        cells = consent_cells(agreed, kept.wording_id, conflict.consents)
        yield (*about, *cells, *answer_cells(columns, conflict.answers))


SOURCE = Source(
    "conflicts",
    "Other versions",
    ("survey", "nominations", "ideas"),
    _columns,
    _rows,
    notes=(NOTE,),
    about="What arrived twice and said something else the second time. It is not counted. Usually empty.",
)
