"""Which passwords are accepted, and how they are kept: Argon2id, 19 MiB, two passes (OWASP's second choice)."""

import re
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 128
FEWEST_SIGNS = 5
"""A password of fewer different characters is a repetition."""
SHORTEST_NAME = 4
"""An address such as a@example.org must not forbid every password with an "a"."""

_RUNS = tuple(
    row * 15
    for row in ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl")
)
"""Rows of keys, as often as the longest password could go round."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("the account that does not exist")
_common = frozenset((Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split())
_lookalikes = str.maketrans("0134578@$!", "oleastbasi")


def problem_with(password: str, email: str) -> str | None:
    """Why a new password is refused: "short", "long", "address", "common", or None when it is good."""
    password = _tidy(password[: LONGEST * 4])
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    name = email.partition("@")[0]
    if len(name) >= SHORTEST_NAME and name in password.casefold():
        return "address"
    return "common" if _is_common(password) else None


def hashed(password: str) -> str:
    """The password as it is stored. Takes about a tenth of a second and 19 MiB: never while a lock is held."""
    return _hasher.hash(_tidy(password))


def matches(stored: str | None, typed: str) -> bool:
    """Whether the typed password is the stored one. Takes as long when there is none, and then is never true."""
    if len(typed) > LONGEST * 4:
        typed = ""  # nobody has such a password; do not hash a novel
    try:
        return _hasher.verify(stored or _nobody, _tidy(typed)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether a stored hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def _tidy(password: str) -> str:
    """One form for the same letters typed on different keyboards."""
    return unicodedata.normalize("NFKC", password)


def _is_common(password: str) -> bool:
    """Whether it is a repetition, a run along the keyboard, or a common word with digits and signs around it."""
    low = password.casefold()
    inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low)
    readings = {low, low.translate(_lookalikes), inner, inner.translate(_lookalikes)}
    words = {re.sub(r"[\W\d_]+", "", reading) for reading in readings}
    candidates = words | {_unrepeated(word) for word in words}
    return len(set(low)) < FEWEST_SIGNS or _is_run(low) or not _common.isdisjoint(candidates)


def _is_run(low: str) -> bool:
    return any(low in run or low[::-1] in run for run in _RUNS)


def _unrepeated(word: str) -> str:
    """The word that is written several times: "passwordpassword" is "password"."""
    found = re.fullmatch(r"(.+?)\1+", word)
    return found[1] if found else word
