"""Tables before they become files."""

from datetime import UTC, date, datetime

import pytest

from engage.results.formats.formulas import looks_like_formula
from engage.results.tables import Column, Kind, Table, joined


def one(kind, value):
    return list(Table("t", "T", (Column("c", "C", kind),), [[value]]).checked_rows())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, 5),
        (Kind.CODE, 5),
        (Kind.NUMBER, "5"),
        (Kind.NUMBER, True),
        (Kind.NUMBER, float("inf")),
        (Kind.INTEGER, 5.0),
        (Kind.INTEGER, False),
        (Kind.BOOLEAN, 1),
        (Kind.DAY, "2026-11-23"),
        (Kind.DAY, datetime(2026, 11, 23, 10, 4, tzinfo=UTC)),
        (Kind.LIST, "bus"),
        (Kind.LIST, [1]),
        (Kind.LIST, [""]),
    ],
)
def test_a_value_of_another_kind_is_refused_and_named(kind, value):
    with pytest.raises(ValueError, match=f"row 1 of 't'.* is no {kind} for 'c'"):
        one(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.NUMBER, 5), (Kind.NUMBER, -0.5), (Kind.DAY, date(2026, 11, 23)), (Kind.LIST, ("a",)), (Kind.LIST, [])],
)
def test_a_value_of_its_kind_passes_as_it_is(kind, value):
    assert one(kind, value) == [[value]]
    assert one(kind, None) == [[None]]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="has 2 values, not 1"):
        list(Table("t", "T", (Column("c", "C"),), [["a", "b"]]).checked_rows())


def test_columns_need_keys_of_their_own():
    for columns in ((), (Column("c", "One"), Column("c", "Two"))):
        with pytest.raises(ValueError, match="keys of their own"):
            Table("t", "T", columns, [])


def test_headings_that_would_be_alike_carry_their_keys():
    columns = (Column("a", "Why?"), Column("b", "Why?"), Column("c", "Why? (a)"))
    assert Table("t", "T", columns, []).headings == ("Why? (a)", "Why? (b)", "Why? (a) (c)")
    assert Table("t", "T", columns[1:], []).headings == ("Why?", "Why? (a)")


def test_a_list_is_written_so_that_it_can_be_taken_apart():
    assert joined(["bus", "walk"]) == "bus; walk"
    assert joined(["a;b", "c\\"]) == "a\\;b; c\\\\"
    assert joined([]) == ""


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "\0x", " =1", "\u200f=1", "\ufeff=1", "'=1", '"-1', "＝1", "＠a"],
)
def test_what_looks_like_a_formula(text):
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    "text", ["", " ", "'", "a=1", "5-1", "'a'", "(=1)", "سلام", "é", "…", "€5", "😀", "? =1", "1=1"]
)
def test_what_does_not_look_like_a_formula(text):
    assert not looks_like_formula(text)
