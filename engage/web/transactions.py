"""One commit for one successful POST; reads never lock and never write.

A POST runs in one transaction, begun with BEGIN IMMEDIATE on SQLite, so that it never fails half-way for want of a
lock. It is committed before the answer leaves (an answer is a promise), and rolled back when the view refuses.
Slow work is done before it, `without_lock`.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask, Response, g, request, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from engage.extensions import db

PATIENCE = 5
"""Seconds to wait for somebody else's lock, or for a connection, before a person is told that the site is busy."""
SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: NORMAL can lose acknowledged answers when the power fails
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 1000 * PATIENCE,
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_writing: ContextVar[bool] = ContextVar("writing", default=True)


def database_options(url: str) -> dict[str, Any]:
    """Options for SQLAlchemy's engine. PostgreSQL: a bounded pool that notices dead connections."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": PATIENCE}}
    patient = {"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE}s"}
    pool = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20, "pool_timeout": PATIENCE}
    return {"connect_args": patient, **pool}


def bind(app: Flask, database: SQLAlchemy) -> None:
    """Prepare every connection and mark each request as reading or writing."""
    with app.app_context():
        if database.engine.dialect.name == "sqlite":
            _prepare_sqlite(database.engine)

    @app.before_request
    def choose() -> None:
        _writing.set(request.method not in SAFE_METHODS)

    @app.teardown_request
    def forget(error: BaseException | None) -> None:
        _writing.set(True)

    @app.teardown_appcontext
    def let_go(error: BaseException | None) -> None:
        """Give the connection back. One that died after the last read must not take a finished page with it."""
        try:
            database.session.remove()
        except DBAPIError:
            database.session.remove()  # the transaction counts as ended now; the pool notices the rest


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver
        for name, value in SQLITE_PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


@contextmanager
def without_lock() -> Iterator[None]:
    """Do slow work, such as hashing a password or writing a file, between two transactions. It may read, never write.

    The transaction of a POST or a command holds SQLite's only write lock from its first read on. A tenth of a second
    of hashing under it would let nobody else's answers in, and thirty wrong passwords would stop the site. What was
    read before may have changed afterwards, so the write that follows names the state that it relies on. A command
    that only reads has it as a decorator.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("there are unsaved changes that would be lost")
    db.session.rollback()
    before = _writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        _writing.reset(before)


def has_log() -> bool:
    """Whether there is a log to empty. Other databases keep theirs by rules of their own."""
    return db.engine.dialect.name == "sqlite"


def empty_log() -> bool:
    """Write SQLite's log back and cut it to nothing; False if somebody read or wrote for as long as SQLite waits.

    Deleted rows are overwritten in the database file, but the log still has them.
    """
    db.session.rollback()  # whoever reads holds the log open
    connection = db.engine.raw_connection()
    try:
        busy, *_frames = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return not busy


LATEST = text("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS xid) AS text)")
SOMEBODY_BEFORE = text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity"
    " WHERE greatest(age(backend_xid), age(backend_xmin)) > age(CAST(:latest AS xid)) AND pid <> pg_backend_pid()"
    " AND coalesce(datname, current_database()) = current_database() AND backend_type <> 'autovacuum worker')"
)


def compact(tables: Sequence[str]) -> bool:
    """Write PostgreSQL's tables into new files, without the rows that were deleted or changed before.

    False if somebody used a table, or read or wrote from before on, for longer than anybody waits: their rows stay.
    """
    db.session.rollback()  # whoever reads keeps the deleted rows
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        latest, until = connection.scalar(LATEST), time.monotonic() + PATIENCE
        while connection.scalar(SOMEBODY_BEFORE, {"latest": latest}):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        try:
            for table in tables:
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')
        except OperationalError:
            return False
    return True


def keep() -> None:
    """Commit although this request answers with an error status: both versions of a conflict are kept."""
    g.keep = True


class OneCommit(Flask):
    """A Flask application that commits once, after the view and before the answer."""

    def dispatch_request(self) -> Response:
        response = self.make_response(super().dispatch_request())
        if request.method not in SAFE_METHODS and (database := self.extensions.get("sqlalchemy")):
            if response.status_code < 400 or g.get("keep"):
                self._commit(database)
            else:
                database.session.rollback()
        return response

    def _commit(self, database: SQLAlchemy) -> None:
        """Commit, or let the browser remember nothing of it: a receipt must not be shown for what was not kept."""
        try:
            database.session.commit()
        except Exception:
            before = self.session_interface.open_session(self, request)
            session.clear()
            session.update(before or {})
            session.modified = False
            raise
