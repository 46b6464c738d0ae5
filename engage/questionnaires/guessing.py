"""Slowing down whoever guesses codes. Right codes are always let in: a whole hall may stand behind one address."""

from flask import current_app

from engage.accounts.attempts import Attempts
from engage.core import clock
from engage.core.errors import TooMany
from engage.web.limits import caller

WRONG_CODES = 60
"""Wrong codes from one network in a quarter of an hour: more than a hall mistypes, far fewer than guessing needs."""


def count_wrong_code() -> None:
    """Call for a code that was looked up and is not there; TooMany when there were too many."""
    counts: Attempts = current_app.extensions["engage.wrong_codes"]
    if not counts.take({caller(): WRONG_CODES}, clock.now()):
        raise TooMany("codes")
