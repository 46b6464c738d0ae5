"""An attacker who knows every published figure exactly tries to find a small count.

The attacker solves linear programs, as the programs of statistical offices do, and knows more than is published:
not the rounded figures but the true ones behind them. If even that attacker fails, so do the others.
"""

from collections import defaultdict
from itertools import pairwise, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engage.core.disclosure import HIDDEN, THRESHOLD, Published, Shown, protect, protect_cross, protect_options
from tests.support.attacker import Attacker

MANY = settings(max_examples=500, deadline=None, derandomize=True)
FEWER = settings(max_examples=200, deadline=None, derandomize=True)
STALE = 12
"""How far a figure that was held back may have drifted from the truth: two for rounding and ten for holding."""

count = st.one_of(st.integers(0, 14), st.integers(0, 80))
counts = st.lists(count, min_size=1, max_size=7).map(lambda values: {f"option-{n}": v for n, v in enumerate(values)})


@st.composite
def crossed(draw, most_rows=4, most_columns=4):
    rows, columns = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    return {f"row-{r}": {f"column-{c}": draw(count) for c in range(columns)} for r in range(rows)}


def small(truth):
    return [place for place, value in truth.items() if value < THRESHOLD]


def attack_list(truth, published):
    attacker = Attacker(truth)
    for key, cell in published.cells.items():
        if cell != HIDDEN:
            attacker.knows([key])
    attacker.knows(list(truth))
    return attacker


def attack_cross(truth, rows, columns, published):
    attacker = Attacker(truth)
    for key, cell in rows.cells.items():
        if cell != HIDDEN:
            attacker.knows([place for place in truth if place[0] == key])
    for key, cell in columns.cells.items():
        if cell != HIDDEN:
            attacker.knows([place for place in truth if place[1] == key])
    for row, line in published.cells.items():
        for column, cell in line.items():
            if cell != HIDDEN:
                attacker.knows([(row, column)])
    attacker.knows(list(truth))
    return attacker


def sums(table, side):
    found = defaultdict(int)
    for row, line in table.items():
        for column, value in line.items():
            found[(row, column)[side]] += value
    return dict(found)


def flat(table):
    return {(row, column): value for row, line in table.items() for column, value in line.items()}


def test_the_attacker_wins_against_a_table_that_only_hides_small_counts():
    attacker = Attacker({"yes": 60, "no": 3, "unsure": 20})
    attacker.knows(["yes", "no", "unsure"])
    attacker.knows(["yes"])
    assert attacker.could_be_large("no")
    attacker.knows(["unsure"])
    assert attacker.highest("no", THRESHOLD) < 3.1


@MANY
@given(counts)
def test_no_small_count_in_a_list_is_found_by_subtraction(truth):
    published = protect(truth)
    if published.people == HIDDEN:
        assert set(published.cells.values()) == {HIDDEN}
        return
    attacker = attack_list(truth, published)
    assert all(published.cells[place] == HIDDEN and attacker.could_be_large(place) for place in small(truth))


@MANY
@given(crossed())
def test_no_small_count_in_a_cross_is_found_by_subtraction(table):
    truth = flat(table)
    rows, columns, published = protect(sums(table, 0)), protect(sums(table, 1)), protect_cross(table)
    if published.people == HIDDEN:
        assert set(flat(published.cells).values()) == {HIDDEN}
        return
    attacker = attack_cross(truth, rows, columns, published)
    for place in small(truth):
        assert published.cells[place[0]][place[1]] == HIDDEN
        assert attacker.could_be_large(place)


def test_no_small_count_is_found_in_five_hundred_larger_crosses():
    chance = Random(33)
    for _ in range(500):
        rows, columns, usual = chance.randint(2, 5), chance.randint(2, 5), chance.choice([8, 15, 30])
        table = {
            f"row-{r}": {f"column-{c}": int(chance.expovariate(1 / usual)) for c in range(columns)} for r in range(rows)
        }
        truth, published = flat(table), protect_cross(table)
        attacker = attack_cross(truth, protect(sums(table, 0)), protect(sums(table, 1)), published)
        assert published.people == HIDDEN or all(attacker.could_be_large(place) for place in small(truth))


@FEWER
@given(crossed(3, 3), crossed(3, 3))
def test_a_cross_respects_the_lists_published_before_it(earlier, table):
    rows, columns = protect(sums(earlier, 0)), protect(sums(earlier, 1))
    rows = protect(sums(table, 0), Published(rows.cells, HIDDEN))
    columns = protect(sums(table, 1), Published(columns.cells, HIDDEN))
    table = {row: {c: table.get(row, {}).get(c, 0) for c in columns.cells} for row in rows.cells}
    published = protect_cross(table, rows, columns)
    truth = flat(table)
    if published.people == HIDDEN or rows.people == HIDDEN:
        return
    attacker = attack_cross(truth, rows, columns, published)
    assert all(attacker.could_be_large(place) for place in small(truth))


def rule_knower(cases, known):
    """Groups the true counts that lead to one and the same publication: what is left to somebody who knows the rule."""
    left = defaultdict(list)
    for truth in cases:
        left[known(truth)].append(truth)
    return left


def test_somebody_who_knows_the_rule_and_the_exact_total_cannot_work_back():
    """At worst they find a nine, which is just under the threshold: where every hidden count is as large as can be."""

    def known(truth):
        published = protect(dict(zip("abc", truth, strict=True)))
        cells = tuple(cell.value for cell in published.cells.values())
        return cells, sum(truth) if published.people != HIDDEN else None

    for (cells, _), left in rule_knower(product(range(20), repeat=3), known).items():
        for place, cell in enumerate(cells):
            values = {truth[place] for truth in left}
            if cell is None and min(values) < THRESHOLD:
                assert max(values) > 7
                assert len(values) > 1 or values == {THRESHOLD - 1}


def test_somebody_who_knows_the_rule_cannot_tell_few_from_nearly_all():
    def known(truth):
        people, chose = truth
        return people, protect_options({"bus": chose}, people).cells["bus"].value

    cases = [(people, chose) for people in range(10, 60) for chose in range(people + 1)]
    for (people, cell), left in rule_knower(cases, known).items():
        values = {chose for _, chose in left}
        if cell is None:
            assert max(values) > 7 and min(people - value for value in values) == 0
        else:
            assert min(values) >= THRESHOLD and max(values) <= people - THRESHOLD


growth = st.one_of(st.integers(0, 4), st.integers(0, 40))


@st.composite
def histories(draw, keys):
    """A list of counts that grow from one publication to the next."""
    now = {key: draw(count) for key in keys}
    found = [now]
    for _ in range(draw(st.integers(1, 3))):
        now = {key: value + draw(growth) for key, value in now.items()}
        found.append(now)
    return found


def knows_figure(attacker, places, cell, before):
    """A figure as it stands, known exactly where it is new and within STALE where it was held."""
    if not isinstance(cell, Shown):
        return
    if cell == before:
        attacker.knows(places, cell.value - STALE, cell.value + STALE)
    else:
        attacker.knows(places)


@FEWER
@given(histories(["a", "b", "c", "d"]))
def test_no_small_count_is_found_by_comparing_publications(history):
    attacker = Attacker({(time, key): value for time, truth in enumerate(history) for key, value in truth.items()})
    for (time, earlier), _ in pairwise(enumerate(history)):
        for key in earlier:
            attacker.knows_order((time, key), (time + 1, key))
    published = Published({}, HIDDEN)
    for time, truth in enumerate(history):
        before, published = published, protect(truth, published)
        if published == before:
            continue
        for key, cell in published.cells.items():
            knows_figure(attacker, [(time, key)], cell, before.cells.get(key))
        knows_figure(attacker, [(time, key) for key in truth], published.people, before.people)
    assert all(attacker.could_be_large(place) for place in small(attacker.truth))


@FEWER
@given(histories([(r, c) for r in "ab" for c in "xyz"]))
def test_no_small_count_is_found_by_comparing_crosses(history):
    attacker = Attacker({(time, *key): value for time, truth in enumerate(history) for key, value in truth.items()})
    for (time, earlier), _ in pairwise(enumerate(history)):
        for key in earlier:
            attacker.knows_order((time, *key), (time + 1, *key))
    published = None
    for time, truth in enumerate(history):
        table = {row: {c: truth[row, c] for c in "xyz"} for row in "ab"}
        before, published = published, protect_cross(table, previous=published)
        if published == before:
            continue
        for place, cell in flat(published.cells).items():
            earlier = before.cells[place[0]][place[1]] if before else None
            knows_figure(attacker, [(time, *place)], cell, earlier)
        knows_figure(attacker, [(time, *key) for key in truth], published.people, before and before.people)
    assert all(attacker.could_be_large(place) for place in small(attacker.truth))
