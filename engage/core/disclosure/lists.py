"""One number of people, and lists of options with the number of people who chose each."""

from collections.abc import Collection, Mapping

from engage.core.disclosure.figures import HIDDEN, THRESHOLD, Cell, Published, Shown, rounded
from engage.core.disclosure.succession import complete, far_apart, has_small_step, settled


def protect_total(people: int, previous: Cell = HIDDEN) -> Cell:
    """How many people, on its own. A figure published before stays until far more or far fewer have taken part."""
    if people < 0:
        raise ValueError("a count of people cannot be negative")
    fresh = rounded(people)
    return previous if isinstance(previous, Shown) and not far_apart(fresh, previous) else fresh


def protect(counts: Mapping[str, int], previous: Published | None = None) -> Published:
    """The figures to publish for options of which each person has exactly one.

    Count those who gave no answer as an option too, so that the list is about everybody who was asked; otherwise
    their number is the gap between two published figures. `previous` is what was published before, if anything was.
    """
    before = previous.cells if previous else {}
    counts = complete(counts, before)
    hidden = _hidden_in_list(counts, {key for key, cell in before.items() if cell == HIDDEN})
    return _published(counts, hidden, sum(counts.values()), previous)


def protect_options(
    counts: Mapping[str, int], people: int, previous: Published | None = None, exclusive: Collection[str] = ()
) -> Published:
    """The figures to publish for options of which each of `people`, all who were asked, may choose several.

    Choosing and not choosing an option are both counts of people, so a figure is shown only if both reach THRESHOLD.
    exclusive: options that nobody chooses with another, such as "none of these". Who chose neither such a one nor some
    other option is then a count of people too, and the exclusive ones are hidden where it is small.
    """
    counts = complete(counts, previous.cells if previous else {})
    if any(count > people for count in counts.values()):
        raise ValueError("more people chose an option than were asked")
    hidden = {key for key, count in counts.items() if min(count, people - count) < THRESHOLD}
    alone = (counts.keys() & set(exclusive)) - hidden
    most = max((counts[key] for key in counts.keys() - hidden - set(exclusive)), default=0)
    if people - sum(counts[key] for key in alone) - most < THRESHOLD:
        hidden |= alone
    if not hidden and 0 <= sum(counts.values()) - people < THRESHOLD:
        # Where everybody had to choose, what the figures have over is how few chose several.
        hidden = {min(counts, key=lambda key: (counts[key], key))}
    return _published(counts, hidden, people, previous)


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
    people = rounded(count)
    if previous is None:
        previous = Published({}, HIDDEN)
    cells = settled(counts, hidden, people, previous.cells, previous.people)
    if cells is None:
        return previous
    candidate = Published(cells, people)
    if previous.people != HIDDEN and has_small_step({"": candidate.total}, {"": previous.total}):
        return previous
    return candidate
