"""What becomes of something that was sent to be made public: who may do what, and when (pure).

    waiting ──accept──▶ accepted          sender: change (from any of the three) ──▶ waiting, as a later revision
       │  ▲──── undo ──────┘ │            sender: withdraw (from any of the three) ──▶ withdrawn, for good
       └─decline──▶ declined─┘ undo

While a change waits, or after it was declined, what was accepted before stays public until it is taken off.
"""

from dataclasses import dataclass, replace
from datetime import date

from engage.core.errors import Conflict

WAITING, ACCEPTED, DECLINED, WITHDRAWN = "waiting", "accepted", "declined", "withdrawn"
STATES = (WAITING, ACCEPTED, DECLINED, WITHDRAWN)
LISTED = (WAITING, ACCEPTED, DECLINED)
"""The states that a moderator can list; of the fourth only a tombstone is left."""


@dataclass(frozen=True)
class Standing:
    """Where one sent thing stands.

    revision: the newest one. shown: the revision whose accepted words are public; 0 for none. reason: a key, and
    own_words what the moderator added; both empty unless declined. decided_by: an id of staff.
    """

    state: str = WAITING
    revision: int = 1
    shown: int = 0
    reason: str = ""
    own_words: str = ""
    decided_by: str | None = None
    decided_on: date | None = None

    def permits(self, move: str) -> bool:
        """Whether a move is open from here: `accept`, `decline`, `undo`, `take-off`, `mend`, `change` or `withdraw`."""
        if move == "take-off":
            return self.shown > 0 and self.state in {WAITING, DECLINED}
        return self.state in FROM[move]


FROM = {
    "accept": frozenset({WAITING}),
    "decline": frozenset({WAITING}),
    "undo": frozenset({ACCEPTED, DECLINED}),
    "mend": frozenset({ACCEPTED}),
    "change": frozenset(LISTED),
    "withdraw": frozenset(LISTED),
}
MODERATORS_MOVES = ("accept", "decline", "undo", "take-off", "mend")
SENDERS_MOVES = ("change", "withdraw")


def _require(standing: Standing, move: str) -> None:
    if not standing.permits(move):
        raise Conflict("moved-on")


def accept(standing: Standing, by: str | None, on: date) -> Standing:
    """A moderator makes the newest revision public."""
    _require(standing, "accept")
    return replace(standing, state=ACCEPTED, shown=standing.revision, decided_by=by, decided_on=on)


def decline(standing: Standing, by: str | None, on: date, reason: str, own_words: str = "") -> Standing:
    """A moderator keeps the newest revision back, and says why; what was accepted before stays public."""
    _require(standing, "decline")
    return replace(standing, state=DECLINED, reason=reason, own_words=own_words, decided_by=by, decided_on=on)


def undo(standing: Standing, by: str | None, on: date) -> Standing:
    """A moderator takes a decision back: what it made public is public no longer."""
    _require(standing, "undo")
    shown = 0 if standing.state == ACCEPTED else standing.shown
    return replace(standing, state=WAITING, shown=shown, reason="", own_words="", decided_by=by, decided_on=on)


def take_off(standing: Standing, by: str | None, on: date) -> Standing:
    """A moderator ends the showing of what was accepted before the newest revision."""
    _require(standing, "take-off")
    return replace(standing, shown=0, decided_by=by, decided_on=on)


def mend(standing: Standing, by: str | None, on: date) -> Standing:
    """A moderator mends the words that are public; the decision stands as it was made."""
    _require(standing, "mend")
    return standing


def change(standing: Standing, revision: int) -> Standing:
    """The sender sent a later revision: it waits, and what was accepted before stays public."""
    _require(standing, "change")
    return Standing(state=WAITING, revision=revision, shown=standing.shown)


def hide(standing: Standing) -> Standing:
    """The sender agrees no longer that what was accepted is public; it was sent anew, so it waits."""
    return replace(standing, shown=0)


def withdraw(standing: Standing) -> Standing:
    """The sender takes everything back."""
    _require(standing, "withdraw")
    return Standing(state=WITHDRAWN, revision=standing.revision)
