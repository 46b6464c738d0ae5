"""Writing one source of one activity in one format."""

from typing import BinaryIO

from engage.core.errors import Rejected
from engage.projects.models import Activity
from engage.results.formats.format import Format
from engage.results.sources.source import Source


def export(source: Source, activity: Activity, file_format: Format, target: BinaryIO) -> None:
    """Write it. Rejected where the activity has no such thing."""
    if not source.fits(activity):
        raise Rejected("no-such-source", source=source.key, kind=activity.kind)
    file_format.write(source.tables(activity), target)


def file_name(source: Source, activity: Activity, file_format: Format) -> str:
    """A name that says what it is: `how-are-things-responses.csv`."""
    return f"{activity.slug}-{source.key}.{file_format.extension}"
