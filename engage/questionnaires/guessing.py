"""Slowing down whoever guesses codes. Right codes are always let in: a whole hall may stand behind one address."""

from flask import current_app

from engage.accounts.attempts import Attempts
from engage.core import clock
from engage.core.errors import TooMany
from engage.web.limits import caller

WRONG_CODES = 60
"""Wrong codes from one network in a quarter of an hour: more than a hall mistypes, far fewer than guessing needs."""
MANY_WRONG_CODES = 2000
"""From here on nothing is looked up for that network, so that not even a lucky guess comes through."""


def refuse_guessers() -> None:
    """Call before a code is looked up; TooMany for a network that can only be guessing."""
    if not _counts().allows({f"guessing {caller()}": MANY_WRONG_CODES}, clock.now()):
        raise TooMany("codes")


def count_wrong_code() -> None:
    """Call for a code that was looked up and is not there; TooMany when there were too many."""
    _counts().take({f"guessing {caller()}": MANY_WRONG_CODES}, clock.now())
    if not _counts().take({caller(): WRONG_CODES}, clock.now()):
        raise TooMany("codes")


def _counts() -> Attempts:
    counts: Attempts = current_app.extensions["engage.wrong_codes"]
    return counts
