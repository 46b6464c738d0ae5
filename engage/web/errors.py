"""One page for each way that a request can fail, in the reader's language."""

import errno
import logging
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from engage.core.errors import DomainError
from engage.extensions import db
from engage.web.logs import told
from engage.web.typed import came_from, typed_by_staff

log = logging.getLogger("engage")

PAGES = {
    400: (_l("This page could not be read"), _l("Go back and try again.")),
    403: (_l("This page is not open to you"), _l("Go to the start and choose what you want to do.")),
    404: (_l("There is no page here"), _l("Check the address, or go to the start.")),
    409: (
        _l("Something changed while you were answering"),
        _l("Nothing you wrote is lost. We kept both versions."),
    ),
    410: (_l("This has closed"), _l("It does not take answers any more. Answers sent before are safe.")),
    413: (_l("That file is too large"), _l("Go back and choose a smaller file, or make a shorter recording.")),
    422: (_l("Something needs to be mended"), _l("Go back and check what you wrote.")),
    429: (
        _l("Wait a few minutes, then try again"),
        # Translators: connection is a connection to the internet
        _l("A lot was tried from this connection, by you or by others who use it. What was saved stays saved."),
    ),
    500: (_l("Something went wrong on our side"), _l("Go back and send again. Sending twice never counts twice.")),
    503: (
        _l("The site is busy"),
        _l("We could not save this yet. Wait a moment, go back and send it again. Sending twice never counts twice."),
    ),
}
SAYS = "engage.failure_says"
"""The extension that says a page with its sign and its sound, which are kept by a slice above this one."""
RETRY_SECONDS = {429: "300", 503: "5"}
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def bind(app: Flask) -> None:
    """Answer every failure with its page; details go to the log, never to the reader."""
    app.register_error_handler(DomainError, lambda error: error_page(error.status))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _other_session)
    app.register_error_handler(RequestEntityTooLarge, lambda error: error_page(413))
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(PoolTimeout, _database_error)
    app.register_error_handler(DBAPIError, _unexpected)
    app.register_error_handler(OSError, _system_error)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int) -> Response:
    """The page for a status, in the language of the address."""
    known = status if status in PAGES else 400 if status < 500 else 500
    title, advice = PAGES[known]
    # The frame of staff pages asks who is signed in, which a database that is away cannot answer.
    staff = request.path.startswith("/staff") and "language" in g and status != 503
    facts = {"title": title, "heading": title, "advice": advice}
    if staff:
        html = _staff_page(status, facts)
    else:
        html = render_template("errors/error.html", said=current_app.extensions[SAYS](known), **facts)
    response = make_response(html, status)
    if status in RETRY_SECONDS:
        response.headers["Retry-After"] = RETRY_SECONDS[status]
    return response


def signed_out() -> Response:
    """A form of staff came after their session had ended: they get their own words back, and the way to sign in."""
    return make_response(_staff_page(401, {"ended": True}), 401)


def _other_session(error: CSRFError) -> Response:
    """A form came from a page of another session."""
    if request.path.startswith("/staff"):
        return make_response(_staff_page(400, {"ended": True}), 400)
    return error_page(400)


def _staff_page(status: int, facts: dict[str, Any]) -> str:
    """A refusal on the pages of staff. What was typed stands on it, unless the body itself was refused."""
    words = typed_by_staff() if status != 413 else []
    place = request.view_args or {}
    return render_template("errors/staff.html", **facts, status=status, words=words, place=place, again=came_from())


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    response = error_page(error.code)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(error.valid_methods or ())
    return response


def _database_error(error: Exception) -> Response:
    """The database is locked, full or away. Nothing of this request was kept; sending it again is safe."""
    log.error("nothing can be kept now: %s", type(error.__cause__ or error).__name__)
    db.session.rollback()
    return error_page(503)


def _system_error(error: OSError) -> Response:
    """A disk without room is told like a database without room; anything else was not expected."""
    return _database_error(error) if error.errno in NO_ROOM else _unexpected(error)


def _unexpected(error: Exception) -> Response:
    log.error("unexpected %s", told(type(error), error.__traceback__))
    db.session.rollback()
    return error_page(500)
