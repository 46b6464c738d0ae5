"""Equal Shares on elections small enough to count by hand."""

from fractions import Fraction

import pytest

from engage.core.errors import Rejected
from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.outcome import NotElected, Payment, Round, Shares
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import TieNotSettled

EQUAL_SHARES = RULES.get("equal-shares")


def vote(costs, ballots, budget):
    return Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, budget)


def test_supporters_pay_alike_and_who_has_less_gives_the_rest():
    # Four ballots with 25 each. The pond asks 10 of each of its three; then the swings cost 55: two of theirs have
    # 15 left, one still has 25, and one never chose anything else and has 25 too.
    outcome = EQUAL_SHARES.count(
        vote(dict(pond=30, swings=55), [["pond"], ["pond", "swings"], ["pond", "swings"], ["swings"]], 100)
    )
    assert outcome.winners == ("pond", "swings")
    assert outcome.rounds == (
        Round(1, "pond", 3, Fraction(30), Fraction(70), ("swings",), Payment(Fraction(10), 3, 0, 0)),
        Round(2, "swings", 3, Fraction(55), Fraction(15), (), Payment(Fraction(25), 1, 2, 0)),
    )
    assert outcome.shares == Shares(Fraction(25), Fraction(25), 0, "not-raised")
    assert (outcome.cost, outcome.voters, outcome.voters_with_a_win) == (85, 4, 4)


def test_a_loser_is_told_what_its_supporters_had_left_when_it_fell_out_of_reach():
    # Two ballots with 50 each: the kitchen takes 20 of each, then the benches' two have 60 of the 70.
    outcome = EQUAL_SHARES.count(
        vote(dict(kitchen=40, benches=70, dome=200, lamp=1), [["kitchen", "benches"]] * 2, 100),
        tie_rule="cheapest-first",
    )
    assert outcome.winners == ("kitchen",)
    assert outcome.not_elected == (
        NotElected(
            "benches",
            "lost-tie",
            {
                "supporters": 2,
                "cost": Fraction(70),
                "left": Fraction(60),
                "round": 1,
                "tied_with": ("kitchen",),
            },
        ),
        NotElected("dome", "no-supporters", {}),
        NotElected("lamp", "no-supporters", {}),
    )


def test_a_loser_that_was_never_level_is_told_the_money_alone():
    outcome = EQUAL_SHARES.count(vote(dict(kitchen=40, benches=70), [["kitchen", "benches"]] * 2 + [["kitchen"]], 150))
    facts = {"supporters": 2, "cost": Fraction(70), "left": 100 - Fraction(80, 3), "round": 1}
    assert outcome.winners == ("kitchen", "benches")
    outcome = EQUAL_SHARES.count(vote(dict(kitchen=40, benches=74), [["kitchen", "benches"]] * 2 + [["kitchen"]], 150))
    assert outcome.not_elected == (NotElected("benches", "supporters-cannot-afford", {**facts, "cost": Fraction(74)}),)


def test_what_supporters_could_not_afford_from_the_start_fell_in_round_nought():
    outcome = EQUAL_SHARES.count(vote(dict(kitchen=10, dome=60), [["kitchen"], ["dome"]], 100))
    assert outcome.not_elected == (
        NotElected(
            "dome",
            "supporters-cannot-afford",
            {"supporters": 1, "cost": Fraction(60), "left": Fraction(50), "round": 0},
        ),
    )


def test_what_costs_more_than_there_is_says_so_plainly():
    outcome = EQUAL_SHARES.count(vote(dict(dome=200), [["dome"]], 100))
    facts = {"supporters": 1, "cost": Fraction(200), "left": Fraction(100), "round": 0}
    assert outcome.not_elected == (NotElected("dome", "over-budget", facts),)


def test_a_supporter_with_an_empty_purse_is_counted_as_such():
    # Ten each. The pond empties four purses; one of them is a supporter of the path, which the others pay for.
    ballots = [["pond", "path"], ["pond"], ["pond"], ["pond"], ["path"], ["path"]]
    outcome = EQUAL_SHARES.count(vote(dict(pond=40, path=20), ballots, 60))
    assert outcome.winners == ("pond", "path")
    assert outcome.rounds[1].payment == Payment(Fraction(10), 2, 0, 1)


def test_the_tie_rule_decides_between_projects_that_ask_for_the_same_part():
    election = vote(dict(a=100, b=60), [["a", "b"]], 100)
    assert EQUAL_SHARES.count(election, tie_rule="cheapest-first").winners == ("b",)
    assert EQUAL_SHARES.count(election, tie_rule="id-order").winners == ("a",)
    with pytest.raises(TieNotSettled):
        EQUAL_SHARES.count(election, tie_rule="refuse")


def test_add1_raises_the_share_until_nothing_more_fits():
    # One ballot each for a and b: 50 are not enough for either until the share is 60; both would cost 120.
    outcome = EQUAL_SHARES.count(vote(dict(a=60, b=30), [["a"], ["b"]], 100), "add1")
    assert outcome.winners == ("b", "a")
    assert outcome.shares == Shares(Fraction(50), Fraction(60), 10, "exhausted")


def test_add1_stops_before_the_money_runs_out():
    outcome = EQUAL_SHARES.count(vote(dict(a=60, b=60, c=30), [["a"], ["b"], ["c"]], 100), "add1")
    assert outcome.winners == ("c",)
    assert outcome.shares == Shares(Fraction(100, 3), Fraction(100, 3) + 26, 26, "next-over-budget")


def test_add1_does_not_wait_for_what_nobody_chose():
    outcome = EQUAL_SHARES.count(vote(dict(a=10, b=10), [["a"]], 100), "add1")
    assert outcome.shares == Shares(Fraction(100), Fraction(100), 0, "exhausted")


def test_blank_ballots_have_a_share_that_nobody_spends():
    costs = dict(a=60)
    assert EQUAL_SHARES.count(vote(costs, [["a"]], 100)).winners == ("a",)
    assert EQUAL_SHARES.count(vote(costs, [["a"], []], 100)).winners == ()
    assert EQUAL_SHARES.count(vote(costs, [["a"], []], 100), "add1").winners == ("a",)


@pytest.mark.parametrize("completion", ["none", "add1"])
@pytest.mark.parametrize("ballots", [[], [[]], [[], []]])
def test_without_a_choice_nothing_is_chosen(completion, ballots):
    outcome = EQUAL_SHARES.count(vote(dict(a=60), ballots, 100), completion)
    assert outcome.winners == ()
    assert outcome.not_elected == (NotElected("a", "no-supporters", {}),)
    assert outcome.shares is None


def test_unknown_completions_are_refused():
    with pytest.raises(Rejected) as refusal:
        EQUAL_SHARES.count(vote(dict(a=60), [["a"]], 100), "add2")
    assert refusal.value.reason == "completion-unknown"
