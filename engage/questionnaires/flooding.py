"""Keeping one network from filling the disk. Thirty phones behind one address are a gathering, not an attack."""

from flask import current_app, session

from engage.accounts.attempts import Attempts
from engage.core import clock
from engage.core.errors import TooMany
from engage.web.limits import caller, is_near

MOST = 150
"""Of one kind, from one network in a quarter of an hour, in each process: five halls, or one phone company's share."""


def refuse_floods(kind: str) -> None:
    """Call before something new is kept of a person; TooMany for a network that can only be filling the disk.

    A gathering has an allowance of its own wherever it is, so what others behind its address do is not held against it.
    """
    if is_near():
        return
    gathering = session.get("gathering", {}).get("id", "")
    counts: Attempts = current_app.extensions["engage.kept"]
    if not counts.take({f"{kind} {gathering} {caller()}": MOST}, clock.now()):
        raise TooMany(kind)
