"""What is counted: projects, ballots and what there is to share out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from engage.core.errors import Rejected

APPROVAL = "approval"
CHOOSE_ONE = "choose-1"
ORDINAL = "ordinal"
CUMULATIVE = "cumulative"
SCORING = "scoring"
BALLOT_TYPES = (APPROVAL, CHOOSE_ONE, ORDINAL, CUMULATIVE, SCORING)


@dataclass(frozen=True)
class Project:
    """One thing that can be chosen.

    `id` is never empty and holds no comma, line break or outer space, so that a list of ids can be written on one
    line. `cost` is in whole units of money (pounds) and more than nothing: a free thing needs no vote.
    """

    id: str
    cost: Fraction
    name: str = ""

    def __post_init__(self) -> None:
        if not self.id or self.id != self.id.strip() or "," in self.id or len(self.id.splitlines()) != 1:
            raise Rejected("project-id-unusable", project=self.id)
        if self.cost <= 0:
            raise Rejected("cost-not-above-zero", project=self.id, cost=self.cost)


@dataclass(frozen=True)
class BallotGroup:
    """All ballots that chose exactly these projects. No choice at all is a ballot too."""

    choices: frozenset[str]
    ballots: int


@dataclass(frozen=True)
class Election:
    """One vote, ready to be counted. Make it with `Election.of` or `Election.of_items`.

    `ballots` stand in an order that depends on their content alone. `budget` is in the unit of the costs; `seats`
    is how many may win, for rules that need it. `step` is by how much Add1 raises each share at a time: one unit of
    money. Choices that do not fit the projects raise Rejected.
    """

    projects: tuple[Project, ...]
    ballots: tuple[BallotGroup, ...]
    budget: Fraction
    seats: int | None = None
    ballot_type: str = APPROVAL
    step: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        repeated = [id for id, times in Counter(project.id for project in self.projects).items() if times > 1]
        if repeated:
            raise Rejected("project-id-repeated", project=min(repeated))
        unknown = set().union(*(group.choices for group in self.ballots)).difference(self.by_id)
        if unknown:
            raise Rejected("project-unknown", project=min(unknown))
        if self.seats is not None and self.seats < 1:
            raise Rejected("seats-below-one", seats=self.seats)
        if self.budget < 0:
            raise Rejected("budget-below-zero", budget=self.budget)
        if self.step <= 0:
            raise Rejected("step-not-above-zero", step=self.step)

    @classmethod
    def of(
        cls,
        projects: Iterable[Project],
        ballots: Iterable[Iterable[str]] | Mapping[frozenset[str], int],
        budget: Fraction | int,
        *,
        seats: int | None = None,
        ballot_type: str = APPROVAL,
    ) -> "Election":
        """An election from single ballots, or from choices with the number of ballots that made them."""
        counted = ballots if isinstance(ballots, Mapping) else Counter(frozenset(choices) for choices in ballots)
        groups = [BallotGroup(choices, times) for choices, times in counted.items() if times]
        groups.sort(key=lambda group: sorted(group.choices))
        return cls(tuple(projects), tuple(groups), Fraction(budget), seats, ballot_type)

    @classmethod
    def of_items(
        cls, items: Mapping[str, str], ballots: Iterable[Iterable[str]] | Mapping[frozenset[str], int], seats: int
    ) -> "Election":
        """A vote on things without costs, given as id and name, of which `seats` can win."""
        projects = [Project(id, Fraction(1), name) for id, name in items.items()]
        return with_unit_costs(cls.of(projects, ballots, Fraction(seats)), seats)

    @cached_property
    def by_id(self) -> dict[str, Project]:
        """Each project by its id."""
        return {project.id: project for project in self.projects}

    @cached_property
    def voters(self) -> int:
        """How many ballots there are, those without a choice included."""
        return sum(group.ballots for group in self.ballots)

    @cached_property
    def supporters(self) -> dict[str, int]:
        """How many ballots chose each project."""
        support = dict.fromkeys(self.by_id, 0)
        for group in self.ballots:
            for choice in group.choices:
                support[choice] += group.ballots
        return support


def with_unit_costs(election: Election, seats: int) -> Election:
    """The same vote where each project costs 1 and `seats` of them can be paid for.

    Committee voting is this special case of sharing out money (Peters and Skowron, 2020). One unit of money would
    then be a whole project for each voter, so Add1 goes up by a hundredth of the first share instead.
    """
    return replace(
        election,
        projects=tuple(replace(project, cost=Fraction(1)) for project in election.projects),
        budget=Fraction(seats),
        seats=seats,
        step=Fraction(max(seats, 1), 100 * max(election.voters, 1)),
    )
