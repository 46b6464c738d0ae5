"""The codebook of a table: what each column means, and what each code in it stands for (pure)."""

from collections.abc import Iterator, Mapping, Sequence

from engage.results.tables import Column, Kind, Row, Table, headings

COLUMNS = (
    Column("table", "Table", Kind.CODE),
    Column("column", "Column", Kind.CODE),
    Column("heading", "Heading"),
    Column("meaning", "Meaning"),
    Column("kind", "Kind of value", Kind.CODE),
    Column("type", "Type of question", Kind.CODE),
    Column("condition", "Asked only if", Kind.CODE),
    Column("code", "Code", Kind.CODE),
    Column("words", "Words of the code"),
)


def codebook_of(tables: Mapping[str, Sequence[Column]]) -> Table:
    """One row for each column of these tables ({key: columns}), and one for each code that can stand in it."""
    return Table("codebook", "Codebook", COLUMNS, tuple(_rows(tables)))


def _rows(tables: Mapping[str, Sequence[Column]]) -> Iterator[Row]:
    for table, columns in tables.items():
        for column, heading in zip(columns, headings(columns), strict=True):
            said = (table, column.key, heading, column.meaning or column.title, column.kind.value)
            asked = (column.type or None, column.condition or None)
            yield (*said, *asked, None, None)
            yield from ((*said, *asked, code, words) for code, words in column.codes)
