"""Plain count within a budget: most supporters first, passing over what no longer fits."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby

from engage.priorities.counting.election import Election
from engage.priorities.counting.outcome import (
    LOST_TIE,
    NO_SUPPORTERS,
    OVER_BUDGET,
    Fact,
    NotElected,
    Round,
    most_wanted_first,
)
from engage.priorities.counting.rule import NEEDS_BUDGET, CountingRule, Findings
from engage.priorities.counting.tie_breaking import TieRule


class Greedy(CountingRule):
    """The rule that most towns use and Pabulib calls `greedy`. A project that nobody chose is never paid for."""

    key = "greedy"
    label = "Plain counting of money: most wanted first, until the money is spent"
    needs = NEEDS_BUDGET

    def _find(self, election: Election, completion: str, tie_rule: TieRule) -> Findings:
        supporters = election.supporters
        count = _Spending(election)
        wanted = most_wanted_first(election, {id for id, people in supporters.items() if people})
        for _, group in groupby(wanted, key=lambda id: supporters[id]):
            count.take_turn(list(group), tie_rule)
        unwanted = [NotElected(id, NO_SUPPORTERS, {}) for id, people in supporters.items() if not people]
        return Findings(tuple(count.rounds), count.losers + unwanted)


class _Spending:
    """The budget as it is spent, turn by turn."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.left = election.budget
        self.rounds: list[Round] = []
        self.losers: list[NotElected] = []

    def take_turn(self, level: list[str], tie_rule: TieRule) -> None:
        """Pay for as many of these as fit; all of them have the same number of supporters."""
        costs = {id: self.election.by_id[id].cost for id in level}
        fitting = [id for id in level if costs[id] <= self.left]
        self._pass_over([id for id in level if costs[id] > self.left], tied_with=())
        if sum(costs[id] for id in fitting) <= self.left:
            for id in tie_rule.order(fitting, self.election):
                self._pay(id, tied_with=())
        else:
            self._settle(tie_rule.settle(fitting, self.election), costs)

    def _settle(self, ordered: list[str], costs: dict[str, Fraction]) -> None:
        chosen: list[str] = []
        money = self.left
        for id in ordered:
            if costs[id] <= money:
                chosen.append(id)
                money -= costs[id]
        for place, id in enumerate(ordered):
            if id in chosen:
                self._pay(id, tied_with=tuple(other for other in ordered[place:] if other not in chosen))
        for place, id in enumerate(ordered):
            if id not in chosen:
                self._pass_over([id], tied_with=tuple(other for other in ordered[:place] if other in chosen))

    def _pay(self, id: str, tied_with: tuple[str, ...]) -> None:
        project = self.election.by_id[id]
        self.left -= project.cost
        people = self.election.supporters[id]
        self.rounds.append(Round(len(self.rounds) + 1, id, people, project.cost, self.left, tied_with))

    def _pass_over(self, ids: Iterable[str], tied_with: tuple[str, ...]) -> None:
        for id in ids:
            facts: dict[str, Fact] = {
                "supporters": self.election.supporters[id],
                "cost": self.election.by_id[id].cost,
                "left": self.left,
                "round": len(self.rounds),
            }
            if tied_with:
                self.losers.append(NotElected(id, LOST_TIE, {**facts, "tied_with": tied_with}))
            else:
                self.losers.append(NotElected(id, OVER_BUDGET, facts))
