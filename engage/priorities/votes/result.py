"""What a vote came to: both counts, the numbers behind them, and a table (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from engage.priorities.counting.election import Election, Project
from engage.priorities.counting.outcome import Outcome
from engage.priorities.counting.outcome_json import outcome_from_json, outcome_to_json
from engage.priorities.counting.rule import NEEDS_SEATS
from engage.priorities.counting.rules import RULES
from engage.priorities.votes.settings import VoteSettings, from_settings

VERSION = 1
COUNTS = ("ballots", "blank", "unreadable", "turnout", "codes_made", "codes_voided")


@dataclass(frozen=True)
class VotedOption:
    """One option of the ballot. `text` is in the source language; `cost` in pounds, None where money is no matter."""

    key: str
    text: str
    cost: int | None = None
    origin: str = ""


@dataclass(frozen=True)
class Row:
    """One option in the table of an outcome. `reason` is a key of counting/outcome, empty for what was chosen."""

    option: VotedOption
    supporters: int
    chosen: bool
    chosen_by_other: bool
    reason: str


@dataclass(frozen=True)
class VoteResult:
    """The outcome of a vote, complete without its ballots: they are destroyed one day.

    ballots: those that were read, the `blank` ones among them. unreadable: those that could not be read. turnout: how
    many were let into the box, by the marks that are kept apart from the ballots. codes_made: None where no code was
    needed. codes_voided: those of them that were voided unused. decided: by the declared rule. other: for comparison.
    """

    settings: VoteSettings
    wording_id: str
    options: tuple[VotedOption, ...]
    supporters: Mapping[str, int]
    ballots: int
    blank: int
    unreadable: int
    turnout: int
    codes_made: int | None
    decided: Outcome
    other: Outcome
    counted_on: date
    codes_voided: int = 0

    @property
    def whole(self) -> bool:
        """Whether every ballot that was let in is there and can be read, and no other."""
        return self.turnout == self.ballots and not self.unreadable

    def by_key(self) -> dict[str, VotedOption]:
        """Each option by its key."""
        return {option.key: option for option in self.options}

    def rows(self) -> list[Row]:
        """The table: what was chosen in the order of the count, then the rest, most wanted first."""
        options = self.by_key()
        reasons = {loser.id: loser.reason for loser in self.decided.not_elected}
        return [
            Row(
                option=options[key],
                supporters=self.supporters[key],
                chosen=key not in reasons,
                chosen_by_other=key in self.other.winners,
                reason=reasons.get(key, ""),
            )
            for key in (*self.decided.winners, *reasons)
        ]

    def empty_handed(self, outcome: Outcome) -> int:
        """How many of those who chose something got nothing of it by that count."""
        return self.ballots - self.blank - outcome.voters_with_a_win

    def to_json(self) -> dict[str, Any]:
        """What `json.dumps` can write."""
        return {
            "version": VERSION,
            "settings": self.settings.to_json(),
            "wording": self.wording_id,
            "options": [asdict(option) for option in self.options],
            "supporters": dict(self.supporters),
            **{name: getattr(self, name) for name in COUNTS},
            "decided": outcome_to_json(self.decided),
            "other": outcome_to_json(self.other),
            "counted_on": self.counted_on.isoformat(),
        }


def from_json(data: Mapping[str, Any]) -> VoteResult:
    """The result that `to_json` wrote. Other data raise KeyError, TypeError or ValueError."""
    return VoteResult(
        settings=from_settings(data["settings"]),
        wording_id=data["wording"],
        options=tuple(VotedOption(**option) for option in data["options"]),
        supporters=data["supporters"],
        **{name: data[name] for name in COUNTS if name in data},
        decided=outcome_from_json(data["decided"]),
        other=outcome_from_json(data["other"]),
        counted_on=date.fromisoformat(data["counted_on"]),
    )


def count_both_ways(
    settings: VoteSettings, options: Sequence[VotedOption], ballots: Mapping[frozenset[str], int]
) -> tuple[Election, Outcome, Outcome]:
    """The election, its outcome by the declared rule, and by the other one."""
    election = _election(settings, options, ballots)
    decided, other = (
        RULES.get(rule).count(election, settings.completion_of(rule)) for rule in (settings.rule, settings.other_rule)
    )
    return election, decided, other


def _election(
    settings: VoteSettings, options: Sequence[VotedOption], ballots: Mapping[frozenset[str], int]
) -> Election:
    if settings.measure == NEEDS_SEATS:
        return Election.of_items({option.key: option.text for option in options}, ballots, settings.seats or 0)
    projects = [Project(option.key, Fraction(option.cost or 0), option.text) for option in options]
    return Election.of(projects, ballots, settings.budget or 0)
