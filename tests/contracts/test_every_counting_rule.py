"""What every counting rule keeps, whatever it does: each rule × completion × tie rule."""

from fractions import Fraction

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from engage.content.said import COUNTING
from engage.core.errors import Rejected
from engage.priorities.counting.election import BALLOT_TYPES, Election, Project
from engage.priorities.counting.outcome import REASONS
from engage.priorities.counting.outcome_json import outcome_from_json, outcome_to_json
from engage.priorities.counting.rule import NEEDS_BUDGET, NEEDS_SEATS
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import TIE_RULES, TieNotSettled
from tests.unit.counting.drawn import ballots_of, elections, remade, thorough

WAYS = [(rule, completion, tie_rule) for rule in RULES for completion in rule.completions for tie_rule in TIE_RULES]
every_way = pytest.mark.parametrize(
    ("rule", "completion", "tie_rule"),
    [
        pytest.param(rule, completion, tie.key, id=f"{rule.key}/{completion}/{tie.key}")
        for rule, completion, tie in WAYS
    ],
)

FACTS_BESIDE_SUPPORTERS = {
    "no-supporters": [set()],
    "fewer-supporters": [{"last_winner_supporters"}],
    "over-budget": [{"cost", "left", "round"}],
    "supporters-cannot-afford": [{"cost", "left", "round"}],
    "lost-tie": [{"tied_with"}, {"tied_with", "cost", "left", "round"}],
}


def every_outcome(election):
    """(rule, outcome) for each way that settles its ties; all count one election, for drawing it costs most."""
    for rule, completion, tie in WAYS:
        note(f"{rule.key}/{completion}/{tie.key}")
        outcome = counted(rule, election, completion, tie.key)
        if outcome is not None:
            assert (outcome.rule, outcome.completion, outcome.tie_rule) == (rule.key, completion, tie.key)
            yield rule, outcome


def counted(rule, election, completion, tie_rule):
    """The outcome, or None where a tie stands because the tie rule refuses to settle it."""
    try:
        return rule.count(election, completion, tie_rule)
    except TieNotSettled as tie:
        assert tie_rule == "refuse"
        assert len(tie.facts["projects"]) > 1
        return None


def test_every_rule_says_what_it_needs_and_can_count():
    for rule in RULES:
        assert rule.needs in (NEEDS_BUDGET, NEEDS_SEATS)
        assert rule.completions[0] == "none"
        assert rule.ballot_types
        assert rule.ballot_types <= set(BALLOT_TYPES)
        assert rule.label[:1].isupper()


def test_people_are_told_of_every_rule_before_the_vote_and_with_the_outcome():
    silent = {f"{rule.key}.{rule.needs}" for rule in RULES} - COUNTING.keys()
    assert not silent, f"a vote offers it: add {silent} to COUNTING of engage/content/said.py"


@every_way
@pytest.mark.parametrize("ballots", [[], [[]], [[], [], []]], ids=["no-ballots", "blank", "all-blank"])
def test_where_nobody_chose_anything_nothing_is_chosen(rule, completion, tie_rule, ballots):
    projects = [Project("a", Fraction(1)), Project("b", Fraction(2))]
    outcome = rule.count(Election.of(projects, ballots, 10, seats=2), completion, tie_rule)
    assert outcome.winners == outcome.rounds == ()
    assert [(loser.id, loser.reason) for loser in outcome.not_elected] == [
        ("a", "no-supporters"),
        ("b", "no-supporters"),
    ]
    assert (outcome.voters, outcome.voters_with_a_win, outcome.cost) == (len(ballots), 0, 0)


@every_way
def test_without_projects_there_is_no_winner(rule, completion, tie_rule):
    assert rule.count(Election.of([], [[]], 10, seats=2), completion, tie_rule).winners == ()


@thorough
@given(election=elections(), data=st.data())
def test_the_order_of_ballots_and_projects_is_irrelevant(election, data):
    projects = data.draw(st.permutations(election.projects))
    ballots = data.draw(st.permutations(ballots_of(election)))
    mixed = remade(election, projects=projects, ballots=ballots)
    assert list(every_outcome(mixed)) == list(every_outcome(election))


@thorough
@given(election=elections())
def test_winners_keep_within_what_the_rule_needs(election):
    for rule, outcome in every_outcome(election):
        assert outcome.cost == sum(election.by_id[id].cost for id in outcome.winners)
        if rule.needs == NEEDS_BUDGET:
            assert outcome.cost <= outcome.budget == election.budget
        else:
            assert len(outcome.winners) <= outcome.seats == election.seats


@thorough
@given(election=elections())
def test_the_outcome_explains_itself(election):
    for _rule, outcome in every_outcome(election):
        assert tuple(found.elected for found in outcome.rounds) == outcome.winners
        assert [found.number for found in outcome.rounds] == list(range(1, len(outcome.winners) + 1))
        for found in outcome.rounds:
            assert (found.supporters, found.cost) == (
                election.supporters[found.elected],
                election.by_id[found.elected].cost,
            )
            assert found.supporters
            assert not set(found.tied_with) & set(outcome.winners[: found.number])
        ballots = ballots_of(election)
        assert outcome.voters == len(ballots)
        assert outcome.voters_with_a_win == sum(not ballot.isdisjoint(outcome.winners) for ballot in ballots)


@thorough
@given(election=elections())
def test_every_loser_has_a_reason_that_is_true(election):
    for _rule, outcome in every_outcome(election):
        losers = [loser.id for loser in outcome.not_elected]
        assert sorted([*losers, *outcome.winners]) == sorted(election.by_id)
        assert losers == sorted(losers, key=lambda id: (-election.supporters[id], id))
        for loser in outcome.not_elected:
            facts = dict(loser.facts)
            assert loser.reason in REASONS
            assert facts.pop("supporters", 0) == election.supporters[loser.id]
            assert (loser.reason == "no-supporters") == (election.supporters[loser.id] == 0)
            assert set(facts) in FACTS_BESIDE_SUPPORTERS[loser.reason]
            if "left" in facts:
                assert facts["cost"] == election.by_id[loser.id].cost > facts["left"] >= 0
                assert 0 <= facts["round"] <= len(outcome.rounds)
            if "tied_with" in facts:
                assert facts["tied_with"]
                for winner in facts["tied_with"]:
                    assert loser.id in outcome.rounds[outcome.winners.index(winner)].tied_with
            if "last_winner_supporters" in facts:
                assert facts["last_winner_supporters"] == outcome.rounds[-1].supporters > election.supporters[loser.id]


@thorough
@given(election=elections(), times=st.integers(2, 3))
def test_the_plain_rule_is_unchanged_when_every_ballot_is_doubled(election, times):
    def winners(counted_in):
        return [(rule.key, found.tie_rule, found.winners) for rule, found in counted_in if found.completion == "none"]

    more = remade(election, ballots=ballots_of(election) * times)
    assert winners(every_outcome(more)) == winners(every_outcome(election))


@thorough
@given(election=elections())
def test_an_outcome_is_kept_as_json_without_loss(election):
    for _rule, outcome in every_outcome(election):
        assert outcome_from_json(outcome_to_json(outcome)) == outcome


@pytest.mark.parametrize("rule", RULES, ids=RULES.keys())
@pytest.mark.parametrize("ballot_type", BALLOT_TYPES)
def test_ballots_that_the_rule_cannot_count_are_refused(rule, ballot_type):
    election = Election.of([Project("a", Fraction(1))], [["a"]], 10, seats=1, ballot_type=ballot_type)
    if ballot_type in rule.ballot_types:
        assert rule.count(election, "none", "id-order").winners == ("a",)
    else:
        with pytest.raises(Rejected) as refusal:
            rule.count(election, "none", "id-order")
        assert refusal.value.reason == "ballot-type-not-countable"


@pytest.mark.parametrize("rule", RULES, ids=RULES.keys())
def test_what_is_not_known_or_missing_is_refused(rule):
    election = Election.of([Project("a", Fraction(1))], [["a"]], 10)
    for completion, tie_rule, reason in (
        ("add2", "id-order", "completion-unknown"),
        ("none", "coin", "tie-rule-unknown"),
    ):
        with pytest.raises(Rejected) as refusal:
            rule.count(election, completion, tie_rule)
        assert refusal.value.reason == reason
    if rule.needs == NEEDS_SEATS:
        with pytest.raises(Rejected) as refusal:
            rule.count(election, "none", "id-order")
        assert refusal.value.reason == "seats-missing"
