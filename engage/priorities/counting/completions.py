"""What happens to the money that Equal Shares leaves over. `none` leaves it; `add1` raises everyone's share."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from engage.core.registry import Registry
from engage.priorities.counting.outcome import Shares
from engage.priorities.counting.purses import Market, Purchase
from engage.priorities.counting.rule import NO_COMPLETION


@dataclass(frozen=True)
class Completion:
    """`complete` runs the market from the first share on and says where it stopped."""

    key: str
    complete: Callable[[Market, Fraction], tuple[list[Purchase], Shares]]


def leave_the_rest(market: Market, first: Fraction) -> tuple[list[Purchase], Shares]:
    """One run with the budget shared out as it is."""
    return market.purchases(first), Shares(first, first, 0, "not-raised")


def add1(market: Market, first: Fraction) -> tuple[list[Purchase], Shares]:
    """Raise every share by one unit of money and start again, while the real budget allows.

    Stops at the first outcome to which no project that anyone wants can be added within the budget, or just before
    the first that would cost more than the budget (https://equalshares.net/implementation/completion). The first
    share is the exact budget divided by the number of ballots, not rounded down. A project that nobody chose can
    never be bought, so it is not waited for: the raises end.
    """
    budget, step = market.election.budget, market.election.step
    bought = market.purchases(first)
    raises = 0
    while not _exhausted(market, bought):
        ahead = raises + _raises_until_change(market, first + raises * step, bought)
        next_bought = market.purchases(first + ahead * step)
        if _cost(market, next_bought) > budget:
            return bought, Shares(first, first + (ahead - 1) * step, ahead - 1, "next-over-budget")
        bought, raises = next_bought, ahead
    return bought, Shares(first, first + raises * step, raises, "exhausted")


def _cost(market: Market, bought: list[Purchase]) -> Fraction:
    return sum((market.election.by_id[purchase.project].cost for purchase in bought), start=Fraction(0))


def _exhausted(market: Market, bought: list[Purchase]) -> bool:
    """Whether no further project that anyone wants fits the budget."""
    left = market.election.budget - _cost(market, bought)
    winners = {purchase.project for purchase in bought}
    return all(id in winners or cost > left for id, cost in zip(market.ids, market.costs, strict=True))


def _raises_until_change(market: Market, share: Fraction, bought: list[Purchase]) -> int:
    """After how many raises the outcome can differ at the earliest; at least 1.

    Long waits are for a costly project that few want. They are passed over exactly where two things hold. All
    winners were paid for by all their supporters alike: then a raise changes no price. All losers have fewer
    supporters than every winner: then a loser can only be bought after all winners, out of what is left, and each
    raise adds exactly one step for each of its supporters.
    """
    election = market.election
    prices = {purchase.project: purchase.price for purchase in bought}
    losers = [place for place, id in enumerate(market.ids) if id not in prices]
    fewest = min((election.supporters[id] for id in prices), default=election.voters + 1)
    if any(market.support[place] >= fewest for place in losers):
        return 1
    if any(price * election.supporters[id] != election.by_id[id].cost for id, price in prices.items()):
        return 1
    paid = [prices.get(id, Fraction(0)) for id in market.ids]
    purses = [share - sum(paid[place] for place in choices) for choices in market.choices]
    waits = []
    for place in losers:
        left = sum(purses[group] * heads for group, heads in market.supporters[place])
        waits.append((market.costs[place] - left) / (market.support[place] * election.step))
    return max(1, ceil(min(waits)))


COMPLETIONS: Registry[Completion] = Registry(
    "completion", [Completion(NO_COMPLETION, leave_the_rest), Completion("add1", add1)]
)
