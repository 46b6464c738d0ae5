"""The same winners as an independent library on hundreds of random votes.

The library, pabutools 1.2.3, is no dependency: make_golden.py kept what it found in random_votes.json. Where
ENGAGE_ORACLE_PYTHON names an interpreter that has it, a thousand more votes are counted by both.
"""

import json
import os
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.rules import RULES
from tests.golden.counting.random_votes import random_vote

HERE = Path(__file__).resolve().parent
GOLDEN = json.loads((HERE / "random_votes.json").read_text())
ORACLE = os.environ.get("ENGAGE_ORACLE_PYTHON")
WAYS = tuple(GOLDEN[0]["winners"])


def winners(vote, way):
    """What this project finds, in the form in which the library's winners are kept."""
    rule, completion, tie_rule = way.split("/")
    projects = [Project(id, Fraction(cost)) for id, cost in vote["projects"]]
    election = Election.of(projects, vote["ballots"], Fraction(vote["budget"]), seats=vote["seats"])
    election = replace(election, step=Fraction(vote["step"]))
    found = RULES.get(rule).count(election, completion, tie_rule).winners
    return list(found) if rule == "equal-shares" else sorted(found)


def test_there_are_enough_votes_and_every_rule_is_compared():
    assert len(GOLDEN) >= 200
    ways = {f"{rule.key}/{completion}" for rule in RULES for completion in rule.completions}
    compared = {way.rpartition("/")[0] for way in WAYS}
    assert compared == ways, "add it to oracle_pabutools.py and run make_golden.py"


@pytest.mark.parametrize("way", WAYS)
def test_equals_what_the_library_found(way):
    differing = [number for number, kept in enumerate(GOLDEN) if winners(kept["vote"], way) != kept["winners"][way]]
    assert differing == []


def test_the_votes_are_worth_comparing():
    """Among them are votes where tie rules, completions and rules differ, so that equality says something."""

    def differing(one, other):
        return sum(sorted(kept["winners"][one]) != sorted(kept["winners"][other]) for kept in GOLDEN)

    assert differing("equal-shares/none/id-order", "equal-shares/add1/id-order") > 50
    assert differing("equal-shares/add1/id-order", "equal-shares/add1/cheapest-first") > 5
    assert differing("equal-shares/add1/id-order", "greedy/none/id-order") > 50


@pytest.mark.skipif(not ORACLE, reason="set ENGAGE_ORACLE_PYTHON to an interpreter that has pabutools 1.2.3")
def test_equals_what_the_library_finds_now():
    votes = [random_vote(seed) for seed in range(10_000, 11_000)]
    answer = subprocess.run(
        [ORACLE, str(HERE / "oracle_pabutools.py")], input=json.dumps(votes), capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout)
    differing = [
        (number, way)
        for number, (vote, expected) in enumerate(zip(votes, found, strict=True))
        for way in WAYS
        if winners(vote, way) != expected[way]
    ]
    assert differing == []
