"""Two questions crossed: the figures for each pair of options, and what must be hidden beside the small ones."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from heapq import heappop, heappush
from itertools import count as counter
from typing import TypeVar

from engage.core.disclosure.figures import HIDDEN, THRESHOLD, Cell, Published, PublishedCross, Shown, rounded
from engage.core.disclosure.lists import protect
from engage.core.disclosure.succession import complete, has_small_step, settled

Pair = tuple[str, str]
Block = tuple[str | None, str | None]
"""A row and a column; None stands for all rows, or all columns, whose own sums are hidden."""
Value = TypeVar("Value")


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
    previous = previous or PublishedCross({}, HIDDEN)
    before = _flat(previous.cells)
    cells = _grid(complete(_flat(counts), before))
    open_rows = _shown(rows or protect(_sums(cells, 0)))
    open_columns = _shown(columns or protect(_sums(cells, 1)))
    hidden = {
        pair
        for pair, count in cells.items()
        if count < THRESHOLD
        or pair[0] not in open_rows
        or pair[1] not in open_columns
        or (previous.people != HIDDEN and before.get(pair, HIDDEN) == HIDDEN)
    }
    _hide_more(hidden, cells, open_rows, open_columns)
    people = rounded(sum(cells.values()))
    figures = settled(cells, hidden, people, before, previous.people)
    if figures is None:
        return previous
    candidate = PublishedCross(_nested(figures), people)
    if previous.people != HIDDEN and has_small_step(_totals(candidate), _totals(previous)):
        return previous
    return candidate


def _flat(cells: Mapping[str, Mapping[str, Value]]) -> dict[Pair, Value]:
    return {(row, column): value for row, line in cells.items() for column, value in line.items()}


def _nested(cells: Mapping[Pair, Cell]) -> dict[str, dict[str, Cell]]:
    nested: dict[str, dict[str, Cell]] = {}
    for (row, column), cell in cells.items():
        nested.setdefault(row, {})[column] = cell
    return nested


def _grid(counts: Mapping[Pair, int]) -> dict[Pair, int]:
    """Every row with every column; a pair that nobody counted is nought."""
    rows, columns = (dict.fromkeys(pair[side] for pair in counts) for side in (0, 1))
    return {(row, column): counts.get((row, column), 0) for row in rows for column in columns}


def _sums(counts: Mapping[Pair, int], side: int) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for pair, count in counts.items():
        sums[pair[side]] += count
    return sums


def _shown(published: Published) -> set[str]:
    return {key for key, cell in published.cells.items() if isinstance(cell, Shown)}


def _totals(cross: PublishedCross) -> dict[Pair, Cell]:
    rows = {("row", key): cell for key, cell in cross.row_totals.items()}
    columns = {("column", key): cell for key, cell in cross.column_totals.items()}
    return {**rows, **columns, ("all", ""): cross.total}


def _hide_more(hidden: set[Pair], counts: Mapping[Pair, int], rows: Collection[str], columns: Collection[str]) -> None:
    """Add to `hidden` until each small count may be THRESHOLD or more for all that the figures around it tell.

    `rows` and `columns` are those whose sums are public. A count once safe stays safe: hiding more only tells less.
    """
    small = [pair for pair in hidden if counts[pair] < THRESHOLD]
    for pair in sorted(small, key=lambda pair: (counts[pair], pair)):
        hidden |= _companions(pair, hidden, counts, rows, columns)


def _companions(
    pair: Pair, hidden: Collection[Pair], counts: Mapping[Pair, int], rows: Collection[str], columns: Collection[str]
) -> set[Pair]:
    """What to hide, so that counts may be moved about, every public sum unchanged, until this one is large.

    This is a greatest flow at the least price: `pair` takes from another cell of its row, whose column is then made
    good by a cell of another row, which takes from one of its own, and so on to a cell in the column of `pair`. Cells
    that are hidden anyhow cost nothing, others as many people as they tell of.
    """
    room: dict[Block, int] = defaultdict(int)
    price: dict[Block, int] = {}
    for (row, column), people in counts.items():
        block = (row if row in rows else None, column if column in columns else None)
        room[block] += people
        price[block] = 0 if (row, column) in hidden else people
    goal = (pair[0] if pair[0] in rows else None, pair[1] if pair[1] in columns else None)
    reached = room.pop(goal)
    bought: set[Block] = set()
    while reached < THRESHOLD:
        way = _way(room, price, *goal)
        if not way:
            return set(counts)
        step = min(room[taken] for taken in way[::2])
        for number, block in enumerate(way):
            room[block] += step if number % 2 else -step
            if price[block]:
                bought.add(block)
                price[block] = 0
        reached += step
    return {place for place in counts if place in bought}


def _way(room: Mapping[Block, int], price: Mapping[Block, int], row: str | None, column: str | None) -> list[Block]:
    """The blocks to take from and to give to, in turn, from `row` to `column`, cheapest first; empty if none lead."""
    order = counter()
    waiting: list[tuple[int, int, int, str | None, list[Block]]] = [(0, next(order), 0, row, [])]
    done: set[tuple[int, str | None]] = set()
    while waiting:
        spent, _, side, key, way = heappop(waiting)
        if (side, key) == (1, column):
            return way
        if (side, key) in done:
            continue
        done.add((side, key))
        for block, people in room.items():
            gives_nothing = side == 0 and people == 0
            if block[side] == key and not gives_nothing:
                heappush(waiting, (spent + price[block], next(order), 1 - side, block[1 - side], [*way, block]))
    return []
