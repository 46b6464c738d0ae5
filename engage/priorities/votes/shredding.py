"""What a database keeps of rows that were deleted or written anew: SQLite in its log, PostgreSQL in its tables."""

from flask import after_this_request, redirect
from werkzeug.wrappers import Response

from engage.priorities.votes.models import Ballot, BallotCode, BallotReceipt, VoteBox
from engage.web.transactions import compact, empty_log, has_log

TABLES = (Ballot, BallotCode, BallotReceipt, VoteBox)
"""The box too: each ballot changes it, in the order in which they come, and its key is deleted at the end."""


def wipe() -> bool:
    """Wipe what is kept of such rows; False if somebody was in the way."""
    return empty_log() if has_log() else compact([table.__tablename__ for table in TABLES])


def wipe_afterwards(otherwise: str) -> None:
    """Wipe it as soon as this request has been committed; if that fails, go on to the address `otherwise`."""

    @after_this_request
    def empty(response: Response) -> Response:
        if response.status_code < 400 and not wipe():
            return redirect(otherwise, 303)
        return response
