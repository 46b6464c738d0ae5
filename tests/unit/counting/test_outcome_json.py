import json
from fractions import Fraction

from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.outcome_json import outcome_from_json, outcome_to_json
from engage.priorities.counting.rules import RULES


def test_an_outcome_in_json_reads_as_numbers_that_are_exact():
    projects = [Project("path", Fraction("804.79")), Project("dome", Fraction(900))]
    election = Election.of(projects, [["path"], ["path", "dome"], ["path"]], Fraction(1000))
    outcome = RULES.get("equal-shares").count(election)
    text = json.dumps(outcome_to_json(outcome))
    assert json.loads(text) == {
        "rule": "equal-shares",
        "completion": "none",
        "tie_rule": "cheapest-first",
        "budget": "1000",
        "cost": "804.79",
        "seats": None,
        "voters": 3,
        "voters_with_a_win": 3,
        "shares": {"first": "1000/3", "last": "1000/3", "raises": 0, "ended_by": "not-raised"},
        "winners": ["path"],
        "not_elected": [
            {
                "id": "dome",
                "reason": "supporters-cannot-afford",
                "facts": {"supporters": 1, "cost": "900", "left": "1000/3", "round": 0},
            }
        ],
        "rounds": [
            {
                "number": 1,
                "elected": "path",
                "supporters": 3,
                "cost": "804.79",
                "left": "195.21",
                "tied_with": [],
                "payment": {"most": "80479/300", "gave_most": 3, "gave_rest": 0, "had_nothing": 0},
            }
        ],
    }
    assert outcome_from_json(json.loads(text)) == outcome
