"""Somebody who knows sums of hidden counts, and works out by linear programming how large each of them can be."""

from dataclasses import dataclass, field

from engage.core.disclosure import THRESHOLD


@dataclass
class Attacker:
    """What is known of the counts: sums of some of them between two bounds. The truth itself always fits."""

    truth: dict
    known: list = field(default_factory=list)

    def knows(self, places, low=None, high=None):
        true = sum(self.truth[place] for place in places)
        self.known.append((list(places), true if low is None else low, true if high is None else high))

    def knows_order(self, smaller, larger):
        self.known.append(([larger], [smaller]))

    def could_be_large(self, place):
        """Whether, for all that is known, this count may be THRESHOLD or more."""
        return self.highest(place, THRESHOLD) >= THRESHOLD

    def highest(self, place, enough):
        """The greatest value of one count, by the simplex method from the truth, or any value that is `enough`.

        Each count is its truth, plus a rise, minus a fall; all limits are then `sum of changes <= room`. What is known
        exactly does not change, so it stands in no limit.
        """
        exact = {known[0][0] for known in self.known if len(known) == 3 and len(known[0]) == 1 and known[1] == known[2]}
        if place in exact:
            return self.truth[place]
        at = {p: n for n, p in enumerate(p for p in self.truth if p not in exact)}
        rows = []
        for known in self.known:
            if len(known) == 2:
                larger, smaller = known
                signs = {at[p]: sign for p, sign in ((larger[0], -1), (smaller[0], 1)) if p in at}
                rows.append((signs, self.truth[larger[0]] - self.truth[smaller[0]]))
                continue
            members, low, high = known
            true = sum(self.truth[p] for p in members)
            assert low <= true <= high
            moving = [at[p] for p in members if p in at]
            rows += [(dict.fromkeys(moving, 1), high - true), (dict.fromkeys(moving, -1), true - low)]
        rows += [({n: -1}, self.truth[p]) for p, n in at.items()]
        rows = [row for row in rows if row[0]]
        return self.truth[place] + _rise(rows, at[place], len(at), enough - self.truth[place])


def _rise(rows, goal, size, enough):
    """Maximise one change under `rows` by Bland's rule; stops when it is `enough` or when nothing limits it."""
    width = 2 * size + len(rows) + 1
    table = []
    for number, (members, room) in enumerate(rows):
        line = [0.0] * width
        for place, sign in members.items():
            line[place], line[size + place] = sign, -sign
        line[2 * size + number], line[-1] = 1.0, room
        table.append(line)
    aim = [0.0] * width
    aim[goal], aim[size + goal] = -1.0, 1.0
    basis = [2 * size + number for number in range(len(rows))]
    while aim[-1] < enough:
        entering = next((n for n in range(width - 1) if aim[n] < -1e-9), None)
        if entering is None:
            break
        ratios = [(line[-1] / line[entering], basis[n], n) for n, line in enumerate(table) if line[entering] > 1e-9]
        if not ratios:
            return enough
        pivot = min(ratios)[2]
        basis[pivot] = entering
        table[pivot] = [value / table[pivot][entering] for value in table[pivot]]
        parts = [(n, part) for n, part in enumerate(table[pivot]) if part]
        for line in [*table[:pivot], *table[pivot + 1 :], aim]:
            if abs(line[entering]) > 1e-12:
                factor = line[entering]
                for n, part in parts:
                    line[n] -= factor * part
    return aim[-1] + 1e-6
