"""What must hold for every vote counted by Equal Shares, checked against its plain definition."""

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import assume, given

from engage.priorities.counting.election import Election, Project, with_unit_costs
from engage.priorities.counting.purses import Market
from engage.priorities.counting.rules import RULES
from tests.unit.counting import plain_equal_shares
from tests.unit.counting.drawn import ballots_of, elections, steady

EQUAL_SHARES = RULES.get("equal-shares")
TIE_RULES = ("cheapest-first", "id-order")
either_completion = pytest.mark.parametrize("completion", ["none", "add1"])
either_tie_rule = pytest.mark.parametrize("tie_rule", TIE_RULES)


def retold(election, outcome):
    """Pay for the winners again from single purses. Yields each round with what every supporter gave."""
    ballots = ballots_of(election)
    purses = [outcome.shares.last] * len(ballots) if outcome.shares else []
    for found in outcome.rounds:
        paid = [
            min(purse, found.payment.most) if found.elected in ballot else None
            for purse, ballot in zip(purses, ballots, strict=True)
        ]
        yield found, paid, purses
        purses = [purse - (gift or 0) for purse, gift in zip(purses, paid, strict=True)]
    yield None, [], purses


@either_completion
@steady
@given(election=elections())
def test_every_winner_is_covered_exactly_and_nobody_gives_more_than_their_share(completion, election):
    outcome = EQUAL_SHARES.count(election, completion)
    for found, paid, purses in retold(election, outcome):
        assert all(purse >= 0 for purse in purses)
        if found:
            gifts = [gift for gift in paid if gift is not None]
            assert sum(gifts) == found.cost
            assert max(gifts) == found.payment.most
            assert found.payment.gave_most == gifts.count(found.payment.most)
            assert found.payment.had_nothing == gifts.count(0)
            assert found.payment.gave_most + found.payment.gave_rest + found.payment.had_nothing == len(gifts)
            assert found.supporters == len(gifts)


@either_completion
@steady
@given(election=elections())
def test_no_more_is_spent_than_there_is(completion, election):
    outcome = EQUAL_SHARES.count(election, completion)
    assert outcome.cost == sum(election.by_id[id].cost for id in outcome.winners) <= election.budget
    left = election.budget
    for found in outcome.rounds:
        left -= found.cost
        assert found.left == left


@either_completion
@steady
@given(election=elections())
def test_losers_are_told_the_first_moment_at_which_their_supporters_had_too_little(completion, election):
    outcome = EQUAL_SHARES.count(election, completion)
    losers = [loser for loser in outcome.not_elected if loser.reason in ("supporters-cannot-afford", "lost-tie")]
    if not losers:
        return
    ballots = ballots_of(election)
    purses_after = [purses for _, _, purses in retold(election, outcome)]
    for loser in losers:
        money = [
            sum(purse for purse, ballot in zip(purses, ballots, strict=True) if loser.id in ballot)
            for purses in purses_after
        ]
        first = next(number for number, together in enumerate(money) if together < loser.facts["cost"])
        assert (loser.facts["round"], loser.facts["left"]) == (first, money[first])


@either_tie_rule
@steady
@given(election=elections())
def test_equals_the_plain_definition(tie_rule, election):
    assume(election.voters)
    expected, _ = plain_equal_shares.run(election, election.budget / election.voters, tie_rule)
    outcome = EQUAL_SHARES.count(election, "none", tie_rule)
    assert [(found.elected, found.payment.most) for found in outcome.rounds] == expected


@either_tie_rule
@steady
@given(election=elections(costs=[Fraction(4), Fraction(9), Fraction(30), Fraction(31)], least_projects=2))
def test_add1_equals_the_plain_definition_raise_by_raise(tie_rule, election):
    assume(any(election.supporters.values()))
    expected, share = plain_equal_shares.with_add1(election, tie_rule)
    outcome = EQUAL_SHARES.count(election, "add1", tie_rule)
    assert [(found.elected, found.payment.most) for found in outcome.rounds] == expected
    assert outcome.shares.last == share
    assert outcome.shares.first + outcome.shares.raises * election.step == share


@steady
@given(election=elections(least_projects=2))
def test_add1_with_unit_costs_equals_the_plain_definition(election):
    assume(any(election.supporters.values()))
    election = with_unit_costs(election, 2)
    expected, share = plain_equal_shares.with_add1(election, "id-order")
    outcome = EQUAL_SHARES.count(election, "add1", "id-order")
    assert [(found.elected, found.payment.most) for found in outcome.rounds] == expected
    assert outcome.shares.last == share


def test_a_long_wait_for_a_costly_project_that_few_want_is_passed_over():
    ballots = [["clinic", "kitchen"]] * 200 + [["dome"]]
    costs = {"clinic": 5000, "kitchen": 3000, "dome": 500_000}
    election = Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, 600_000)
    with patch.object(Market, "raised", autospec=True, side_effect=Market.raised) as runs:
        outcome = EQUAL_SHARES.count(election, "add1")
    assert set(outcome.winners) == set(costs)
    assert outcome.shares.raises == 497_015  # 600,000 / 201 and so many whole units are the first to reach 500,000
    assert runs.call_count <= 70


@either_completion
@steady
@given(election=elections())
def test_the_shares_leave_no_wanted_project_that_they_could_pay_for(completion, election):
    outcome = EQUAL_SHARES.count(election, completion)
    *_, (_, _, purses) = retold(election, outcome)
    ballots = ballots_of(election)
    for loser in outcome.not_elected:
        if outcome.shares and loser.reason != "no-supporters":
            together = sum(purse for purse, ballot in zip(purses, ballots, strict=True) if loser.id in ballot)
            assert together < election.by_id[loser.id].cost


@either_tie_rule
@steady
@given(election=elections())
def test_more_money_in_the_same_proportion_changes_nothing(tie_rule, election):
    richer = Election.of(
        [Project(project.id, project.cost * 37, project.name) for project in election.projects],
        ballots_of(election),
        election.budget * 37,
    )
    assert (
        EQUAL_SHARES.count(richer, "none", tie_rule).winners == EQUAL_SHARES.count(election, "none", tie_rule).winners
    )
