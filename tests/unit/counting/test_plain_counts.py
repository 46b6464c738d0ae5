"""The two plain counts, on elections small enough to count by hand."""

from fractions import Fraction

import pytest

from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.outcome import NotElected, Round
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import TieNotSettled

APPROVAL, GREEDY = RULES.get("approval"), RULES.get("greedy")


def vote(costs, ballots, budget=100, seats=None):
    return Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, budget, seats=seats)


def test_approval_seats_the_most_wanted_and_says_by_how_much_the_others_lost():
    outcome = APPROVAL.count(vote(dict(a=1, b=1, c=1, d=1), ["ab", "ab", "a", "c", ""], seats=2))
    assert outcome.winners == ("a", "b")
    assert outcome.rounds == (Round(1, "a", 3, Fraction(1), None), Round(2, "b", 2, Fraction(1), None))
    assert outcome.not_elected == (
        NotElected("c", "fewer-supporters", {"supporters": 1, "last_winner_supporters": 2}),
        NotElected("d", "no-supporters", {}),
    )
    assert (outcome.voters, outcome.voters_with_a_win) == (5, 3)


def test_approval_leaves_a_seat_empty_rather_than_give_it_to_what_nobody_chose():
    assert APPROVAL.count(vote(dict(a=1, b=1), ["a"], seats=2)).winners == ("a",)


def test_approval_settles_a_tie_for_the_last_seat_by_the_named_rule():
    election = vote(dict(a=9, b=2), ["ab"], seats=1)
    assert APPROVAL.count(election, tie_rule="cheapest-first").winners == ("b",)
    outcome = APPROVAL.count(election, tie_rule="id-order")
    assert outcome.winners == ("a",)
    assert outcome.rounds[0].tied_with == ("b",)
    assert outcome.not_elected == (NotElected("b", "lost-tie", {"supporters": 1, "tied_with": ("a",)}),)
    with pytest.raises(TieNotSettled):
        APPROVAL.count(election, tie_rule="refuse")


def test_a_tie_that_changes_nothing_needs_no_settling():
    election = vote(dict(a=9, b=2), ["ab"], seats=2)
    assert APPROVAL.count(election, tie_rule="refuse").winners == ("a", "b")
    assert GREEDY.count(election, tie_rule="refuse").winners == ("a", "b")
    assert GREEDY.count(vote(dict(a=9, b=8), ["ab"], budget=5), tie_rule="refuse").winners == ()


def test_greedy_passes_over_what_no_longer_fits():
    outcome = GREEDY.count(vote(dict(a=60, b=50, c=40, d=1), ["abc", "abc", "ab", "a"], budget=100))
    assert outcome.winners == ("a", "c")
    assert outcome.rounds == (
        Round(1, "a", 4, Fraction(60), Fraction(40)),
        Round(2, "c", 2, Fraction(40), Fraction(0)),
    )
    assert outcome.not_elected == (
        NotElected("b", "over-budget", {"supporters": 3, "cost": Fraction(50), "left": Fraction(40), "round": 1}),
        NotElected("d", "no-supporters", {}),
    )
    assert outcome.cost == 100


def test_greedy_tells_who_took_the_money_of_a_project_that_was_level():
    outcome = GREEDY.count(vote(dict(a=60, b=50, c=50), ["abc"], budget=100), tie_rule="id-order")
    assert outcome.winners == ("a",)
    assert outcome.rounds[0].tied_with == ("b", "c")
    lost = {"supporters": 1, "cost": Fraction(50), "left": Fraction(40), "round": 1, "tied_with": ("a",)}
    assert outcome.not_elected == (NotElected("b", "lost-tie", lost), NotElected("c", "lost-tie", lost))


def test_greedy_names_only_those_who_went_ahead_in_a_tie():
    outcome = GREEDY.count(vote(dict(a=60, b=50, c=40), ["abc"], budget=100), tie_rule="id-order")
    assert outcome.winners == ("a", "c")
    assert [found.tied_with for found in outcome.rounds] == [("b",), ()]
    assert outcome.not_elected[0].facts["tied_with"] == ("a",)
