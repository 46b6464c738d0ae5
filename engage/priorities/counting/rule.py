"""What every counting rule is: what it needs, what it can count, and how."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from engage.core.errors import Rejected
from engage.priorities.counting.election import APPROVAL, CHOOSE_ONE, Election
from engage.priorities.counting.outcome import NotElected, Outcome, Round, Shares, most_wanted_first, voters_with_a_win
from engage.priorities.counting.tie_breaking import DEFAULT_TIE_RULE, TIE_RULES, TieRule

NO_COMPLETION = "none"
NEEDS_BUDGET = "budget"
NEEDS_SEATS = "seats"


@dataclass(frozen=True)
class Findings:
    """What a rule worked out: its rounds, the projects that lost, and the shares where it has them."""

    rounds: tuple[Round, ...]
    not_elected: Iterable[NotElected]
    shares: Shares | None = None


class CountingRule(ABC):
    """One way to count. `completions` begins with the default; `needs` is `budget` or `seats`."""

    key: ClassVar[str]
    label: ClassVar[str]
    """For leads, in the source language."""
    needs: ClassVar[str]
    completions: ClassVar[tuple[str, ...]] = (NO_COMPLETION,)
    ballot_types: ClassVar[frozenset[str]] = frozenset({APPROVAL, CHOOSE_ONE})

    def count(self, election: Election, completion: str = NO_COMPLETION, tie_rule: str = DEFAULT_TIE_RULE) -> Outcome:
        """Count the election. Raises Rejected where it cannot be counted so, TieNotSettled where a tie must stand."""
        self._check(election, completion, tie_rule)
        findings = self._find(election, completion, TIE_RULES.get(tie_rule))
        winners = tuple(found.elected for found in findings.rounds)
        order = most_wanted_first(election, set(election.by_id).difference(winners))
        reasons = {loser.id: loser for loser in findings.not_elected}
        return Outcome(
            rule=self.key,
            completion=completion,
            tie_rule=tie_rule,
            budget=election.budget,
            cost=sum((found.cost for found in findings.rounds), start=Fraction(0)),
            winners=winners,
            not_elected=tuple(reasons[id] for id in order),
            rounds=findings.rounds,
            voters=election.voters,
            voters_with_a_win=voters_with_a_win(election, set(winners)),
            seats=election.seats,
            shares=findings.shares,
        )

    def _check(self, election: Election, completion: str, tie_rule: str) -> None:
        if election.ballot_type not in self.ballot_types:
            raise Rejected("ballot-type-not-countable", rule=self.key, ballot_type=election.ballot_type)
        if completion not in self.completions:
            raise Rejected("completion-unknown", rule=self.key, completion=completion, known=self.completions)
        if tie_rule not in TIE_RULES:
            raise Rejected("tie-rule-unknown", tie_rule=tie_rule, known=TIE_RULES.keys())
        if self.needs == NEEDS_SEATS and election.seats is None:
            raise Rejected("seats-missing", rule=self.key)

    @abstractmethod
    def _find(self, election: Election, completion: str, tie_rule: TieRule) -> Findings:
        """Count an election that this rule has already agreed to count."""
