"""For each file format, how it is read back: a reader undoes what the file says it does. A new format adds its own."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl

from engage.results.tables import Column, Kind, Table

csv.field_size_limit(10**9)


def unlisted(text):
    """The items of a list written as one text, by the rule that `joined` states."""
    return [re.sub(r"\\(.)", r"\1", item) for item in re.findall(r"((?:[^;\\]|\\.)+)(?:; |$)", text)]


def read_csv(data, kinds):
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    readings = {
        Kind.NUMBER: float,
        Kind.INTEGER: int,
        Kind.DAY: date.fromisoformat,
        Kind.BOOLEAN: {"true": True, "false": False}.get,
        Kind.LIST: lambda text: unlisted(text.removeprefix("'")),
    }
    first, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    headings = [heading.removeprefix("'") for heading in first]
    return headings, [
        [
            readings.get(kind, lambda text: text.removeprefix("'"))(cell) if cell else None
            for kind, cell in zip(kinds, row, strict=True)
        ]
        for row in rows
    ]


def read_xlsx(data, kinds):
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rest = {}
    if "Long texts" in book.sheetnames:
        for name, cell, _part, text in list(book["Long texts"].values)[1:]:
            assert name == sheet.title
            rest[cell] = rest.get(cell, "") + text

    def reading(cell, kind):
        value = cell.value
        if value is None:
            return None
        if isinstance(value, str):
            value = re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", value)
            value = value.removesuffix(" […]") + rest[cell.coordinate] if cell.coordinate in rest else value
        if kind is Kind.DAY:
            return value.date() if isinstance(value, datetime) else date.fromisoformat(value)
        if kind is Kind.INTEGER:
            return int(value)
        return unlisted(value) if kind is Kind.LIST else value

    first, *rows = sheet.iter_rows(max_col=len(kinds))
    headings = [reading(cell, Kind.TEXT) for cell in first]
    return headings, [[reading(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]


def read_json(data, kinds):
    document = json.loads(data)
    rows = [[row[column["key"]] for column in document["columns"]] for row in document["rows"]]
    for row in rows:
        for place, kind in enumerate(kinds):
            row[place] = date.fromisoformat(row[place]) if kind is Kind.DAY and row[place] else row[place]
    columns = tuple(Column(column["key"], column["title"]) for column in document["columns"])
    return list(Table(document["key"], document["title"], columns, []).headings), rows


def as_in_spreadsheet(text):
    """A text after what the XLSX file says a spreadsheet forces."""
    text = re.sub("\r\n?", "\n", text)
    return re.sub("[\ufffe\uffff]", "\ufffd", re.sub("[\0-\x08\x0b-\x1f]", lambda m: chr(0x2400 + ord(m[0])), text))


Reader = Callable[[bytes, Sequence[Kind]], tuple[Sequence[str], list[list[Any]]]]
READERS: dict[str, tuple[Reader, Callable[[str], str]]] = {
    "csv": (read_csv, str),
    "xlsx": (read_xlsx, as_in_spreadsheet),
    "json": (read_json, str),
}
"""For each format: read(data, kinds of the columns), which gives the headings and the rows of the first table; and what
becomes of a text that the format cannot hold as it is (`str` where it holds every text)."""


def reader_of(key: str) -> tuple[Reader, Callable[[str], str]]:
    """What READERS has for a format."""
    assert key in READERS, f"add how {key!r} is read back to READERS of format_readers.py"
    return READERS[key]
