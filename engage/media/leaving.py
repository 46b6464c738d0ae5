"""Files whose rows are going: removed when that has been committed, kept when it has not."""

import logging

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Session

from engage.media.storage import current_storage

log = logging.getLogger("engage")
LEAVING = "media.leaving"


def leave_after_commit(session: Session, *names: str) -> None:
    """Remove these files (empty names are none) as soon as the session's transaction has been committed."""
    session.info.setdefault(LEAVING, []).extend(name for name in names if name)


def bind(app: Flask, database: SQLAlchemy) -> None:
    """Watch the application's sessions for their commits."""
    with app.app_context():
        sessions = database.session.session_factory
    if not event.contains(sessions, "after_commit", _remove):
        event.listen(sessions, "after_commit", _remove)
        event.listen(sessions, "after_rollback", _forget)


def _remove(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for name in session.info.pop(LEAVING, ()):
        try:
            current_storage().delete(name)
        except OSError as error:  # the sweep will find the file, which no row speaks of any more
            log.error("a file could not be removed yet: %s", type(error).__name__)


def _forget(session: Session) -> None:
    # A savepoint that is undone makes the whole list uncertain; what was meant to go is then left to the sweep.
    session.info.pop(LEAVING, None)
