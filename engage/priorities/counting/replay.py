"""Equal Shares told round by round: who gave what, and when each project that lost fell out of reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from engage.priorities.counting.outcome import (
    LOST_TIE,
    NO_SUPPORTERS,
    OVER_BUDGET,
    SUPPORTERS_CANNOT_AFFORD,
    Fact,
    NotElected,
    Payment,
    Round,
)
from engage.priorities.counting.purses import Market, Purchase


@dataclass
class _Standing:
    """A project that is not bought yet. `money` is what its supporters have together, in coins."""

    money: int
    fell_in_round: int | None = None
    money_then: int = 0


class Replay:
    """The purchases of one run carried out once more, with everything noted down that a page may tell."""

    def __init__(self, market: Market, share: Fraction, purchases: list[Purchase]) -> None:
        self.market = market
        self.purchases = purchases
        self.coins = lcm(market.cost_denominator, share.denominator, *(p.price.denominator for p in purchases))
        self.purses = [int(share * self.coins)] * len(market.heads)
        self.standing = [_Standing(self.purses[0] * people) for people in market.support]
        self.left = market.election.budget
        self.rounds: list[Round] = []
        self._note_who_fell()
        for purchase in purchases:
            self._carry_out(purchase)
            self._note_who_fell()

    def _carry_out(self, purchase: Purchase) -> None:
        election = self.market.election
        project = election.by_id[purchase.project]
        payment = self._collect(self.market.ids.index(project.id), purchase.price)
        self.left -= project.cost
        self.rounds.append(
            Round(
                number=len(self.rounds) + 1,
                elected=project.id,
                supporters=election.supporters[project.id],
                cost=project.cost,
                left=self.left,
                tied_with=purchase.tied_with,
                payment=payment,
            )
        )

    def _collect(self, place: int, price: Fraction) -> Payment:
        """Take the price, or all there is, from every supporter's purse and from what stands behind other projects."""
        most = int(price * self.coins)
        gave_most = gave_rest = had_nothing = 0
        for group, heads in self.market.supporters[place]:
            given = min(self.purses[group], most)
            if given == most:
                gave_most += heads
            elif given:
                gave_rest += heads
            else:
                had_nothing += heads
            self.purses[group] -= given
            for choice in self.market.choices[group]:
                self.standing[choice].money -= given * heads
        return Payment(price, gave_most, gave_rest, had_nothing)

    def _note_who_fell(self) -> None:
        for standing, cost in zip(self.standing, self.market.costs, strict=True):
            if standing.fell_in_round is None and standing.money < cost * self.coins:
                standing.fell_in_round = len(self.rounds)
                standing.money_then = standing.money

    def losers(self) -> Iterator[NotElected]:
        """Every project that was not bought, with its reason."""
        election = self.market.election
        winners = {purchase.project for purchase in self.purchases}
        for id, people in election.supporters.items():
            if not people:
                yield NotElected(id, NO_SUPPORTERS, {})
        for id, standing in zip(self.market.ids, self.standing, strict=True):
            if id not in winners:
                yield self._loser(id, standing)

    def _loser(self, id: str, standing: _Standing) -> NotElected:
        election = self.market.election
        number = standing.fell_in_round or 0
        facts: dict[str, Fact] = {"supporters": election.supporters[id], "cost": election.by_id[id].cost}
        if election.by_id[id].cost > election.budget:
            return NotElected(id, OVER_BUDGET, {**facts, "left": election.budget, "round": 0})
        facts |= {"left": Fraction(standing.money_then, self.coins), "round": number}
        if number and id in self.rounds[number - 1].tied_with:
            return NotElected(id, LOST_TIE, {**facts, "tied_with": (self.rounds[number - 1].elected,)})
        return NotElected(id, SUPPORTERS_CANNOT_AFFORD, facts)
