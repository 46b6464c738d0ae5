"""The codebook: what each column of an activity's files means, and what each code in it stands for."""

from collections.abc import Iterable, Sequence

from engage.projects.models import Activity
from engage.results.codebooks import COLUMNS, codebook_of
from engage.results.sources.source import Source
from engage.results.tables import Column, Row

ABOUT = "What each column of the other files means, and what each key in it stands for."


def codebook(things: Sequence[Source]) -> Source:
    """The codebook of all that an activity has of these things."""

    def columns(activity: Activity) -> tuple[Column, ...]:
        return COLUMNS

    def rows(activity: Activity) -> Iterable[Row]:
        parts = [part for thing in things if thing.fits(activity) for part in (thing, *thing.beside)]
        return codebook_of({part.key: part.columns(activity) for part in parts}).rows

    return Source("codebook", "Codebook", (), columns, rows, explained=False, about=ABOUT)
