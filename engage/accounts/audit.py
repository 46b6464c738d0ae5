"""The log of what staff do: who, what, in which project, in which minute. Never what residents said.

Each entry is sealed with a key that is kept outside the database, over its own content and the seal before it. Whoever
changes, removes, adds or swaps entries in the database breaks the chain at that place.
"""

import json
from datetime import UTC

from flask import current_app, has_request_context
from flask_login import current_user
from sqlalchemy import func, select

from engage.accounts.audited import ACTIONS, Fact
from engage.accounts.models import AuditEntry
from engage.core import clock
from engage.core.identifiers import keyed_digest
from engage.extensions import db

BEGINNING = "0" * 64
APPEND_LOCK = 0x656E67616765
"""Any number, the same for every process: PostgreSQL's advisory lock for appending."""


def record(action: str, *, project_id: str | None = None, object_id: str = "", **facts: Fact) -> None:
    """Log one write by the signed-in person (nobody on the command line): exactly one entry for each staff write.

    `action` is a key of ACTIONS, `object_id` the identifier of what was changed. Raises KeyError for an unknown
    action and ValueError for a missing or undeclared fact: both are mistakes in the program.
    """
    ACTIONS.get(action).check(facts)
    position, previous = _end_of_chain()
    entry = AuditEntry(
        position=position + 1,
        minute=clock.now().replace(second=0, microsecond=0),
        staff_id=current_user.id if has_request_context() and current_user.is_authenticated else None,
        project_id=project_id,
        action=action,
        object_id=object_id,
        facts=facts,
        previous=previous,
    )
    entry.seal = _seal(entry)
    db.session.add(entry)
    db.session.flush()


def first_broken() -> int | None:
    """The position of the first entry that is not what was once written there; None if the chain is whole.

    Removal of the newest entries cannot be seen from inside: compare the last seal with one that was noted elsewhere.
    """
    previous = BEGINNING
    in_order = select(AuditEntry).order_by(AuditEntry.position).execution_options(yield_per=500)
    with db.session.scalars(in_order) as entries:
        for expected, entry in enumerate(entries, start=1):
            if entry.position != expected or entry.previous != previous or entry.seal != _seal(entry):
                return expected
            previous = entry.seal
    return None


def last_seal() -> tuple[int, str]:
    """The number of entries and the newest seal, to be noted elsewhere."""
    newest = db.session.execute(
        select(AuditEntry.position, AuditEntry.seal).order_by(AuditEntry.position.desc()).limit(1)
    ).first()
    return (newest.position, newest.seal) if newest else (0, BEGINNING)


def _end_of_chain() -> tuple[int, str]:
    """Where to append. One transaction at a time: SQLite has one writer anyway, PostgreSQL is told to."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(APPEND_LOCK)))
    return last_seal()


def _seal(entry: AuditEntry) -> str:
    content = json.dumps(
        [
            entry.position,
            entry.minute.astimezone(UTC).isoformat(),
            entry.staff_id,
            entry.project_id,
            entry.action,
            entry.object_id,
            entry.facts,
            entry.previous,
        ],
        sort_keys=True,
        separators=(",", ":"),
    )
    return keyed_digest(current_app.config["ENGAGE_KEYS"]["seals"], "audit", content).hex()
