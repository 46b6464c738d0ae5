"""The log: only added to, sealed, and whole however many write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from engage.accounts import audit
from engage.accounts.models import AuditEntry
from engage.extensions import db
from tests.support.site import Site

CHANGES = {
    "minute": "minute = :moment",
    "who": "staff_id = 'somebody else'",
    "project": "project_id = NULL",
    "action": "action = 'staff.enabled'",
    "object": "object_id = 'another'",
    "facts": 'facts = \'{"role": "reader"}\'',
    "the seal before": "previous = seal",
    "seal": "seal = previous",
    "position": "position = 99",
}


@pytest.fixture
def entries(site: Site, clock: Any) -> Site:
    """Five entries."""
    with site.writing():
        for number in range(5):
            audit.record("staff.added", project_id="p" * 32, object_id=f"person {number}", role="lead")
            clock.advance(seconds=61)
    return site


def first_broken(site: Site) -> int | None:
    with site.app.app_context():
        return audit.first_broken()


def change(site: Site, statement: str, **values: Any) -> None:
    with site.engine.begin() as connection:
        connection.execute(text(statement), values)


def test_an_untouched_log_is_whole(entries: Site) -> None:
    assert first_broken(entries) is None
    with entries.app.app_context():
        assert audit.last_seal()[0] == 5


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_entry_is_found(entries: Site, clock: Any, what: str) -> None:
    moment = {"moment": clock.now - timedelta(days=1)} if what == "minute" else {}
    change(entries, f"UPDATE audit_entries SET {CHANGES[what]} WHERE position = 3", **moment)
    assert first_broken(entries) == 3


def test_a_removed_entry_is_found(entries: Site) -> None:
    change(entries, "DELETE FROM audit_entries WHERE position = 2")
    assert first_broken(entries) == 2


def test_swapped_entries_are_found(entries: Site) -> None:
    for step in (
        "position = 100 WHERE position = 2",
        "position = 2 WHERE position = 4",
        "position = 4 WHERE position = 100",
    ):
        change(entries, f"UPDATE audit_entries SET {step}")
    assert first_broken(entries) == 2


def test_an_entry_sealed_without_the_key_is_found(entries: Site) -> None:
    entries.app.config["ENGAGE_KEYS"], real = {"seals": b"a" * 32}, entries.app.config["ENGAGE_KEYS"]
    with entries.writing():
        audit.record("staff.disabled", object_id="person 1")
    entries.app.config["ENGAGE_KEYS"] = real
    assert first_broken(entries) == 6


def test_entries_keep_the_minute_and_nobody_on_the_command_line(entries: Site) -> None:
    held = entries.read(db.select(AuditEntry).order_by(AuditEntry.position))
    assert [entry.position for entry in held] == [1, 2, 3, 4, 5]
    assert {(entry.minute.second, entry.staff_id) for entry in held} == {(0, None)}


def test_an_entry_cannot_be_changed_or_deleted_by_the_program(entries: Site, session: Session) -> None:
    session.scalars(db.select(AuditEntry)).first().action = "staff.enabled"
    with pytest.raises(TypeError, match="only be added to"):
        session.flush()
    session.rollback()
    session.delete(session.scalars(db.select(AuditEntry)).first())
    with pytest.raises(TypeError, match="only be added to"):
        session.flush()


def test_a_mistaken_entry_is_refused_before_anything_is_stored(session: Session) -> None:
    with pytest.raises(KeyError, match=r"no logged action 'staff\.promoted'"):
        audit.record("staff.promoted")
    with pytest.raises(ValueError, match="facts"):
        audit.record("staff.added", role="lead", answer="what a resident said")
    assert session.scalar(db.select(AuditEntry)) is None


def test_many_at_once_make_one_chain(site: Site) -> None:
    def write(number: int) -> None:
        with site.writing():
            audit.record("staff.disabled", object_id=f"person {number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    assert first_broken(site) is None
    assert len(site.read(db.select(AuditEntry.position))) == 40


def test_what_is_rolled_back_was_never_logged(site: Site, session: Session) -> None:
    audit.record("staff.disabled", object_id="person")
    session.rollback()
    audit.record("staff.enabled", object_id="person")
    session.commit()
    assert site.read(db.select(AuditEntry.action)) == ["staff.enabled"]
    assert first_broken(site) is None
