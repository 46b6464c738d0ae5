"""What a thing to export is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engage.projects.models import Activity
from engage.results.tables import Table


@dataclass(frozen=True)
class Source:
    """One thing to export. `kinds`: the kinds of activity that have it; none means all of them.

    `tables` gives the thing asked for first, and then what explains it.
    """

    key: str
    label: str
    kinds: tuple[str, ...]
    tables: Callable[[Activity], Sequence[Table]]

    def fits(self, activity: Activity) -> bool:
        """Whether this activity has it."""
        return not self.kinds or activity.kind in self.kinds
