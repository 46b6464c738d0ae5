"""What happens to the money that Equal Shares leaves over. `none` leaves it; `add1` raises everyone's share."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

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

    Raises that certainly change nothing that is bought are passed over: twice as many at a time while that goes well,
    half as many where it does not. A single raise is always looked at for itself.
    """
    step = market.election.step
    bought = market.purchases(first)
    raises, leap = 0, 1
    while not _exhausted(market, bought):
        share = first + (raises + leap) * step
        next_bought, nothing_between = market.raised(share, bought, only_if_certain=leap > 1)
        if leap > 1 and not nothing_between:
            leap //= 2
            continue
        if _cost(market, next_bought) > market.election.budget:
            return bought, Shares(first, first + raises * step, raises, "next-over-budget")
        bought, raises, leap = next_bought, raises + leap, leap * 2 if nothing_between else 1
    return bought, Shares(first, first + raises * step, raises, "exhausted")


def _cost(market: Market, bought: list[Purchase]) -> Fraction:
    return sum((market.election.by_id[purchase.project].cost for purchase in bought), start=Fraction(0))


def _exhausted(market: Market, bought: list[Purchase]) -> bool:
    """Whether no further project that anyone wants fits the budget."""
    left = market.election.budget - _cost(market, bought)
    winners = {purchase.project for purchase in bought}
    return all(id in winners or cost > left for id, cost in zip(market.ids, market.costs, strict=True))


COMPLETIONS: Registry[Completion] = Registry(
    "completion", [Completion(NO_COMPLETION, leave_the_rest), Completion("add1", add1)]
)
