"""Plain count: the projects with the most supporters, whatever they cost, until all seats are taken."""

from collections.abc import Iterator
from itertools import groupby

from engage.priorities.counting.election import Election
from engage.priorities.counting.outcome import (
    FEWER_SUPPORTERS,
    LOST_TIE,
    NO_SUPPORTERS,
    NotElected,
    Round,
    most_wanted_first,
)
from engage.priorities.counting.rule import NEEDS_SEATS, CountingRule, Findings
from engage.priorities.counting.tie_breaking import TieRule


class Approval(CountingRule):
    """Multi-winner approval voting. A project that nobody chose wins nothing, even where a seat stays empty."""

    key = "approval"
    label = "Plain counting of places: the most wanted, as many as can be chosen"
    needs = NEEDS_SEATS

    def _find(self, election: Election, completion: str, tie_rule: TieRule) -> Findings:
        supporters = election.supporters
        seats = election.seats or 0
        rounds: list[Round] = []
        wanted = most_wanted_first(election, {id for id, people in supporters.items() if people})
        for people, group in groupby(wanted, key=lambda id: supporters[id]):
            level, free = list(group), seats - len(rounds)
            if not free:
                break
            ordered = (tie_rule.order if len(level) <= free else tie_rule.settle)(level, election)
            behind = tuple(ordered[free:])
            for id in ordered[:free]:
                rounds.append(Round(len(rounds) + 1, id, people, election.by_id[id].cost, None, behind))
        return Findings(tuple(rounds), self._losers(election, rounds))

    @staticmethod
    def _losers(election: Election, rounds: list[Round]) -> Iterator[NotElected]:
        winners = [found.elected for found in rounds]
        for id in set(election.by_id).difference(winners):
            people = election.supporters[id]
            tied_with = tuple(winner for winner in winners if election.supporters[winner] == people)
            if not people:
                yield NotElected(id, NO_SUPPORTERS, {})
            elif tied_with:
                yield NotElected(id, LOST_TIE, {"supporters": people, "tied_with": tied_with})
            else:
                last = rounds[-1].supporters
                yield NotElected(id, FEWER_SUPPORTERS, {"supporters": people, "last_winner_supporters": last})
