"""The Method of Equal Shares: everyone has the same share of the budget to give to what they chose."""

from engage.priorities.counting.completions import COMPLETIONS
from engage.priorities.counting.election import Election
from engage.priorities.counting.outcome import NO_SUPPORTERS, NotElected
from engage.priorities.counting.purses import Market
from engage.priorities.counting.replay import Replay
from engage.priorities.counting.rule import NEEDS_BUDGET, CountingRule, Findings
from engage.priorities.counting.tie_breaking import TieRule


class EqualShares(CountingRule):
    """Equal Shares with approval ballots and the cost of a project as its worth.

    Source: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities",
    NeurIPS 2021; https://equalshares.net. A ballot without a choice has a share too, which stays unspent.
    """

    key = "equal-shares"
    label = "Equal shares: everyone who votes has the same share, so that small groups win something too"
    needs = NEEDS_BUDGET
    completions = COMPLETIONS.keys()

    def _find(self, election: Election, completion: str, tie_rule: TieRule) -> Findings:
        if not any(election.supporters.values()):
            return Findings((), [NotElected(id, NO_SUPPORTERS, {}) for id in election.supporters])
        market = Market(election, tie_rule)
        first = election.budget / election.voters
        purchases, shares = COMPLETIONS.get(completion).complete(market, first)
        replay = Replay(market, shares.last, purchases)
        return Findings(tuple(replay.rounds), replay.losers(), shares)
