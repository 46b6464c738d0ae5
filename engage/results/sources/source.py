"""What a thing to export is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engage.projects.models import Activity
from engage.results.tables import Column, Row, Table


@dataclass(frozen=True)
class Source:
    """One thing to export, as one table. `kinds`: the kinds of activity that have it; none means all of them.

    `columns` says what can stand in it, also before anything does; `rows` gives it. Files with room for several tables
    carry those of `beside` along. `explained` is false for what explains itself. `ready` says whether there is anything
    to take away yet; `rows` raises Rejected where it is not. What is `public` everybody can read already, so every
    member of the project's staff may take it away. `about` tells leads in one line what it holds.
    """

    key: str
    label: str
    kinds: tuple[str, ...]
    columns: Callable[[Activity], tuple[Column, ...]]
    rows: Callable[[Activity], Iterable[Row]]
    beside: tuple["Source", ...] = ()
    notes: tuple[str, ...] = ()
    explained: bool = True
    ready: Callable[[Activity], bool] = lambda activity: True
    public: bool = False
    about: str = ""

    def fits(self, activity: Activity) -> bool:
        """Whether this activity has it."""
        return not self.kinds or activity.kind in self.kinds

    def table(self, activity: Activity) -> Table:
        """The thing itself."""
        return Table(self.key, self.label, self.columns(activity), self.rows(activity), self.notes)
