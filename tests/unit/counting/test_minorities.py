"""Groups that agree get what their numbers are worth (R50), checked by brute force on small votes."""

from fractions import Fraction
from itertools import combinations
from math import floor

import pytest
from hypothesis import given

from engage.priorities.counting.election import Election, with_unit_costs
from engage.priorities.counting.rules import RULES
from tests.unit.counting.drawn import ballots_of, elections, steady

EQUAL_SHARES, APPROVAL = RULES.get("equal-shares"), RULES.get("approval")
either_completion = pytest.mark.parametrize("completion", ["none", "add1"])


@either_completion
@pytest.mark.parametrize("seats", range(1, 11))
def test_three_people_in_ten_who_agree_get_three_seats_in_ten(completion, seats):
    majority = [f"majority-{number:02}" for number in range(10)]
    minority = [f"minority-{number:02}" for number in range(10)]
    election = Election.of_items({id: id for id in majority + minority}, [majority] * 70 + [minority] * 30, seats=seats)
    fair = EQUAL_SHARES.count(election, completion)
    assert len(set(fair.winners) & set(minority)) >= floor(Fraction(3, 10) * seats)
    plain = APPROVAL.count(election)
    assert len(plain.winners) == seats
    assert not set(plain.winners) & set(minority)
    assert plain.voters_with_a_win == 70


def groups_that_agree(election):
    """Every set of projects with the ballots that chose all of it."""
    ballots = ballots_of(election)
    ids = sorted(election.by_id)
    for size in range(1, len(ids) + 1):
        for wanted in combinations(ids, size):
            yield set(wanted), [ballot for ballot in ballots if ballot.issuperset(wanted)]


@either_completion
@steady
@given(election=elections(most_voters=8))
def test_extended_justified_representation_where_all_costs_are_one(completion, election):
    election = with_unit_costs(election, election.seats)
    winners = set(EQUAL_SHARES.count(election, completion).winners)
    for wanted, group in groups_that_agree(election):
        left_out = [ballot for ballot in group if len(ballot & winners) < len(wanted)]
        assert len(left_out) * election.seats < len(wanted) * election.voters or not left_out


@either_completion
@steady
@given(election=elections(most_voters=8))
def test_extended_justified_representation_up_to_one_project(completion, election):
    winners = set(EQUAL_SHARES.count(election, completion).winners)

    def worth(ids):
        return sum(election.by_id[id].cost for id in ids)

    for wanted, group in groups_that_agree(election):
        left_out = [
            ballot
            for ballot in group
            if worth(ballot & winners) < worth(wanted)
            and all(worth((ballot & winners) | {one_more}) <= worth(wanted) for one_more in wanted)
        ]
        assert not left_out or len(left_out) * election.budget < worth(wanted) * election.voters
