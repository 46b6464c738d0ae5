"""Add1 passes over raises that change nothing, and comes to the same as raising one by one."""

from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engage.core.errors import Conflict
from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.purses import Market
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import TIE_RULES
from tests.unit.counting.drawn import elections

EQUAL_SHARES = RULES.get("equal-shares")
# Round costs make ties, the others make prices that change with every raise.
COSTS = [Fraction(cost) for cost in (30, 40, 60, 60, 97, 150, 211, 301)] + [Fraction(125, 2)]
BUDGETS = st.integers(50, 700).map(Fraction)
with_much_money = elections(costs=COSTS, budgets=BUDGETS, most_voters=7, least_projects=2)
many = settings(deadline=None, max_examples=150)
every_tie_rule = pytest.mark.parametrize("tie_rule", TIE_RULES.keys())


def one_by_one(election, tie_rule):
    """What is bought in the end, after how many raises, and why they end."""
    market = Market(election, TIE_RULES.get(tie_rule))
    bought, raises = market.purchases(election.budget / election.voters), 0
    while True:
        spent = sum(election.by_id[purchase.project].cost for purchase in bought)
        won = {purchase.project for purchase in bought}
        wanted = [p for p in election.projects if election.supporters[p.id] and p.id not in won]
        if all(spent + project.cost > election.budget for project in wanted):
            return bought, raises, "exhausted"
        more = market.purchases(election.budget / election.voters + (raises + 1) * election.step)
        if sum(election.by_id[purchase.project].cost for purchase in more) > election.budget:
            return bought, raises, "next-over-budget"
        bought, raises = more, raises + 1


def outcome_or_tie(count):
    """What a count comes to, or the projects between which its tie rule refuses to choose."""
    try:
        return count()
    except Conflict as refusal:
        return refusal.facts["projects"]


@every_tie_rule
@many
@given(election=with_much_money)
def test_equals_raising_one_by_one(tie_rule, election):
    assume(any(election.supporters.values()))

    def with_leaps():
        found = EQUAL_SHARES.count(election, "add1", tie_rule)
        bought = [(round.elected, round.payment.most, round.tied_with) for round in found.rounds]
        return bought, found.shares.raises, found.shares.ended_by

    def without():
        bought, *rest = one_by_one(election, tie_rule)
        return [(purchase.project, purchase.price, purchase.tied_with) for purchase in bought], *rest

    assert outcome_or_tie(with_leaps) == outcome_or_tie(without)


@pytest.mark.parametrize("tie_rule", ["cheapest-first", "id-order"])
@many
@given(election=with_much_money, raises=st.integers(0, 100), leap=st.integers(2, 60))
def test_what_is_certain_holds_at_every_share_in_between(tie_rule, election, raises, leap):
    assume(any(election.supporters.values()))
    market = Market(election, TIE_RULES.get(tie_rule))
    share = election.budget / election.voters + raises
    earlier = market.purchases(share)
    raised = market.raised(share + leap, earlier, only_if_certain=True)
    assume(raised.certain)
    order = [purchase.project for purchase in earlier]
    for more in range(1, 2 * leap + 1):  # in halves: it holds between whole raises too
        found = market.purchases(share + Fraction(more, 2))
        assert [purchase.project for purchase in found] == order
    assert found == raised.bought


def test_the_same_at_both_ends_is_not_certain_where_something_else_is_bought_in_between():
    costs = dict(a=53, b=16, c=10, d=57)
    ballots = [["b"], ["a", "b", "c", "d"], ["a", "c"]]
    election = Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, 100)
    market = Market(election, TIE_RULES.get("id-order"))
    order = {share: "".join(bought.project for bought in market.purchases(Fraction(share))) for share in (27, 32, 35)}
    assert order == {27: "ab", 32: "acb", 35: "ab"}
    earlier = market.purchases(Fraction(27))
    assert not market.raised(Fraction(35), earlier, only_if_certain=True).certain
    assert not market.raised(Fraction(35), earlier, only_if_certain=False).certain


def test_looking_for_certainty_changes_nothing_that_is_bought():
    costs = dict(pond=300, swings=550, path=420)
    ballots = [["pond"], ["pond", "swings"], ["pond", "swings", "path"], ["swings"], ["path"]]
    election = Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, 1000)
    market = Market(election, TIE_RULES.get("cheapest-first"))
    for share in range(200, 600, 7):
        raised = market.raised(Fraction(share + 7), market.purchases(Fraction(share)), only_if_certain=False)
        assert raised.bought == market.purchases(Fraction(share + 7))


@pytest.mark.parametrize("voters", [20, 200])
def test_much_money_among_few_takes_few_runs(voters):
    """Half a million for each, and winners that some pay less for than others, so that every raise changes prices."""
    costs = {f"p{number:02}": 700_000 + 131_313 * number for number in range(24)}
    ballots = [[id for place, id in enumerate(costs) if (voter * 7 + place * 11) % 13 < 3] for voter in range(voters)]
    election = Election.of([Project(id, Fraction(cost)) for id, cost in costs.items()], ballots, 10_000_000)
    with patch.object(Market, "raised", autospec=True, side_effect=Market.raised) as runs:
        outcome = EQUAL_SHARES.count(election, "add1")
    assert outcome.shares.raises > 5_000
    assert runs.call_count < 1_000
