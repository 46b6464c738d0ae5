"""A table before it becomes a file: columns, rows, and what a reader must know. Knows no file format.

Values are whole here: a telephone number keeps its sign, a hostile answer stays as it was written. What a spreadsheet
might do with a value is the business of the format that writes for spreadsheets.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite


class Kind(StrEnum):
    """What the values of a column are. Any value may also be None: nothing was given."""

    TEXT = "text"
    """str: words, in any script."""
    CODE = "code"
    """str: a stable key, a slug or an identifier; never a number, even if it looks like one."""
    NUMBER = "number"
    """int or float, finite."""
    INTEGER = "integer"
    """int."""
    DAY = "day"
    """date, without a time."""
    BOOLEAN = "boolean"
    """bool."""
    LIST = "list"
    """Sequence of str, none of them empty."""


Value = str | int | float | bool | date | Sequence[str] | None
Row = Sequence[Value]
"""One value for each column, in the order of the columns."""


@dataclass(frozen=True)
class Column:
    """One column: a stable key, a title in the language of the reader, and the kind of its values.

    What a codebook says of it besides: `meaning` (empty where the title says it all), `codes` and what each stands for,
    and of a question its `type` and the `condition` under which it is asked.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    meaning: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    type: str = ""
    condition: str = ""


def headings(columns: Sequence[Column]) -> tuple[str, ...]:
    """The titles. Where any two are alike, each gets its key after it, so that a heading names one column."""
    titles = tuple(column.title for column in columns)
    if len(set(titles)) == len(titles):
        return titles
    return tuple(f"{column.title} ({column.key})" for column in columns)


@dataclass(frozen=True)
class Table:
    """Columns and rows. `rows` may be any iterable and is read once; `notes` are sentences for the reader."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"the table {self.key!r} needs columns with keys of their own, not {keys}")

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles as they stand above the columns."""
        return headings(self.columns)

    def checked_rows(self) -> Iterator[Row]:
        """The rows, one after another. A row or a value that does not fit raises ValueError, which names it."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} of {self.key!r} has {len(row)} values, not {len(self.columns)}")
            for column, value in zip(self.columns, row, strict=True):
                if not _fits(column.kind, value):
                    raise ValueError(f"row {number} of {self.key!r}: {value!r} is no {column.kind} for {column.key!r}")
            yield row


def joined(items: Sequence[str]) -> str:
    r"""A list as one text: `; ` between the items, and `\` before any `;` or `\` inside one."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def _fits(kind: Kind, value: Value) -> bool:
    if value is None:
        return True
    if kind in (Kind.TEXT, Kind.CODE):
        return isinstance(value, str)
    if kind is Kind.LIST:
        if not isinstance(value, Sequence) or isinstance(value, str):
            return False
        return all(isinstance(item, str) and item for item in value)
    if kind is Kind.BOOLEAN or isinstance(value, bool):
        return kind is Kind.BOOLEAN and isinstance(value, bool)
    if kind is Kind.DAY:
        # Exactly a date: a datetime is one too, and would carry the minute in which a person answered.
        return type(value) is date
    return isinstance(value, int) or (kind is Kind.NUMBER and isinstance(value, float) and isfinite(value))
