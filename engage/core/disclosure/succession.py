"""How a publication may follow an earlier one, so that the difference between the two gives nobody away."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from engage.core.disclosure.figures import HIDDEN, STEP, THRESHOLD, Cell, Hidden, Shown, rounded

Key = TypeVar("Key", bound=Hashable)


def complete(counts: Mapping[Key, int], before: Mapping[Key, Cell]) -> dict[Key, int]:
    """The counts, with nought for what was published before and is not offered any more."""
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count of people cannot be negative")
    return {**counts, **{key: 0 for key in before if key not in counts}}


def settled(
    counts: Mapping[Key, int], hidden: Collection[Key], people: Cell, before: Mapping[Key, Cell], people_before: Cell
) -> dict[Key, Cell] | None:
    """The cells to show after `before`, each one new or as it was; None if all must stay as it was.

    Nothing changes until at least THRESHOLD people came or went, so that one late answer or one withdrawal is never
    seen. A figure moves by STEP or not at all. What was shown is never hidden later: people remember it. A publication
    too small to name its number of people showed nothing, so anything may follow it.
    """
    cells = {key: HIDDEN if key in hidden else rounded(count) for key, count in counts.items()}
    if isinstance(people_before, Hidden):
        return cells
    if not far_apart(people, people_before):
        return None
    for key, old in before.items():
        if isinstance(old, Shown):
            if isinstance(cells[key], Hidden):
                return None
            if not far_apart(cells[key], old):
                cells[key] = old
    return cells


def far_apart(one: Cell, other: Cell) -> bool:
    """Whether at least THRESHOLD people surely lie between two figures."""
    return isinstance(one, Shown) and isinstance(other, Shown) and abs(one.value - other.value) >= STEP


def has_small_step(totals: Mapping[Key, Cell], before: Mapping[Key, Cell]) -> bool:
    """Whether a sum of figures moved by a small group, though no figure in it did (some rose, others fell)."""
    return any(0 < abs((totals[key].value or 0) - (old.value or 0)) < THRESHOLD for key, old in before.items())
