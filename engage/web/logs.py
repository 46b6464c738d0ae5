"""What may stand in a log: that something happened and where in the code, never who asked or for what."""

import logging
import traceback
from types import TracebackType

TOLD = {
    "Invalid request from": "a request could not be read",  # gunicorn: an address and a piece of the request
    "Error handling request": "a request failed",  # gunicorn: a whole address, with its query
    "Exception while serving": "a request failed",  # waitress: a path
    "Client disconnected while serving": "somebody left before the answer was there",  # waitress: a path
}
"""How the programs that serve the site begin a line about a request, and what is written instead."""


def bind() -> None:
    """Let waitress, where it serves, write no more than gunicorn may (gunicorn.conf.py)."""
    logging.getLogger("waitress").addFilter(without_people)


def without_people(record: logging.LogRecord) -> bool:
    """A filter that leaves people out of a line; the line itself stays."""
    for start, words in TOLD.items():
        if str(record.msg).startswith(start):
            kind, _error, place = record.exc_info or (None, None, None)
            record.msg = f"{words}: {told(kind, place)}" if kind else words
            record.args, record.exc_info = (), None
    return True


def told(kind: type[BaseException], place: TracebackType | None) -> str:
    """A failure by its name and its place in the code, without the values that it carries."""
    return f"{kind.__name__}\n{''.join(traceback.format_tb(place))}"
