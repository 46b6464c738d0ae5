"""What is particular to workbooks: names and limits that spreadsheets set."""

import io
import tempfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from engage.core.errors import TooLarge
from engage.results.formats import xlsx_file
from engage.results.tables import Column, Table


def table(title="Words", rows=(), notes=(), columns=1):
    return Table("words", title, tuple(Column(f"c{n}", f"C{n}") for n in range(columns)), rows, notes)


def workbook(*tables):
    target = io.BytesIO()
    xlsx_file.write(tables, target)
    return openpyxl.load_workbook(target)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Answers", "Answers"),
        ("What? Who/where: [a]*\\", "What  Who where   a"),
        ("", "words"),
        ("'''", "words"),
        ("=1+1", "1+1"),
        ("History", "History 2"),
        ("ما رأيكم في الحديقة الجديدة التي نخطط لها", "ما رأيكم في الحديقة الجديدة الت"),
        ("😀" * 20, "😀" * 15),
        ("It was " + "x" * 23 + "' '", "It was " + "x" * 23),
        ("two\nlines\0", "two lines␀"),
    ],
)
def test_a_sheet_is_named_as_a_spreadsheet_allows(title, name):
    assert workbook(table(title)).sheetnames == [name]


def test_sheets_of_one_title_are_numbered():
    names = workbook(table("Same"), table("SAME"), table("Same"), table("S" * 40), table("S" * 40)).sheetnames
    assert names == ["Same", "SAME 2", "Same 3", "S" * 31, "S" * 26 + " 2"]


def test_notes_have_a_sheet_of_their_own():
    book = workbook(table(notes=("Small numbers are hidden.", "=1+1")), table("Codebook"))
    assert book.sheetnames == ["Words", "Codebook", "Notes"]
    assert list(book["Notes"].values) == [("Words", "Small numbers are hidden."), ("Words", "=1+1")]


def test_the_moment_of_writing_is_not_in_the_file():
    assert workbook(table()).properties.created == datetime(2000, 1, 1)


def test_headings_stay_in_sight():
    assert workbook(table())["Words"].freeze_panes == "A2"


def test_a_table_that_no_sheet_can_hold_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 3)
    monkeypatch.setattr(xlsx_file, "MOST_COLUMNS", 2)
    workbook(table(rows=[["a"], ["b"]], columns=1))
    for too_large in (table(rows=[["a"], ["b"], ["c"]]), table(columns=3)):
        target = io.BytesIO()
        with pytest.raises(TooLarge):
            xlsx_file.write([too_large], target)
        assert target.getvalue() == b""


def test_nothing_is_left_on_the_disk_when_rows_fail(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []

    def rows():
        yield ["an answer"]
        seen.extend(path for path in Path(tmp_path).rglob("*") if path.is_file())
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        xlsx_file.write([table(rows=rows())], io.BytesIO())
    assert seen
    assert list(tmp_path.iterdir()) == []
