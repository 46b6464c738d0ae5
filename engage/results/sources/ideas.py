"""Every idea, what was decided, and its words as the public sees them."""

from collections.abc import Iterable

from engage.priorities.ideas.queries import ideas_for_export
from engage.projects.models import Activity
from engage.results.sources import gatherings
from engage.results.sources.answers import PREFIX, answer_cells, answer_columns, columns_of
from engage.results.sources.columns import NOTE
from engage.results.sources.consents import consent_cells, consent_columns
from engage.results.sources.moderated import about, about_columns
from engage.results.sources.source import Source
from engage.results.tables import Column, Row

IDEA = (
    Column("idea.name", "On the list: idea", meaning="What the public list calls it, once it was accepted."),
    Column("idea.place", "On the list: place", meaning="Where it would be, as the public list says."),
    Column("idea.description", "On the list: description", meaning="What the public list tells of it."),
)


def _columns(activity: Activity) -> tuple[Column, ...]:
    agreed = (column for _consent, column in consent_columns(activity))
    return (*about_columns(), *agreed, *IDEA, *columns_of(answer_columns(activity, PREFIX)))


def _rows(activity: Activity) -> Iterable[Row]:
    agreed, columns = consent_columns(activity), answer_columns(activity, PREFIX)
    for row in ideas_for_export(activity.id):
        on_the_list = (row.name or None, row.place or None, row.description or None)
        yield (
            *about(row.sent),
            *consent_cells(agreed, row.sent.wording_id, row.sent.consents),
            *on_the_list,
            *answer_cells(columns, row.sent.answers),
        )


SOURCE = Source(
    "ideas",
    "Ideas",
    ("ideas",),
    _columns,
    _rows,
    (gatherings.SOURCE,),
    (NOTE,),
    about="Every idea that was sent, what was decided, and the entry on the list.",
)
