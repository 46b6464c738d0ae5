"""What SQLite keeps of deleted rows: they are overwritten in the database file, but its log still has them."""

from flask import after_this_request
from werkzeug.wrappers import Response

from engage.extensions import db


def empty_log_afterwards() -> None:
    """Empty the log as soon as this request has been committed."""

    @after_this_request
    def empty(response: Response) -> Response:
        if response.status_code < 400:
            empty_log()
        return response


def empty_log() -> None:
    """Write SQLite's log back and cut it to nothing. Other databases keep their logs by rules of their own."""
    if db.engine.dialect.name != "sqlite":
        return
    db.session.remove()  # whoever reads holds the log open
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
