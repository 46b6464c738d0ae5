"""XLSX: a workbook with a sheet for each table, for people who work in a spreadsheet.

Every text is written as a text, never as a formula or a link, and stays as it is, with three exceptions that a
spreadsheet forces: any line end becomes a line feed; a control character becomes its visible picture (␀ for NUL), half
a surrogate pair the replacement sign �; and a text over 32,767 signs (in UTF-16) ends in ` […]` and goes on, part by
part, in a sheet of its own. A text that looks like a formula also carries the mark that keeps it a text when somebody
edits the cell. Whole numbers of more than 15 digits, and days before 1900, are written as texts, for a spreadsheet
would change them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from flask_babel import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from engage.core.errors import TooLarge
from engage.results.formats.format import Format
from engage.results.formats.formulas import looks_like_formula
from engage.results.tables import Kind, Table, Value, joined

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_UNITS = 32_767
MOST_NAME_UNITS = 31
MOST_EXACT = 10**15
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets believe in a 29 February 1900 and disagree about the days before it."""

CONTINUES = " […]"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = {Kind.TEXT: 40, Kind.LIST: 30, Kind.CODE: 20}
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")


def write(tables: Sequence[Table], target: BinaryIO) -> None:
    """A sheet for each table, then the notes, then what did not fit into cells. TooLarge if a table has too many rows.

    The workbook is made in a private folder that is deleted whatever happens; the target gets it whole or not at all.
    """
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made.xlsx"
        book = _Book(made, folder)
        try:
            _fill(book, tables)
        finally:
            book.close()
        with made.open("rb") as source:
            copyfileobj(source, target)


def _fill(book: "_Book", tables: Sequence[Table]) -> None:
    sheets = [book.sheet(table.title, table.key) for table in tables]
    notes = [(table.title, note) for table in tables for note in table.notes]
    notes_sheet = book.sheet(_("Notes"), "notes") if notes else None
    for table, sheet in zip(tables, sheets, strict=True):
        book.fill(sheet, table)
    if notes_sheet:
        for row, note in enumerate(notes):
            book.texts(notes_sheet, row, note)


class _Book:
    """A workbook in the making."""

    def __init__(self, path: Path, folder: str) -> None:
        self.workbook = Workbook(path, {**OPTIONS, "tmpdir": folder})
        # The moment of writing would make two files of the same table differ.
        self.workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        self.heading = self.workbook.add_format({"bold": True, "quote_prefix": True})
        self.day = self.workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.literal = self.workbook.add_format({"quote_prefix": True})
        self.long_texts: Worksheet | None = None
        self.long_rows = 0

    def close(self) -> None:
        """Complete the file. Nothing can be added after this."""
        self.workbook.close()

    def sheet(self, title: str, key: str) -> Worksheet:
        """A new sheet, named by the title as far as a spreadsheet allows it."""
        taken = {sheet.get_name().lower() for sheet in self.workbook.worksheets()}
        # "History" is a name that spreadsheets keep for themselves.
        taken.add("history")
        plain = NOT_IN_NAMES.sub(" ", _visible(title)).strip(" '=+-@") or key
        name, number = _first_units(plain, MOST_NAME_UNITS).rstrip(" '"), 1
        while name.lower() in taken:
            number += 1
            name = f"{_first_units(plain, MOST_NAME_UNITS - 5)} {number}"
        return self.workbook.add_worksheet(name)

    def fill(self, sheet: Worksheet, table: Table) -> None:
        """The headings, which stay in sight, and a row for each row."""
        if len(table.columns) > MOST_COLUMNS:
            raise TooLarge("too-many-columns-for-xlsx", columns=len(table.columns), most=MOST_COLUMNS)
        sheet.freeze_panes(1, 0)
        for place, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
            sheet.set_column(place, place, WIDTHS.get(column.kind, 14))
            self.text(sheet, 0, place, heading, self.heading)
        for number, row in enumerate(table.checked_rows(), start=1):
            if number >= MOST_ROWS:
                raise TooLarge("too-many-rows-for-xlsx", most=MOST_ROWS - 1)
            for place, value in enumerate(row):
                self.value(sheet, number, place, value)

    def value(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        """One value in one cell, as what it is."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, date):
            self.text(sheet, row, column, value.isoformat())
        elif isinstance(value, float) or (isinstance(value, int) and abs(value) < MOST_EXACT):
            sheet.write_number(row, column, value)
        elif isinstance(value, int):
            self.text(sheet, row, column, str(value))
        else:
            self.text(sheet, row, column, value if isinstance(value, str) else joined(value))

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: Style | None = None) -> None:
        """One text in one cell; what does not fit goes on among the long texts."""
        whole = _visible(text)
        if len(whole) <= MOST_UNITS // 2 or _first_units(whole, MOST_UNITS) == whole:
            self._short_text(sheet, row, column, whole, style)
            return
        start = _first_units(whole, MOST_UNITS - len(CONTINUES))
        self._short_text(sheet, row, column, start + CONTINUES, style)
        self._go_on(sheet, xl_rowcol_to_cell(row, column), whole[len(start) :])

    def texts(self, sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
        """A row of texts."""
        for column, text in enumerate(texts):
            self.text(sheet, row, column, text)

    def _go_on(self, sheet: Worksheet, cell: str, rest: str) -> None:
        """The parts of a long text after the first, one a row: which sheet, which cell, which part, the text."""
        if self.long_texts is None:
            self.long_texts = self.sheet(_("Long texts"), "long")
            self.texts(self.long_texts, 0, [_("Sheet"), _("Cell"), _("Part"), _("Text")])
        part = 1
        while rest:
            part, self.long_rows = part + 1, self.long_rows + 1
            piece = _first_units(rest, MOST_UNITS)
            self.texts(self.long_texts, self.long_rows, [sheet.get_name(), cell])
            self.long_texts.write_number(self.long_rows, 2, part)
            self._short_text(self.long_texts, self.long_rows, 3, piece)
            rest = rest[len(piece) :]

    def _short_text(self, sheet: Worksheet, row: int, column: int, text: str, style: Style | None = None) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for mark-up of its own and would copy it into the file unescaped. In three
            # pieces it is escaped like any other.
            sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:])
        elif looks_like_formula(text):
            sheet.write_string(row, column, text, style or self.literal)
        else:
            sheet.write_string(row, column, text, style)


def _visible(text: str) -> str:
    """The text with what XML cannot carry made visible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return NOT_IN_XML.sub(lambda found: _picture(found[0]), text)


def _picture(sign: str) -> str:
    return chr(0x2400 + ord(sign)) if ord(sign) < 0x20 else "\ufffd"


def _first_units(text: str, units: int) -> str:
    """As much of the start of a text as fits into this many UTF-16 units, without half a sign."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")


FORMAT = Format(
    "xlsx",
    "XLSX",
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    True,
    write,
    "For Excel and LibreOffice: a sheet for each table, with the codebook.",
)
