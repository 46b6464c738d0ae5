"""A ballot on its way lives in one sealed, short-lived cookie of its voter's browser, and nowhere else.

The choice stands in it as one bit for each option, so that the cookie is as long for every choice.
"""

import base64
from datetime import timedelta
from typing import Any

from flask import Flask, Response, current_app, g, request

from engage.core import clock
from engage.core.sealing import Sealer, Unreadable

LIFE = timedelta(hours=2)


def bind(app: Flask) -> None:
    """Write what a request decided about the ballot, and let Leave and “Next person” erase it."""
    name = _name(app)
    app.extensions.setdefault("engage.resident_cookies", []).append(name)

    @app.after_request
    def write(response: Response) -> Response:
        if "ballot" in g and not _erased(response, name):
            _write(response, name, g.ballot)
        return response


def held(activity_id: str) -> dict[str, Any] | None:
    """What this browser holds of a ballot for this vote; None where there is nothing, or it is too old."""
    value = request.cookies.get(_name(current_app), "")
    try:
        content = _sealer().open_json(base64.urlsafe_b64decode(value)) if value else None
    except (Unreadable, ValueError):
        return None
    if not content or content["activity"] != activity_id or content["until"] < clock.now().timestamp():
        return None
    return dict(content["ballot"])


def keep(activity_id: str, ballot: dict[str, Any]) -> None:
    """Let the browser hold this ballot from now on."""
    until = int((clock.now() + LIFE).timestamp())
    g.ballot = _sealer().seal_json({"activity": activity_id, "until": until, "ballot": ballot})


def erase() -> None:
    """Take the ballot out of the browser, once what was done with it has been committed."""
    g.ballot = None


def _write(response: Response, name: str, sealed: bytes | None) -> None:
    facts: dict[str, Any] = {
        "path": "/",
        "secure": current_app.config["SESSION_COOKIE_SECURE"],
        "httponly": True,
        "samesite": "Lax",
    }
    if sealed is not None:
        response.set_cookie(name, base64.urlsafe_b64encode(sealed).decode(), max_age=LIFE, **facts)
    elif response.status_code < 400:  # after a failure the person sends the same ballot again
        response.delete_cookie(name, **facts)


def _erased(response: Response, name: str) -> bool:
    """Whether the answer makes the browser forget the ballot already: nothing may be written after that."""
    return any(header.startswith(f"{name}=;") for header in response.headers.getlist("Set-Cookie"))


def _name(app: Flask) -> str:
    return "__Host-ballot" if app.config["SESSION_COOKIE_SECURE"] else "ballot"


def _sealer() -> Sealer:
    return Sealer(current_app.config["ENGAGE_KEYS"]["seals"], "ballot cookie")
