from fractions import Fraction

import pytest

from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.tie_breaking import DEFAULT_TIE_RULE, TIE_RULES, TieNotSettled


@pytest.fixture
def election():
    """dear-b and dear-c cost the same and have one supporter and two; cheap-z costs least."""
    projects = [Project("dear-c", Fraction(9)), Project("dear-b", Fraction(9)), Project("cheap-z", Fraction(2))]
    return Election.of(projects, [["dear-b"], ["dear-c"], ["dear-c"]], 20)


def test_by_default_the_cheapest_goes_first_then_the_most_wanted(election):
    order = TIE_RULES.get(DEFAULT_TIE_RULE).settle(["dear-c", "dear-b", "cheap-z"], election)
    assert order == ["cheap-z", "dear-c", "dear-b"]


def test_projects_level_in_everything_go_in_the_order_of_their_ids():
    election = Election.of([Project("n", Fraction(1)), Project("m", Fraction(1))], [["m", "n"]], 1)
    assert TIE_RULES.get(DEFAULT_TIE_RULE).settle(["n", "m"], election) == ["m", "n"]


def test_order_of_ids_looks_at_nothing_else(election):
    assert TIE_RULES.get("id-order").settle(["dear-c", "cheap-z", "dear-b"], election) == [
        "cheap-z",
        "dear-b",
        "dear-c",
    ]


def test_a_rule_can_refuse_and_names_who_is_level(election):
    with pytest.raises(TieNotSettled) as refusal:
        TIE_RULES.get("refuse").settle(["dear-c", "dear-b"], election)
    assert refusal.value.facts == {"projects": ("dear-b", "dear-c")}
    assert TIE_RULES.get("refuse").settle(["dear-c"], election) == ["dear-c"]
    assert TIE_RULES.get("refuse").order(["dear-c", "dear-b"], election) == ["dear-b", "dear-c"]
