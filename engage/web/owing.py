"""A Leave that is owed: chosen without a connection (static/js/leave.js), settled before the browser is told anything.

A script cannot delete the cookies of a visit: only an answer of the site can. So the script leaves a note in a cookie
of its own, which says nothing more and goes along with whatever the browser asks for next.
"""

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from engage.web.security import CLEAR, forget_everything, is_of_staff, safe_path

ASKED = "X-Leave"
"""A request that is itself the Leave: its view forgets everything, and may keep what was typed before it does."""


def bind(app: Flask) -> None:
    """To be bound before anything that reads the session."""
    note = "__Host-left" if app.config["SESSION_COOKIE_SECURE"] else "left"
    app.extensions.setdefault("engage.resident_cookies", []).append(note)

    @app.before_request
    def settle() -> Response | None:
        """Ask for the same address again, with nothing in hand. What was sent from a page that was left is not kept."""
        elsewhere = is_of_staff(request.path) or request.path.startswith("/static/")
        if note not in request.cookies or elsewhere or ASKED in request.headers:
            return None
        response = forget_everything(redirect(safe_path(request.path, "/"), 303))
        response.headers["Clear-Site-Data"] = CLEAR
        return response
