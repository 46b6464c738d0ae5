"""Every idea, what was decided, and its words as the public sees them."""

from collections.abc import Iterable

from engage.priorities.ideas.queries import ideas_for_export
from engage.projects.models import Activity
from engage.results.sources import gatherings
from engage.results.sources.answers import PREFIX, answer_cells, answer_columns, columns_of
from engage.results.sources.columns import NOTE
from engage.results.sources.moderated import about, about_columns
from engage.results.sources.source import Source
from engage.results.tables import Column, Row

IDEA = (
    Column("idea.name", "On the list: idea"),
    Column("idea.place", "On the list: place"),
    Column("idea.description", "On the list: description"),
)


def _columns(activity: Activity) -> tuple[Column, ...]:
    return (*about_columns(), *IDEA, *columns_of(answer_columns(activity, PREFIX)))


def _rows(activity: Activity) -> Iterable[Row]:
    columns = answer_columns(activity, PREFIX)
    for row in ideas_for_export(activity.id):
        on_the_list = (row.name or None, row.place or None, row.description or None)
        yield (*about(row.sent), *on_the_list, *answer_cells(columns, row.sent.answers))


SOURCE = Source("ideas", "Ideas", ("ideas",), _columns, _rows, (gatherings.SOURCE,), (NOTE,))
