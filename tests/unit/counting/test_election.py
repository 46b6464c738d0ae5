from fractions import Fraction

import pytest

from engage.core.errors import Rejected
from engage.priorities.counting.election import BallotGroup, Election, Project, with_unit_costs

KITCHEN, CLINIC = Project("kitchen", Fraction(4000)), Project("clinic", Fraction(6000))


def test_ballots_with_the_same_choices_stand_together_and_in_an_order_of_their_own():
    election = Election.of([KITCHEN, CLINIC], [["kitchen"], [], ["clinic", "kitchen"], ["kitchen"]], 10000)
    assert election.ballots == (
        BallotGroup(frozenset(), 1),
        BallotGroup(frozenset({"clinic", "kitchen"}), 1),
        BallotGroup(frozenset({"kitchen"}), 2),
    )
    assert election.voters == 4
    assert election.supporters == {"kitchen": 3, "clinic": 1}


def test_a_ballot_that_names_a_project_twice_supports_it_once():
    assert Election.of([KITCHEN], [["kitchen", "kitchen"]], 1).supporters == {"kitchen": 1}


@pytest.mark.parametrize("id", ["", " kitchen", "kitchen ", "a,b", "a\nb", "a\u2028b"])
def test_ids_that_a_list_of_ids_could_not_hold_are_refused(id):
    with pytest.raises(Rejected) as refusal:
        Project(id, Fraction(1))
    assert refusal.value.reason == "project-id-unusable"


@pytest.mark.parametrize("cost", [Fraction(0), Fraction(-1)])
def test_a_project_costs_more_than_nothing(cost):
    with pytest.raises(Rejected) as refusal:
        Project("kitchen", cost)
    assert refusal.value.reason == "cost-not-above-zero"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"projects": [KITCHEN, KITCHEN]}, "project-id-repeated"),
        ({"ballots": [["garden"]]}, "project-unknown"),
        ({"budget": -1}, "budget-below-zero"),
        ({"seats": 0}, "seats-below-one"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_reason(change, reason):
    parts = {"projects": [KITCHEN], "ballots": [["kitchen"]], "budget": 1} | change
    with pytest.raises(Rejected) as refusal:
        Election.of(**parts)
    assert refusal.value.reason == reason


def test_things_without_costs_are_each_one_seat():
    election = Election.of_items({"a": "Benches", "b": "Lights"}, [["a"], ["a", "b"]], seats=1)
    assert [(project.id, project.name, project.cost) for project in election.projects] == [
        ("a", "Benches", 1),
        ("b", "Lights", 1),
    ]
    assert (election.budget, election.seats, election.step) == (1, 1, Fraction(1, 200))


def test_unit_costs_keep_the_ballots_and_refuse_to_seat_nobody():
    election = Election.of([KITCHEN, CLINIC], [["kitchen"]], 10000)
    assert with_unit_costs(election, 2).ballots == election.ballots
    with pytest.raises(Rejected) as refusal:
        with_unit_costs(election, 0)
    assert refusal.value.reason == "seats-below-one"
