"""What a lead declares before a vote opens: what there is to share, how it is counted, and who may vote (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engage.priorities.counting.completions import COMPLETIONS
from engage.priorities.counting.rule import NEEDS_BUDGET, NEEDS_SEATS, NO_COMPLETION
from engage.priorities.counting.rules import RULES
from engage.priorities.votes.paper import MOST_OPTIONS
from engage.questionnaires.definition import Option

CODES, OPEN = "codes", "open"
ENTRIES = (CODES, OPEN)
FAIR = "equal-shares"
PLAIN = {NEEDS_BUDGET: "greedy", NEEDS_SEATS: "approval"}
"""The plain way to count, by what there is to share."""


@dataclass(frozen=True)
class VoteSettings:
    """`budget` is in pounds, `seats` the number of options that can be chosen; one of the two is given.

    Every vote is counted in two ways: by `rule`, which decides, and by `other_rule`, which is shown beside it.
    """

    rule: str = FAIR
    completion: str = "add1"
    budget: int | None = None
    seats: int | None = None
    entry: str = CODES

    @property
    def measure(self) -> str:
        """What there is to share: NEEDS_BUDGET or NEEDS_SEATS."""
        return NEEDS_SEATS if self.budget is None else NEEDS_BUDGET

    @property
    def other_rule(self) -> str:
        """The rule for comparison: fair beside plain, plain beside fair."""
        return PLAIN[self.measure] if self.rule == FAIR else FAIR

    def completion_of(self, rule: str) -> str:
        """The completion to count a rule with: the one declared, where the rule has it."""
        known = RULES.get(rule).completions
        return self.completion if self.completion in known else NO_COMPLETION

    def to_json(self) -> dict[str, Any]:
        """As an activity keeps them."""
        return asdict(self)


def from_settings(held: Mapping[str, Any]) -> VoteSettings:
    """The settings that an activity keeps."""
    return VoteSettings(**{name: held[name] for name in VoteSettings.__dataclass_fields__ if name in held})


def problems(settings: VoteSettings, options: Sequence[Option]) -> list[str]:
    """What has to be mended before the vote can be published, in the source language."""
    return own_problems(settings) + ballot_problems(settings, options)


def ballot_problems(settings: VoteSettings, options: Sequence[Option]) -> list[str]:
    """What has to be mended on the ballot, as it was declared."""
    found = _option_problems(options)
    return found + (_money_problems(settings.budget, options) if settings.budget else _seat_problems(settings, options))


def own_problems(settings: VoteSettings) -> list[str]:
    """What has to be mended whatever stands on the ballot."""
    found = [] if settings.entry in ENTRIES else ["Choose who may vote."]
    if settings.rule not in RULES:
        found.append("Choose how the votes are counted.")
    elif settings.rule != FAIR and RULES.get(settings.rule).needs != settings.measure:
        found.append("Choose a way of counting that fits: one shares out money, another chooses a number of things.")
    if settings.completion not in COMPLETIONS:
        found.append("Choose what happens to money that is left over.")
    if (settings.budget is None) == (settings.seats is None) or settings.budget == 0:
        found.append("Say how much money there is, or how many can be chosen.")
    return found


def _option_problems(options: Sequence[Option]) -> list[str]:
    found = [f"Leave out “{option.text}”: a blank ballot says it already." for option in options if option.exclusive]
    if len(options) > MOST_OPTIONS:
        found.append(f"Shorten the list: a ballot has room for {MOST_OPTIONS}.")
    return found


def _money_problems(budget: int, options: Sequence[Option]) -> list[str]:
    found = [f"Write what “{option.text}” costs." for option in options if not option.cost]
    dear = [option for option in options if option.cost and option.cost > budget]
    return found + [f"“{option.text}” costs more than all the money there is." for option in dear]


def _seat_problems(settings: VoteSettings, options: Sequence[Option]) -> list[str]:
    if settings.seats is None or 1 <= settings.seats < len(options):
        return []
    return ["At least one can be chosen, and fewer than there are on the ballot."]
