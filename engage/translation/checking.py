"""A second person looks at what was made: what there is to check at a desk, and how each rendition stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engage.content.actions import keep_for_new_wording, mark_checked
from engage.content.models import Rendition
from engage.content.queries import renditions_of
from engage.content.units import Unit, may_check
from engage.core.errors import Conflict
from engage.core.identifiers import content_hash
from engage.media.queries import media_by_ids
from engage.questionnaires.queries import earlier_units
from engage.translation.desks import Desk

FILE_STATES = {"waiting": "being prepared", "refused": "could not be read"}
"""{state of a medium: what a lead is told}. No page shows either."""
STATE_WORDS = {"reviewed": "checked by a colleague"}
"""{state of a rendition: what a lead is told}, where that is not its name."""

OUT_OF_DATE = "out of date"
NOT_THERE = frozenset({"missing", OUT_OF_DATE})

Held = Mapping[tuple[str, str], Rendition]
"""{(unit key, form): its rendition}."""


def held_at(desk: Desk) -> Held:
    """What there is at a desk now."""
    mine = (row for row in renditions_of(desk.scope) if row.language == desk.language.code)
    return {(row.unit_key, row.form): row for row in mine}


@dataclass(frozen=True)
class Check:
    """Renditions that this person can check. seen: stands for exactly these, as they are now."""

    rows: Sequence[Rendition]

    @property
    def seen(self) -> str:
        return content_hash("\x1f".join(f"{row.id} {row.media_id} {row.words}" for row in self.rows))

    def confirm(self, seen: str, checker: str) -> int:
        """Mark them as checked; how many. Conflict where another than what was seen stands there now."""
        if not self.rows or seen != self.seen:
            raise Conflict("not-as-seen")
        mark_checked(self.rows, checker)
        return len(self.rows)


@dataclass(frozen=True)
class Stale:
    """A rendition of other words than its unit has now. before: the unit as it was then, where that is known."""

    row: Rendition
    unit: Unit
    before: Unit | None

    @property
    def seen(self) -> str:
        """Stands for exactly this rendition and these new words."""
        row = self.row
        return content_hash(f"{row.id} {row.media_id} {row.words} {row.source_hash} {self.unit.hash}")

    def keep(self, seen: str, person: str) -> None:
        """Let it stand for the new words. Conflict where something else was seen."""
        if seen != self.seen:
            raise Conflict("not-as-seen")
        keep_for_new_wording(self.row, self.unit, person)


class Standing:
    """How everything stands at a desk."""

    def __init__(self, desk: Desk, forms: Collection[str]) -> None:
        self.forms = forms
        self._scope = desk.scope
        self.held = held_at(desk)
        media = media_by_ids([row.media_id for row in self.held.values() if row.media_id])
        self._files = {one.id: one.state for one in media}

    def words(self, unit: Unit) -> str:
        """What residents would read for a unit; nothing where it is missing or stale."""
        row = self.held.get((unit.key, "text"))
        return row.words if row and row.source_hash == unit.hash else ""

    def states(self, unit: Unit) -> dict[str, str]:
        """{form: `missing`, `stale`, what keeps its file from being shown, or the state of the rendition}."""
        return {form: self._state(unit, form) for form in self.forms}

    def _state(self, unit: Unit, form: str) -> str:
        row = self.held.get((unit.key, form))
        return "missing" if row is None else self._hindrance(unit, row) or STATE_WORDS.get(row.state, row.state)

    def _hindrance(self, unit: Unit, row: Rendition) -> str:
        if row.source_hash != unit.hash:
            return OUT_OF_DATE
        return FILE_STATES.get(self._files.get(row.media_id or "", ""), "")

    def stale(self, unit: Unit) -> dict[str, Stale]:
        """{form: what rendered other words of a unit than it has now}."""
        rows = [row for form in self.forms if (row := self.held.get((unit.key, form))) is not None]
        old = [row for row in rows if row.source_hash != unit.hash]
        before = earlier_units(self._scope, unit.key) if old else {}
        return {row.form: Stale(row, unit, before.get(row.source_hash)) for row in old}

    def wants(self, unit: Unit, forms: Collection[str], person: str) -> bool:
        """Whether one of these forms is missing or stale, or whether any form waits for a check by this person."""
        missing = any(self._state(unit, form) in NOT_THERE for form in forms)
        return missing or any(self.check([unit], form, person).rows for form in self.forms)

    def is_made_by(self, person: str, unit: Unit, form: str) -> bool:
        """Whether a rendition is there, and this person made it."""
        row = self.held.get((unit.key, form))
        return row is not None and row.maker == person

    def check(self, units: Sequence[Unit], form: str, person: str) -> Check:
        """What this person can check of these units in one form."""
        there = [(unit, self.held.get((unit.key, form))) for unit in units]
        rows = [row for unit, row in there if row is not None and not self._hindrance(unit, row)]
        return Check([row for row in rows if may_check(row.state, row.maker, person)])
