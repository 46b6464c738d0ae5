"""What SQLite keeps of deleted rows: they are overwritten in the database file, but its log still has them."""

from flask import after_this_request, redirect
from werkzeug.wrappers import Response

from engage.extensions import db


def has_log() -> bool:
    """Whether there is a log to empty. Other databases keep theirs by rules of their own."""
    return db.engine.dialect.name == "sqlite"


def empty_log_afterwards(otherwise: str) -> None:
    """Empty the log as soon as this request has been committed; if it cannot be, go on to the address `otherwise`."""

    @after_this_request
    def empty(response: Response) -> Response:
        if response.status_code < 400 and has_log() and not empty_log():
            return redirect(otherwise, 303)
        return response


def empty_log() -> bool:
    """Write SQLite's log back and cut it to nothing; False if somebody read or wrote for as long as SQLite waits."""
    db.session.rollback()  # whoever reads holds the log open
    connection = db.engine.raw_connection()
    try:
        busy, *_frames = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return not busy
