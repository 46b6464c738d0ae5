"""A figure as people may see it, and the lists and tables that figures stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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


def rounded(count: int) -> Cell:
    """A count by itself: hidden if it is small, otherwise to the nearest ROUND_TO."""
    return HIDDEN if count < THRESHOLD else Shown((count + ROUND_TO // 2) // ROUND_TO * ROUND_TO)


def _cell(value: int | None) -> Cell:
    return HIDDEN if value is None else Shown(value)


def _sum_of_shown(cells: Iterable[Cell]) -> Cell:
    values = [cell.value for cell in cells if isinstance(cell, Shown)]
    return Shown(sum(values)) if values else HIDDEN
