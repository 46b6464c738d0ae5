"""JSON: one document, every value as it is.

The members of the first table stand at the top: `key`, `title`, `notes`, `columns` and `rows`; other tables stand in
`further_tables` in the same form. A row is an object by column key. Days are year-month-day.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from engage.results.formats.format import Format
from engage.results.tables import Row, Table, Value

JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def write(tables: Sequence[Table], target: BinaryIO) -> None:
    """All tables as one document, a line a row."""
    first, *further = tables
    _write_members(first, target)
    _put(target, ', "further_tables": [')
    for number, table in enumerate(further):
        _put(target, ", " if number else "")
        _write_members(table, target)
        _put(target, "}")
    _put(target, "]}\n")


def _write_members(table: Table, target: BinaryIO) -> None:
    """One table as an object that is still open at its end."""
    columns = [{"key": column.key, "title": column.title, "kind": column.kind.value} for column in table.columns]
    members = {"key": table.key, "title": table.title, "notes": list(table.notes), "columns": columns}
    _put(target, JSON.encode(members).removesuffix("}") + ', "rows": [')
    for number, row in enumerate(table.checked_rows()):
        _put(target, (",\n" if number else "\n") + JSON.encode(_object(table, row)))
    _put(target, "\n]")


def _object(table: Table, row: Row) -> dict[str, Any]:
    return {column.key: _plain(value) for column, value in zip(table.columns, row, strict=True)}


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _put(target: BinaryIO, text: str) -> None:
    # Half a surrogate pair cannot be written in UTF-8, but its escape is what JSON itself calls for.
    target.write(text.encode("utf-8", errors="backslashreplace"))


FORMAT = Format(
    "json",
    "JSON",
    "json",
    "application/json",
    True,
    write,
    "For programmers: everything in one file, with the codebook.",
)
