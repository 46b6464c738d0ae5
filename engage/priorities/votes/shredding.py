"""What SQLite keeps of deleted rows: they are overwritten in the database file, but its log still has them."""

from flask import after_this_request, redirect
from werkzeug.wrappers import Response

from engage.web.transactions import empty_log, has_log


def empty_log_afterwards(otherwise: str) -> None:
    """Empty the log as soon as this request has been committed; if it cannot be, go on to the address `otherwise`."""

    @after_this_request
    def empty(response: Response) -> Response:
        if response.status_code < 400 and has_log() and not empty_log():
            return redirect(otherwise, 303)
        return response
