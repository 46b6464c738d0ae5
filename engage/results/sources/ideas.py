"""Every idea, what was decided, and its words as the public sees them."""

from collections.abc import Sequence

from engage.priorities.ideas.queries import ideas_for_export
from engage.projects.models import Activity
from engage.results.sources.codebook import codebook_table
from engage.results.sources.moderated import ABOUT, about, answered, answers_under
from engage.results.sources.source import Source
from engage.results.tables import Column, Table

IDEA = (
    Column("idea.name", "On the list: idea"),
    Column("idea.place", "On the list: place"),
    Column("idea.description", "On the list: description"),
)


def _tables(activity: Activity) -> Sequence[Table]:
    columns = answers_under(activity)
    table = Table(
        "ideas",
        "Ideas",
        (*ABOUT, *IDEA, *(column for _question, _suffix, column in columns)),
        (
            (*about(row.sent), row.name or None, row.place or None, row.description or None)
            + tuple(answered(columns, row.sent))
            for row in ideas_for_export(activity.id)
        ),
    )
    return table, codebook_table(activity)


SOURCE = Source("ideas", "Ideas", ("ideas",), _tables)
