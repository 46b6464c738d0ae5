"""CSV and JSON to the letter, since programs read them."""

import io
from datetime import date

from engage.results.formats import FORMATS
from engage.results.tables import Column, Kind, Table

COLUMNS = (
    Column("where", "Où ?"),
    Column("people", "People", Kind.INTEGER),
    Column("day", "Day", Kind.DAY),
    Column("ways", "Ways", Kind.LIST),
    Column("agreed", "Agreed", Kind.BOOLEAN),
)
ROWS = [["حديقة", -3, date(2026, 11, 23), ["bus", "walk"], True], ["=1, or\n2", None, None, [], False]]


def written(key):
    target = io.BytesIO()
    codebook = Table("codebook", "Codebook", (Column("key", "Key", Kind.CODE),), [["where"]])
    FORMATS.get(key).write([Table("answers", "Answers", COLUMNS, ROWS, ("A note.",)), codebook], target)
    return target.getvalue().decode()


def test_csv():
    assert written("csv") == (
        "\ufeffOù ?,People,Day,Ways,Agreed\r\n"
        "حديقة,-3,2026-11-23,bus; walk,true\r\n"
        "\"'=1, or\n2\",,,,false\r\n"
    )  # fmt: skip


def test_json():
    assert written("json") == (
        '{"key": "answers", "title": "Answers", "notes": ["A note."], "columns": ['
        '{"key": "where", "title": "Où ?", "kind": "text"}, {"key": "people", "title": "People", "kind": "integer"}, '
        '{"key": "day", "title": "Day", "kind": "day"}, {"key": "ways", "title": "Ways", "kind": "list"}, '
        '{"key": "agreed", "title": "Agreed", "kind": "boolean"}], "rows": [\n'
        '{"where": "حديقة", "people": -3, "day": "2026-11-23", "ways": ["bus", "walk"], "agreed": true},\n'
        '{"where": "=1, or\\n2", "people": null, "day": null, "ways": [], "agreed": false}\n'
        '], "further_tables": [{"key": "codebook", "title": "Codebook", "notes": [], "columns": ['
        '{"key": "key", "title": "Key", "kind": "code"}], "rows": [\n{"key": "where"}\n]}]}\n'
    )
