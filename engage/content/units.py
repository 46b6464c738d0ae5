"""Units and the meaning lock (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass

from engage.core.identifiers import content_hash

FORMS = ("text", "sign", "sound", "picture")
STATES = ("computer draft", "translated", "second translation", "reviewed", "adjudicated", "pretested")
CHECKED_STATES = frozenset({"reviewed", "adjudicated", "pretested"})
"""States in which a second person has looked at the rendition."""


def may_check(state: str, maker: str, checker: str) -> bool:
    """Whether this person can check it: nobody checks their own work, anybody what a computer drafted."""
    return state not in CHECKED_STATES and (state == "computer draft" or maker != checker)


def state_once_kept(state: str, maker: str, person: str) -> str:
    """The state of a rendition once this person has said that it is right for the new wording of its unit.

    What was checked stays so where somebody else made it: what was never checked is no more checked for that.
    """
    if state == "computer draft" or (state in CHECKED_STATES and may_check("translated", maker, person)):
        return state
    return "translated"


@dataclass(frozen=True)
class Unit:
    """One thing a person is shown. `order` is the order of its options, which a signed clip depends on."""

    key: str
    source: str
    order: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """Changes with the wording or the order of options, so that no stale rendition is ever shown."""
        return content_hash("\x1f".join((self.source, *self.order)))


@dataclass(frozen=True)
class Coverage:
    """How many of the units have a rendition that still says what they say."""

    done: int
    total: int

    @property
    def complete(self) -> bool:
        return self.done >= self.total


def coverage(units: Iterable[Unit], rendered: dict[str, str]) -> Coverage:
    """Count units whose rendition's hash ({key: hash}) is the unit's own."""
    wanted = [unit for unit in units if unit.source]
    return Coverage(sum(rendered.get(unit.key) == unit.hash for unit in wanted), len(wanted))
