"""Equal Shares word for word as its definition has it: single purses, fractions, no shortcut. Slow on purpose."""

from fractions import Fraction

from engage.priorities.counting.tie_breaking import TIE_RULES
from tests.unit.counting.drawn import ballots_of


def price_for(cost, purses):
    """The smallest amount such that everyone giving it, or all they have, covers the cost. None if they cannot."""
    if sum(purses) < cost:
        return None
    still_needed, ordered = cost, sorted(purses)
    for place, purse in enumerate(ordered):
        price = still_needed / (len(ordered) - place)
        if price <= purse:
            return price
        still_needed -= purse
    return None


def run(election, share, tie_rule):
    """(project, price) in order of purchase, and the purses that are left, one for each ballot."""
    ballots = ballots_of(election)
    purses = [share] * len(ballots)
    bought = []
    while True:
        offers = {}
        for project in election.projects:
            supporters = [purse for purse, ballot in zip(purses, ballots, strict=True) if project.id in ballot]
            price = price_for(project.cost, supporters) if supporters else None
            if price is not None and project.id not in dict(bought):
                offers[project.id] = (price / project.cost, price)
        if not offers:
            return bought, purses
        best = min(part for part, _ in offers.values())
        level = [id for id, (part, _) in offers.items() if part == best]
        chosen = TIE_RULES.get(tie_rule).settle(level, election)[0]
        price = offers[chosen][1]
        bought.append((chosen, price))
        purses = [
            purse - min(purse, price) if chosen in ballot else purse
            for purse, ballot in zip(purses, ballots, strict=True)
        ]


def with_add1(election, tie_rule):
    """(purchases, share) after raising the share one step at a time."""
    share = election.budget / election.voters
    bought = run(election, share, tie_rule)[0]
    wanted = [project for project in election.projects if election.supporters[project.id]]
    while True:
        spent = sum((election.by_id[id].cost for id, _ in bought), start=Fraction(0))
        if all(p.id in dict(bought) or spent + p.cost > election.budget for p in wanted):
            return bought, share
        more = run(election, share + election.step, tie_rule)[0]
        if sum(election.by_id[id].cost for id, _ in more) > election.budget:
            return bought, share
        bought, share = more, share + election.step
