"""`flask results`: files on the command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NoReturn

import click
from flask.cli import AppGroup

from engage.core.errors import NotFound, Rejected, TooLarge
from engage.projects.queries import activity_in_project
from engage.results import exporting
from engage.results.formats import FORMATS
from engage.results.sources import SOURCES
from engage.web.transactions import without_lock

group = AppGroup("results", help="Take results away.")
BAD_INPUT = 2


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(BAD_INPUT)


@contextmanager
def _whole(out: Path) -> Iterator[BinaryIO]:
    """A file that takes its place when it is complete; what stood there stays where it never is. OSError."""
    with TemporaryDirectory(dir=out.parent, prefix=".export-") as folder:
        made = Path(folder) / out.name
        with made.open("wb") as target:
            yield target
        made.replace(out)


@group.command("export")
@click.argument("source")
@click.argument("activity")
@click.option("--format", "format_key", required=True, help="One of: " + ", ".join(FORMATS.keys()))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write")
@without_lock()
def export(source: str, activity: str, format_key: str, out: Path) -> None:
    """Write SOURCE of PROJECT/ACTIVITY into a file."""
    if source not in SOURCES:
        _refuse(f"There is no source “{source}”; there are: {', '.join(SOURCES.keys())}.")
    if format_key not in FORMATS:
        _refuse(f"There is no format “{format_key}”; there are: {', '.join(FORMATS.keys())}.")
    project_slug, _slash, activity_slug = activity.partition("/")
    try:
        _project, found = activity_in_project(project_slug, activity_slug)
        with _whole(out) as target:
            exporting.export(SOURCES.get(source), found, FORMATS.get(format_key), target)
    except NotFound:
        _refuse(f"There is no activity “{activity}”; name it as PROJECT/ACTIVITY.")
    except (Rejected, TooLarge) as refusal:
        much = isinstance(refusal, TooLarge)
        _refuse(f"It is too large for {format_key}." if much else f"“{activity}” has no {source} to export.")
    except OSError as error:
        _refuse(f"The file cannot be written: {error.strerror}.")
    click.echo(str(out))
