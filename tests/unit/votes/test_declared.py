"""What a lead declares, and what stands in the way of a vote."""

import pytest

from engage.priorities.counting.rules import RULES
from engage.priorities.votes.settings import PLAIN, VoteSettings, from_settings, own_problems, problems
from engage.questionnaires.definition import Option

OPTIONS = (Option("a", "Trees", cost=300), Option("b", "Bench", cost=200), Option("c", "Lights", cost=100))
MONEY = VoteSettings(budget=400)
PLACES = VoteSettings(budget=None, seats=2)


def test_what_is_declared_is_kept() -> None:
    assert from_settings(MONEY.to_json()) == MONEY
    assert from_settings({}) == VoteSettings()


@pytest.mark.parametrize(
    "settings", [MONEY, PLACES, VoteSettings("greedy", "none", 400), VoteSettings("approval", "none", seats=1)]
)
def test_a_vote_that_can_be_held(settings: VoteSettings) -> None:
    assert problems(settings, OPTIONS) == []
    assert {settings.rule, settings.other_rule} == {"equal-shares", PLAIN[settings.measure]}
    assert all(settings.completion_of(rule) in RULES.get(rule).completions for rule in (one.key for one in RULES))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (VoteSettings(), "how much money there is"),
        (VoteSettings(budget=0), "how much money there is"),
        (VoteSettings(budget=400, seats=2), "how much money there is"),
        (VoteSettings("approval", "none", 400), "a way of counting that fits"),
        (VoteSettings("greedy", "none", seats=2), "a way of counting that fits"),
        (VoteSettings("dice", "none", 400), "how the votes are counted"),
        (VoteSettings(completion="magic", budget=400), "left over"),
        (VoteSettings(budget=400, entry="friends"), "who may vote"),
        (VoteSettings(seats=3), "fewer than there are"),
        (VoteSettings(budget=250), "costs more than all the money"),
    ],
)
def test_what_cannot_be_declared(settings: VoteSettings, said: str) -> None:
    assert any(said in problem for problem in problems(settings, OPTIONS)), problems(settings, OPTIONS)


def test_own_problems_look_at_no_option() -> None:
    assert own_problems(MONEY) == own_problems(PLACES) == []


def test_every_option_has_a_cost_where_money_is_shared() -> None:
    without = (*OPTIONS, Option("d", "Paint"))
    assert problems(MONEY, without) == ["Write what “Paint” costs."]
    assert problems(PLACES, without) == []


def test_none_of_these_is_a_blank_ballot() -> None:
    assert "Leave out “None”" in problems(PLACES, (*OPTIONS, Option("n", "None", exclusive=True)))[0]


def test_a_ballot_has_its_length() -> None:
    many = [Option(f"o{number}", "x", cost=1) for number in range(513)]
    assert "Shorten the list" in problems(MONEY, many)[0]
