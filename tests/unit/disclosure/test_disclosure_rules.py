"""What is shown, hidden, rounded and held back."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage.core.disclosure import (
    HIDDEN,
    ROUND_TO,
    THRESHOLD,
    Published,
    PublishedCross,
    Shown,
    protect,
    protect_cross,
    protect_options,
    protect_total,
)

STEADY = settings(max_examples=500, deadline=None, derandomize=True)
people = st.one_of(st.integers(0, 14), st.integers(0, 90))
lists = st.dictionaries(st.sampled_from("abcdef"), people, min_size=1)
tables = st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), people), min_size=1)


def plain(published):
    return published.to_plain()["cells"]


def figures(published):
    """Every number that a reader can see, by its name; nought for what is hidden."""
    if isinstance(published, PublishedCross):
        found = {(r, c): cell for r, line in published.cells.items() for c, cell in line.items()}
        found |= {("row", key): cell for key, cell in published.row_totals.items()}
        found |= {("column", key): cell for key, cell in published.column_totals.items()}
    else:
        found = dict(published.cells)
    found |= {"all": published.total, "people": published.people}
    return {key: cell.value or 0 for key, cell in found.items()}


def test_large_counts_are_rounded_and_add_up():
    published = protect({"bus": 52, "walk": 33, "car": 18})
    assert plain(published) == {"bus": 50, "walk": 35, "car": 20}
    assert published.total == Shown(105)
    assert published.people == Shown(105)


def test_a_small_count_takes_the_next_smallest_with_it():
    assert plain(protect({"bus": 120, "walk": 80, "car": 45, "boat": 4})) == {
        "bus": 120,
        "walk": 80,
        "car": None,
        "boat": None,
    }


def test_small_counts_that_hide_each_other_take_nothing_else():
    assert plain(protect({"bus": 120, "walk": 80, "car": 6, "boat": 4})) == {
        "bus": 120,
        "walk": 80,
        "car": None,
        "boat": None,
    }


@pytest.mark.parametrize("everyone", [12, 30, 400])
def test_nobody_and_everybody_are_not_shown(everyone):
    assert plain(protect({"yes": everyone, "no": 0})) == {"yes": None, "no": None}
    assert plain(protect_options({"yes": everyone, "no": 0}, everyone)) == {"yes": None, "no": None}


def test_fewer_than_the_threshold_in_all_is_nothing_at_all():
    published = protect({"yes": 5, "no": 4})
    assert (published.people, published.total, set(published.cells.values())) == (HIDDEN, HIDDEN, {HIDDEN})


def test_an_option_is_shown_only_if_enough_did_not_choose_it_either():
    assert plain(protect_options({"bus": 35, "walk": 91, "car": 9, "boat": 90}, 100)) == {
        "bus": 35,
        "walk": None,
        "car": None,
        "boat": 90,
    }


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        protect({"a": -1})
    with pytest.raises(ValueError, match="negative"):
        protect_cross({"a": {"x": -1}})
    with pytest.raises(ValueError, match="negative"):
        protect_total(-1)
    with pytest.raises(ValueError, match="more people"):
        protect_options({"a": 12}, 11)


def test_a_cross_hides_a_small_cell_and_what_would_betray_it():
    published = protect_cross({"a": {"x": 50, "y": 12, "z": 3}, "b": {"x": 40, "y": 22, "z": 30}})
    assert plain(published) == {"a": {"x": 50, "y": None, "z": None}, "b": {"x": 40, "y": None, "z": None}}
    assert published.row_totals == {"a": Shown(50), "b": Shown(40)}
    assert published.column_totals == {"x": Shown(90), "y": HIDDEN, "z": HIDDEN}
    assert published.total == Shown(90)


@STEADY
@given(lists)
def test_every_figure_is_rounded_near_the_truth_and_totals_are_of_figures(truth):
    published = protect(truth)
    shown = {key: cell.value for key, cell in published.cells.items() if cell != HIDDEN}
    assert all(
        value % ROUND_TO == 0 and value >= THRESHOLD and abs(value - truth[key]) <= 2 for key, value in shown.items()
    )
    assert (published.total.value or 0) == sum(shown.values())
    assert published.cells.keys() == truth.keys()


@STEADY
@given(tables)
def test_a_cross_has_every_row_with_every_column_and_its_totals_are_of_figures(truth):
    published = protect_cross(truth)
    for key, line in published.cells.items():
        assert (published.row_totals[key].value or 0) == sum(cell.value or 0 for cell in line.values())
    for key, cell in published.column_totals.items():
        assert (cell.value or 0) == sum(line[key].value or 0 for line in published.cells.values())
    assert sum(cell.value or 0 for cell in published.row_totals.values()) == (published.total.value or 0)


@STEADY
@given(lists, tables)
def test_what_is_published_survives_being_stored(truth, table):
    assert Published.from_plain(json.loads(json.dumps(protect(truth).to_plain()))) == protect(truth)
    crossed = protect_cross(table)
    assert PublishedCross.from_plain(json.loads(json.dumps(crossed.to_plain()))) == crossed


@STEADY
@given(lists, lists)
def test_two_publications_differ_by_nothing_or_by_a_crowd(first, second):
    before = protect(first)
    after = protect(second, before)
    if before.people == HIDDEN or after == before:
        return
    seen, now = figures(before), figures(after)
    assert all(not 0 < abs(now[key] - seen.get(key, 0)) < THRESHOLD for key in now)
    assert abs(sum(second.values()) - sum(first.values())) >= THRESHOLD
    for key in first:
        if seen[key] and now[key] != seen[key]:
            assert abs(second.get(key, 0) - first[key]) >= THRESHOLD


@STEADY
@given(tables, tables)
def test_two_crosses_differ_by_nothing_or_by_a_crowd(first, second):
    before = protect_cross(first)
    after = protect_cross(second, previous=before)
    if before.people == HIDDEN or after == before:
        return
    seen, now = figures(before), figures(after)
    assert all(not 0 < abs(now[key] - value) < THRESHOLD for key, value in seen.items())
    assert all(now[row, column] == 0 for (row, column) in pairs(before) if seen[row, column] == 0)


def pairs(cross):
    return [(row, column) for row, line in cross.cells.items() for column in line]


@STEADY
@given(lists, st.sampled_from("abcdef"), st.integers(-1, 1))
def test_one_late_answer_or_withdrawal_is_never_seen(truth, key, change):
    before = protect(truth)
    after = {**truth, key: max(0, truth.get(key, 0) + change)}
    if before.people != HIDDEN:
        assert protect(after, before) == before
        assert protect_total(sum(after.values()), before.people) == before.people
        everybody = sum(truth.values())
        options = protect_options(truth, everybody)
        assert protect_options({**truth, key: min(everybody, after[key])}, everybody, options) == options


def test_growth_moves_the_figures_that_moved_enough_and_opens_hidden_ones():
    before = protect({"bus": 52, "walk": 33, "car": 18, "boat": 2})
    after = protect({"bus": 70, "walk": 36, "car": 40, "boat": 11}, before)
    assert plain(before) == {"bus": 50, "walk": 35, "car": None, "boat": None}
    assert plain(after) == {"bus": 70, "walk": 35, "car": 40, "boat": 10}
    assert after.total == Shown(155)


def test_what_was_shown_is_not_hidden_later_but_stands():
    before = protect({"bus": 52, "walk": 33})
    assert protect({"bus": 52, "walk": 3}, before) == before
    assert protect({"bus": 90}, before) == before


def test_a_companion_stays_the_companion():
    before = protect({"bus": 52, "car": 15, "walk": 30, "boat": 2})
    after = protect({"bus": 92, "car": 45, "walk": 30, "boat": 2}, before)
    assert plain(before) == {"bus": 50, "car": None, "walk": 30, "boat": None}
    assert plain(after) == {"bus": 90, "car": None, "walk": 30, "boat": None}


def test_sums_do_not_move_by_a_few_where_one_figure_fell_and_another_rose():
    before = protect({"bus": 50, "walk": 50, "car": 12, "boat": 2})
    assert protect({"bus": 35, "walk": 70, "car": 40, "boat": 2}, before) == before
    crossed = protect_cross({"a": {"x": 50, "y": 50}, "b": {"x": 30, "y": 60}})
    assert protect_cross({"a": {"x": 35, "y": 70}, "b": {"x": 60, "y": 90}}, previous=crossed) == crossed


def test_nines_alone_do_not_hide_each_other():
    assert plain(protect({"bus": 50, "walk": 9, "car": 9})) == {"bus": None, "walk": None, "car": None}


def test_a_publication_that_showed_nothing_holds_nothing_back():
    before = protect({"yes": 3, "no": 4})
    assert plain(protect({"yes": 12, "no": 14}, before)) == {"yes": 10, "no": 15}
    crossed = protect_cross({"a": {"x": 4}})
    assert plain(protect_cross({"a": {"x": 20}}, previous=crossed)) == {"a": {"x": 20}}


def test_the_number_of_people_moves_by_crowds():
    assert protect_total(9) == HIDDEN
    assert protect_total(12) == Shown(10)
    assert protect_total(22, Shown(10)) == Shown(10)
    assert protect_total(23, Shown(10)) == Shown(25)
    assert protect_total(3, Shown(25)) == Shown(25)


def test_the_order_of_options_changes_nothing():
    chance = Random(55)
    for _ in range(100):
        truth = {key: chance.randint(0, 40) for key in "abcdef"}
        mixed = list(truth.items())
        chance.shuffle(mixed)
        assert protect(dict(mixed)) == protect(truth)


def test_a_cross_that_cannot_be_made_safe_shows_nothing():
    rows = Published({"a": Shown(10), "b": Shown(100)}, Shown(110))
    published = protect_cross({"a": {"x": 5, "y": 4}, "b": {"x": 50, "y": 50}}, rows=rows)
    assert plain(published) == {"a": {"x": None, "y": None}, "b": {"x": None, "y": None}}
