"""The Method of Equal Shares at one fixed share: what is bought, in which order and at which price.

Every ballot has a purse with the same share in it. A project can be bought where its supporters together have what
it costs; each then gives as much as the others, or all that is left to them. Of the projects that can be bought, the
one goes first whose supporters would each give the smallest part of its cost (Peters, Pierczyński and Skowron,
"Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021, with the cost as the utility).

All money in a run is held in whole numbers of one small coin, so the arithmetic is exact. Where a price does not come
out even, the coin is made smaller.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, lcm
from operator import itemgetter, mul
from typing import NamedTuple

from engage.priorities.counting.election import Election
from engage.priorities.counting.tie_breaking import TieNotSettled, TieRule

_BOUND_BITS = 40
_MOST_COIN_BITS = 600
"""How fine a coin a run may take over from the one before; finer ones make the arithmetic slower than they save."""


@dataclass(frozen=True)
class Purchase:
    """`price` is the most that any supporter of the project gave, in money; `tied_with` were exactly level with it."""

    project: str
    price: Fraction
    tied_with: tuple[str, ...]


class Raised(NamedTuple):
    """What is bought at a larger share, and whether each share in between certainly buys the same in the same order.

    Nothing stands in `bought` where that was asked for and is not certain.
    """

    bought: list[Purchase]
    certain: bool


class _Offer(NamedTuple):
    """The price of a project is `need / heads` coins; `weight` is heads × its cost, so need / weight is the part of
    the cost that each gives. `bound` is that part rounded down to 40 bits, for the queue alone."""

    bound: int
    need: int
    weight: int
    heads: int
    project: int


class Market:
    """An election prepared so that it can be run at many shares. Places in the lists stand for projects by id."""

    def __init__(self, election: Election, tie_rule: TieRule) -> None:
        self.election = election
        self.tie_rule = tie_rule
        self.ids = sorted(id for id, people in election.supporters.items() if people)
        self.costs = [election.by_id[id].cost for id in self.ids]
        self.support = [election.supporters[id] for id in self.ids]
        place = {id: number for number, id in enumerate(self.ids)}
        self.choices = [[place[id] for id in sorted(group.choices)] for group in election.ballots]
        self.heads = [group.ballots for group in election.ballots]
        self.supporters: list[list[tuple[int, int]]] = [[] for _ in self.ids]
        for group, choices in enumerate(self.choices):
            for project in choices:
                self.supporters[project].append((group, self.heads[group]))
        self.pick = [_picker([group for group, _ in groups]) for groups in self.supporters]
        """For each project: from one value a group, the values of its supporters."""
        self.heads_for = [pick(self.heads) for pick in self.pick]
        # Most prices are the same at the next share, so a run begins with the coin that the one before needed.
        self.coins = self.cost_denominator = lcm(*(cost.denominator for cost in self.costs))

    def purchases(self, share: Fraction) -> list[Purchase]:
        """Everything that is bought when each ballot starts with this share, in order."""
        return self._noted(list(_Run(self, share).purchases()))

    def raised(self, share: Fraction, earlier: list[Purchase], *, only_if_certain: bool) -> Raised:
        """What is bought at a larger share than the one at which `earlier` was bought.

        What holds at both shares is certain between them. As long as the same is bought, a larger share leaves as
        much or more in every purse after each purchase; so no project asks for more, and none falls out of reach. At
        a share in between a project thus asks for no more than at the smaller and no less than at the larger one. So
        the project that is bought goes first at all of them if it asks for the same at both, or if all others ask for
        a larger part of their cost at the larger share than it does at the smaller.
        """
        run = _Run(self, share)
        bought: list[Purchase] = []
        certain = True
        try:
            for purchase in run.purchases():
                certain = certain and run.went_first_since(purchase, earlier[len(bought) : len(bought) + 1])
                if only_if_certain and not certain:
                    return Raised([], certain=False)
                bought.append(purchase)
        except TieNotSettled:
            if only_if_certain:  # whether the raises come so far is not known yet
                return Raised([], certain=False)
            raise
        return Raised(self._noted(bought), certain and len(bought) == len(earlier))

    def _noted(self, bought: list[Purchase]) -> list[Purchase]:
        coins = lcm(self.cost_denominator, *(purchase.price.denominator for purchase in bought))
        if coins.bit_length() <= _MOST_COIN_BITS:
            self.coins = coins
        return bought


def _picker(places: list[int]) -> Callable[[list[int]], Sequence[int]]:
    """Takes the values at these places out of a list; itemgetter is fast, and gives a bare value for one place."""
    first, *more = places
    return itemgetter(*places) if more else lambda values: [values[first]]


class _Run:
    """The purses during one run. `coins` is how many coins make one unit of money."""

    def __init__(self, market: Market, share: Fraction) -> None:
        self.market = market
        self.coins = lcm(market.coins, share.denominator)
        self.costs = [int(cost * self.coins) for cost in market.costs]
        self.purses = [int(share * self.coins)] * len(market.heads)
        # The part of its cost that each supporter would give only ever grows during a run. So what a project last
        # asked for is a lower bound, and only projects at the front of this queue have to be worked out anew.
        self.queue = [((1 << _BOUND_BITS) // people, project) for project, people in enumerate(market.support)]
        heapify(self.queue)

    def purchases(self) -> Iterator[Purchase]:
        """Everything that is bought, each before it is paid for."""
        ids, rule = self.market.ids, self.market.tie_rule
        while best := self._best_offers():
            level = {ids[offer.project]: offer for offer in best}
            order = rule.settle(level, self.market.election) if len(level) > 1 else list(level)
            chosen = level.pop(order[0])
            for offer in level.values():
                heappush(self.queue, (offer.bound, offer.project))
            yield Purchase(order[0], Fraction(chosen.need, chosen.heads * self.coins), tuple(order[1:]))
            self._pay(chosen)

    def went_first_since(self, now: Purchase, then: list[Purchase]) -> bool:
        """Whether what is about to be bought was bought at the smaller share too and goes first at all in between.

        `then` holds what was bought at this place; nothing where nothing was.
        """
        if [now.project] != [purchase.project for purchase in then]:
            return False
        if now.price == then[0].price:
            return True
        part = then[0].price / self.market.election.by_id[now.project].cost
        others = []
        while self.queue and self.queue[0][0] <= (part.numerator << _BOUND_BITS) // part.denominator:
            if offer := self._offer(heappop(self.queue)[1]):
                others.append(offer)
        for offer in others:
            heappush(self.queue, (offer.bound, offer.project))
        return all(offer.need * part.denominator > part.numerator * offer.weight for offer in others)

    def _best_offers(self) -> list[_Offer]:
        """The offer that asks each supporter for the smallest part of the cost, and any exactly level with it."""
        best: list[_Offer] = []
        beaten: list[_Offer] = []
        while self.queue and (not best or self.queue[0][0] <= best[0].bound):
            offer = self._offer(heappop(self.queue)[1])
            if offer is None:
                continue
            difference = offer.need * best[0].weight - best[0].need * offer.weight if best else 0
            if difference > 0:
                beaten.append(offer)
            elif difference < 0:
                beaten += best
                best = [offer]
            else:
                best.append(offer)
        for offer in beaten:
            heappush(self.queue, (offer.bound, offer.project))
        return best

    def _offer(self, project: int) -> _Offer | None:
        """What the project asks of each supporter now; None where they cannot pay for it, now or later."""
        purses, people = self.market.pick[project](self.purses), self.market.heads_for[project]
        need = cost = self.costs[project]
        heads = self.market.support[project]
        if sum(map(mul, purses, people)) < cost:
            return None
        payers = list(zip(purses, people, strict=True))
        while min(payers)[0] < (least := -(-need // heads)):  # a purse below need / heads, rounded up, gives all it has
            need -= sum([purse * count for purse, count in payers if purse < least])
            payers = [payer for payer in payers if payer[0] >= least]
            heads = sum([count for _, count in payers])
        weight = heads * cost
        return _Offer((need << _BOUND_BITS) // weight, need, weight, heads, project)

    def _pay(self, offer: _Offer) -> None:
        """Take the money out of the supporters' purses, in smaller coins where the price does not come out even."""
        common = gcd(offer.need, offer.heads)
        finer, price = offer.heads // common, offer.need // common
        if finer > 1:
            self.coins *= finer
            self.costs = [cost * finer for cost in self.costs]
            self.purses = [purse * finer for purse in self.purses]
        purses = self.purses
        for group, _ in self.market.supporters[offer.project]:
            purse = purses[group]
            purses[group] = purse - price if purse > price else 0
