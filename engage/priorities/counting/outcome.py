"""What a count found, told so that a page can retell it step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engage.priorities.counting.election import Election

# Why a project was not chosen. Stable keys, never shown; the facts that go with each stand behind it.
NO_SUPPORTERS = "no-supporters"  # nothing
FEWER_SUPPORTERS = "fewer-supporters"  # supporters, last_winner_supporters
OVER_BUDGET = "over-budget"  # supporters, cost, left (of the whole budget), round
SUPPORTERS_CANNOT_AFFORD = "supporters-cannot-afford"  # supporters, cost, left (with its supporters), round
LOST_TIE = "lost-tie"  # supporters, tied_with; cost, left and round where money decided
REASONS = (NO_SUPPORTERS, FEWER_SUPPORTERS, OVER_BUDGET, SUPPORTERS_CANNOT_AFFORD, LOST_TIE)

Fact = int | Fraction | tuple[str, ...]


@dataclass(frozen=True)
class NotElected:
    """A project that was not chosen, with its reason.

    `facts["left"]` is the money that was left after round number `facts["round"]`, when the project fell out of
    reach; round 0 is before anything was chosen.
    """

    id: str
    reason: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class Payment:
    """How the supporters of a project paid for it: each as much as the others, or all that was left to them.

    `most` is the most that anyone gave, in money. `gave_most` people gave that, `gave_rest` gave the last they had,
    `had_nothing` had nothing left to give. Together they are all its supporters.
    """

    most: Fraction
    gave_most: int
    gave_rest: int
    had_nothing: int


@dataclass(frozen=True)
class Round:
    """One project is chosen. `left` is what remains of the budget; None where the rule looks at no money.

    `tied_with` are the projects that were exactly level with it and that the tie rule put behind it.
    """

    number: int
    elected: str
    supporters: int
    cost: Fraction
    left: Fraction | None
    tied_with: tuple[str, ...] = ()
    payment: Payment | None = None


@dataclass(frozen=True)
class Shares:
    """What each ballot was given to spend: at `first`, and at `last` after the completion raised it `raises` times.

    `ended_by` says why the completion stopped: `exhausted` (no project that anyone wants still fits the budget),
    `next-over-budget` (one more raise would have cost more than there is) or `not-raised` (there was no completion).
    """

    first: Fraction
    last: Fraction
    raises: int
    ended_by: str


@dataclass(frozen=True)
class Outcome:
    """The result of one count. `winners` are ids in the order of election, `not_elected` most wanted first.

    `cost` is what the winners cost together; a rule that needs seats looks at no money, so there it can exceed
    `budget`. `voters` counts all ballots, `voters_with_a_win` those that chose at least one winner.
    """

    rule: str
    completion: str
    tie_rule: str
    budget: Fraction
    cost: Fraction
    winners: tuple[str, ...]
    not_elected: tuple[NotElected, ...]
    rounds: tuple[Round, ...]
    voters: int
    voters_with_a_win: int
    seats: int | None = None
    shares: Shares | None = None


def voters_with_a_win(election: Election, winners: set[str]) -> int:
    """How many ballots chose at least one of the winners."""
    return sum(group.ballots for group in election.ballots if not winners.isdisjoint(group.choices))


def most_wanted_first(election: Election, ids: set[str]) -> list[str]:
    """Ids by falling number of supporters, then by id."""
    return sorted(ids, key=lambda id: (-election.supporters[id], id))
