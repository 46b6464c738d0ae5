"""CSV: one table, for any program and any language.

UTF-8 with a byte order mark, so that spreadsheets read every script; a comma between values; CR LF after each row.
Empty cells stand for nothing given. Days are year-month-day, yes and no are `true` and `false`.

A text that a spreadsheet might run as a formula gets an apostrophe in front, and so does a text that begins with an
apostrophe itself. To read a text, a list or a heading back exactly: take away one leading apostrophe, if there is one.
Numbers are never touched.
"""

import csv
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from engage.results.formats.format import Format
from engage.results.formats.formulas import looks_like_formula
from engage.results.tables import Table, Value, joined


class _Utf8:
    """What the csv module needs of a text file, above a file of bytes."""

    def __init__(self, target: BinaryIO) -> None:
        self.target = target

    def write(self, text: str) -> None:
        """Half a surrogate pair cannot be written in UTF-8; it becomes its visible escape."""
        self.target.write(text.encode("utf-8", errors="backslashreplace"))


def write(tables: Sequence[Table], target: BinaryIO) -> None:
    """The first table as CSV."""
    table = tables[0]
    target.write(b"\xef\xbb\xbf")
    writer = csv.writer(_Utf8(target), lineterminator="\r\n")
    writer.writerow([_guarded(heading) for heading in table.headings])
    for row in table.checked_rows():
        writer.writerow([_cell(value) for value in row])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return _guarded(value if isinstance(value, str) else joined(value))


def _guarded(text: str) -> str:
    return "'" + text if text.startswith("'") or looks_like_formula(text) else text


FORMAT = Format(
    "csv",
    "CSV",
    "csv",
    "text/csv; charset=utf-8",
    False,
    write,
    "One table for any program. The codebook is a file of its own.",
)
