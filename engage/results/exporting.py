"""Writing one source of one activity in one format."""

from typing import BinaryIO

from engage.core.errors import Rejected
from engage.projects.models import Activity
from engage.results.codebooks import codebook_of
from engage.results.formats.format import Format
from engage.results.sources.source import Source


def export(source: Source, activity: Activity, file_format: Format, target: BinaryIO) -> None:
    """Write it, with what stands beside it and their codebook. Rejected where the activity has no such thing."""
    if not source.fits(activity):
        raise Rejected("no-such-source", source=source.key, kind=activity.kind)
    tables = [part.table(activity) for part in (source, *source.beside)]
    if source.explained:
        tables.append(codebook_of({table.key: table.columns for table in tables}))
    file_format.write(tables, target)


def file_name(source: Source, activity: Activity, file_format: Format) -> str:
    """A name that says what it is: `how-are-things-responses.csv`."""
    return f"{activity.slug}-{source.key}.{file_format.extension}"
