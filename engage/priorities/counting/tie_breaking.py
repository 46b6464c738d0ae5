"""What happens when two projects are exactly level. It is policy, so it has a name and is chosen beforehand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engage.core.errors import Conflict
from engage.core.registry import Registry
from engage.priorities.counting.election import Election, Project


class TieNotSettled(Conflict):
    """Projects are level and the tie rule refuses to choose. `facts["projects"]` names them."""


Rank = Callable[[Project, int], tuple]


@dataclass(frozen=True)
class TieRule:
    """Orders level projects. `rank` maps a project and its number of supporters to a key; the least goes first.

    Every rank ends with the project's id, so that it never depends on the order in which projects are listed.
    """

    key: str
    rank: Rank
    refuses: bool = False

    def order(self, level: Iterable[str], election: Election) -> list[str]:
        """Ids of level projects in order. For a tie that changes nothing, so that even `refuse` may answer."""
        return sorted(level, key=lambda id: self.rank(election.by_id[id], election.supporters[id]))

    def settle(self, level: Iterable[str], election: Election) -> list[str]:
        """Ids of level projects, the one that goes first in front. Raises TieNotSettled where the rule refuses."""
        ordered = self.order(level, election)
        if self.refuses and len(ordered) > 1:
            raise TieNotSettled("tie-not-settled", projects=tuple(ordered))
        return ordered


def _cheapest(project: Project, supporters: int) -> tuple:
    return (project.cost, -supporters, project.id)


def _by_id(project: Project, supporters: int) -> tuple:
    return (project.id,)


CHEAPEST_FIRST = "cheapest-first"
ID_ORDER = "id-order"
REFUSE = "refuse"

# Cheapest first, then most supporters, is what equalshares.net recommends and its calculator does
# (https://equalshares.net/implementation/tie-breaking). Its last resort is a lot; here it is the order of ids, which
# is settled before anyone votes.
TIE_RULES: Registry[TieRule] = Registry(
    "tie rule",
    [TieRule(CHEAPEST_FIRST, _cheapest), TieRule(ID_ORDER, _by_id), TieRule(REFUSE, _by_id, refuses=True)],
)
DEFAULT_TIE_RULE = CHEAPEST_FIRST
