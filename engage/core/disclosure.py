"""What may be published about people, so that no figure, difference or gap gives a person away.

After the rules that OpenSAFELY and NHS Digital use for small counts, with a wider margin because the people of one
place know each other:

1. A count under THRESHOLD is hidden, nought as well. A hidden figure never looks like a nought.
2. Every other count is rounded to the nearest ROUND_TO. Totals are sums of the rounded figures that are shown.
3. Further figures are hidden until the small ones cannot be found by subtraction: somebody who knew every shown
   figure exactly must still think it possible that a hidden count is THRESHOLD or more.
4. A later publication differs from an earlier one only by steps that at least THRESHOLD people stand behind.

Counts are whole numbers of people. What comes out may be stored as JSON and shown to anyone.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

THRESHOLD = 10
ROUND_TO = 5
STEP = THRESHOLD + ROUND_TO
"""The smallest difference of two rounded figures which proves that at least THRESHOLD people lie between them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rounded count that anyone may see."""

    value: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A count that nobody may see: a small one, or one that would give a small one away."""

    value: None = None


Cell = Shown | Hidden
HIDDEN = Hidden()
Key = TypeVar("Key", bound=Hashable)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Published:
    """One list of figures as people may see it. `people` is how many the list is about."""

    cells: Mapping[str, Cell]
    people: Cell

    @property
    def total(self) -> Cell:
        """The sum of the figures shown (of choices, not of people, where a person may choose several options)."""
        return _sum_of_shown(self.cells.values())

    def to_plain(self) -> dict[str, Any]:
        """As JSON: a figure is a number, a hidden figure is null."""
        return {"people": self.people.value, "cells": {key: cell.value for key, cell in self.cells.items()}}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Published":
        """The reverse of `to_plain`."""
        return cls({key: _cell(value) for key, value in plain["cells"].items()}, _cell(plain["people"]))


@dataclass(frozen=True)
class PublishedCross:
    """Two questions crossed, as people may see it: cells[row][column]."""

    cells: Mapping[str, Mapping[str, Cell]]
    people: Cell

    @property
    def row_totals(self) -> dict[str, Cell]:
        """For each row, the sum of the figures shown."""
        return {row: _sum_of_shown(line.values()) for row, line in self.cells.items()}

    @property
    def column_totals(self) -> dict[str, Cell]:
        """For each column, the sum of the figures shown."""
        columns = next(iter(self.cells.values()), {})
        return {column: _sum_of_shown(line[column] for line in self.cells.values()) for column in columns}

    @property
    def total(self) -> Cell:
        """The sum of every figure shown."""
        return _sum_of_shown(self.row_totals.values())

    def to_plain(self) -> dict[str, Any]:
        """As JSON: a figure is a number, a hidden figure is null."""
        cells = {row: {column: cell.value for column, cell in line.items()} for row, line in self.cells.items()}
        return {"people": self.people.value, "cells": cells}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "PublishedCross":
        """The reverse of `to_plain`."""
        cells = {row: {column: _cell(value) for column, value in line.items()} for row, line in plain["cells"].items()}
        return cls(cells, _cell(plain["people"]))


def protect_total(people: int, previous: Cell = HIDDEN) -> Cell:
    """How many people, on its own. A figure published before stays until the new one is STEP or more away."""
    if people < 0:
        raise ValueError("a count of people cannot be negative")
    fresh = _rounded(people)
    return previous if isinstance(previous, Shown) and not _far_apart(fresh, previous) else fresh


def protect(counts: Mapping[str, int], previous: Published | None = None) -> Published:
    """The figures to publish for options of which each person has exactly one.

    Count those who gave no answer as an option too, so that the list is about everybody who was asked; otherwise
    their number is the gap between two published figures. `previous` is what was published before, if anything was.
    """
    before = previous.cells if previous else {}
    counts = _complete(counts, before)
    hidden = _hidden_in_list(counts, _hidden_keys(before))
    return _published(counts, hidden, sum(counts.values()), previous)


def protect_options(counts: Mapping[str, int], people: int, previous: Published | None = None) -> Published:
    """The figures to publish for options of which each of `people` may choose several.

    Choosing and not choosing an option are both counts of people, so a figure is shown only if both reach THRESHOLD.
    """
    counts = _complete(counts, previous.cells if previous else {})
    if any(count > people for count in counts.values()):
        raise ValueError("more people chose an option than were asked")
    hidden = {key for key, count in counts.items() if min(count, people - count) < THRESHOLD}
    return _published(counts, hidden, people, previous)


def protect_cross(
    counts: Mapping[str, Mapping[str, int]],
    rows: Published | None = None,
    columns: Published | None = None,
    previous: PublishedCross | None = None,
) -> PublishedCross:
    """The figures to publish for two questions crossed: counts[row][column], each person in exactly one cell.

    `rows` and `columns` are the lists of the two questions as published on their own; without them, the lists that
    `protect` makes of these counts are taken to be public. What `previous` hid stays hidden. A filter of a list (one
    language, one place) is a column of such a table: published on its own it could be subtracted from the whole.
    """
    before = _flat(previous.cells) if previous else {}
    cells = _grid(_flat(counts), before)
    open_rows = _shown_keys((rows or protect(_sums(cells, 0))).cells)
    open_columns = _shown_keys((columns or protect(_sums(cells, 1))).cells)
    hidden = _hidden_keys(before) | {
        pair
        for pair, count in cells.items()
        if count < THRESHOLD or pair[0] not in open_rows or pair[1] not in open_columns
    }
    _hide_more(hidden, cells, open_rows, open_columns)
    people = _rounded(sum(cells.values()))
    settled = _settled(cells, hidden, people, before, previous.people if previous else HIDDEN)
    if settled is None and previous is not None:
        return previous
    candidate = PublishedCross(_nested(settled or {}), people)
    return previous if previous and _has_small_step(_totals(candidate), _totals(previous)) else candidate


def _rounded(count: int) -> Cell:
    return HIDDEN if count < THRESHOLD else Shown((count + ROUND_TO // 2) // ROUND_TO * ROUND_TO)


def _cell(value: int | None) -> Cell:
    return HIDDEN if value is None else Shown(value)


def _sum_of_shown(cells: Iterable[Cell]) -> Cell:
    values = [cell.value for cell in cells if isinstance(cell, Shown)]
    return Shown(sum(values)) if values else HIDDEN


def _hidden_keys(cells: Mapping[Key, Cell]) -> set[Key]:
    return {key for key, cell in cells.items() if isinstance(cell, Hidden)}


def _shown_keys(cells: Mapping[Key, Cell]) -> set[Key]:
    return {key for key, cell in cells.items() if isinstance(cell, Shown)}


def _complete(counts: Mapping[Key, int], before: Iterable[Key]) -> dict[Key, int]:
    """The counts, with nought for what was published before and is not offered any more."""
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count of people cannot be negative")
    return {**counts, **{key: 0 for key in before if key not in counts}}


def _hidden_in_list(counts: Mapping[str, int], hidden_before: Collection[str]) -> set[str]:
    """Small counts, and then the least others, until the hidden ones are THRESHOLD people or more together.

    Then any hidden count may be THRESHOLD or more, even for somebody who knows every other figure exactly. Nines
    alone would be known from the rule itself. Counts hidden before are taken first: hiding what was shown is no use.
    """
    hidden = {key for key, count in counts.items() if count < THRESHOLD}
    others = sorted(counts.keys() - hidden, key=lambda key: (key not in hidden_before, counts[key], key))
    while hidden and others:
        together = [counts[key] for key in hidden]
        if sum(together) >= THRESHOLD and set(together) != {THRESHOLD - 1}:
            break
        hidden.add(others.pop(0))
    return hidden


def _published(counts: Mapping[str, int], hidden: set[str], count: int, previous: Published | None) -> Published:
    people = _rounded(count)
    if previous is None:
        return Published({key: HIDDEN if key in hidden else _rounded(counts[key]) for key in counts}, people)
    settled = _settled(counts, hidden, people, previous.cells, previous.people)
    if settled is None:
        return previous
    candidate = Published(settled, people)
    return previous if _has_small_step([candidate.total], [previous.total]) else candidate


def _settled(
    counts: Mapping[Key, int], hidden: Collection[Key], people: Cell, before: Mapping[Key, Cell], people_before: Cell
) -> dict[Key, Cell] | None:
    """The cells to show after `before`, each one new or as it was; None if all must stay as it was.

    Nothing changes until at least THRESHOLD people came or went, so that one late answer or one withdrawal is never
    seen. A figure moves by STEP or not at all. What was shown is never hidden later: people remember it.
    """
    fresh = {key: HIDDEN if key in hidden else _rounded(count) for key, count in counts.items()}
    if isinstance(people_before, Hidden):
        return fresh
    if not _far_apart(people, people_before):
        return None
    for key, old in before.items():
        new = fresh[key]
        if isinstance(old, Shown) and isinstance(new, Hidden):
            return None
        if isinstance(old, Shown) and not _far_apart(new, old):
            fresh[key] = old
    return fresh


def _far_apart(one: Cell, other: Cell) -> bool:
    return isinstance(one, Shown) and isinstance(other, Shown) and abs(one.value - other.value) >= STEP


def _has_small_step(totals: Iterable[Cell], before: Iterable[Cell]) -> bool:
    """Whether sums of figures, new and before, differ by a small group, though no single figure does."""
    pairs = zip(totals, before, strict=True)
    return any(0 < abs((new.value or 0) - (old.value or 0)) < THRESHOLD for new, old in pairs)


def _totals(cross: PublishedCross) -> list[Cell]:
    return [*cross.row_totals.values(), *cross.column_totals.values(), cross.total]


def _flat(cells: Mapping[str, Mapping[str, Key]]) -> dict[Pair, Key]:
    return {(row, column): cell for row, line in cells.items() for column, cell in line.items()}


def _nested(cells: Mapping[Pair, Cell]) -> dict[str, dict[str, Cell]]:
    nested: dict[str, dict[str, Cell]] = {}
    for (row, column), cell in cells.items():
        nested.setdefault(row, {})[column] = cell
    return nested


def _grid(counts: Mapping[Pair, int], before: Iterable[Pair]) -> dict[Pair, int]:
    """Every row with every column, those published before among them."""
    known = _complete(counts, before)
    columns = dict.fromkeys(column for _, column in known)
    return {
        (row, column): known.get((row, column), 0)
        for row in dict.fromkeys(row for row, _ in known)
        for column in columns
    }


def _sums(counts: Mapping[Pair, int], side: int) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for pair, count in counts.items():
        sums[pair[side]] += count
    return sums


def _hide_more(hidden: set[Pair], counts: Mapping[Pair, int], rows: Collection[str], columns: Collection[str]) -> None:
    """Add to `hidden` until each small count may be THRESHOLD or more for all that its shown neighbours tell.

    `rows` and `columns` are those whose sums are public. The least cell in line with an exposed one is hidden first.
    """
    for pair in sorted(hidden, key=lambda pair: (counts[pair], pair)):
        while counts[pair] < THRESHOLD and not _may_be_large(pair, hidden, counts, rows, columns):
            shown = counts.keys() - hidden
            if not shown:
                return
            in_line = {other for other in shown if other[0] == pair[0] or other[1] == pair[1]}
            hidden.add(min(in_line or shown, key=lambda other: (counts[other], other)))


def _may_be_large(
    pair: Pair, hidden: Collection[Pair], counts: Mapping[Pair, int], rows: Collection[str], columns: Collection[str]
) -> bool:
    """Whether the hidden counts could be moved about, with every public sum unchanged, to make this one large.

    A flow: a count is taken from a hidden cell of a row, so another hidden cell of that column must give to a
    different row, and so on until the column of `pair` gives. Rows whose sum is hidden count as one row.
    """
    room: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for row, column in hidden:
        room[row if row in rows else None, column if column in columns else None] += counts[row, column]
    start = (pair[0] if pair[0] in rows else None, pair[1] if pair[1] in columns else None)
    reached = room.pop(start)
    while reached < THRESHOLD:
        path = _path(room, *start)
        if not path:
            return False
        step = min(room[cell] for cell in path[::2])
        for place, cell in enumerate(path):
            room[cell] += step if place % 2 else -step
        reached += step
    return True


def _path(room: Mapping[tuple[str | None, str | None], int], row: str | None, column: str | None) -> list[Any]:
    """Cells to take from and give to, in turn, from `row` to `column`; empty if there is no way."""
    waiting = deque([row])
    way: dict[str | None, list[Any]] = {row: []}
    while waiting:
        here = waiting.popleft()
        for taken in [cell for cell, count in room.items() if cell[0] == here and count > 0]:
            if taken[1] == column:
                return [*way[here], taken]
            for given in [cell for cell in room if cell[1] == taken[1] and cell[0] not in way]:
                way[given[0]] = [*way[here], taken, given]
                waiting.append(given[0])
    return []
