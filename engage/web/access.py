"""Access is declared on the view; silence means no."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.core.errors import NotAllowed, NotFound
from engage.core.roles import Role
from engage.web.errors import signed_out
from engage.web.typed import typed_by_staff

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE = "everyone"


def open_to_everyone(view: View) -> View:
    """Anyone may use this view, with no account."""
    view.access = EVERYONE  # type: ignore[attr-defined]
    return view


def staff_only(*roles: Role) -> Callable[[View], View]:
    """Only signed-in staff with one of these roles, in the project that the address names if it names one."""

    def declare(view: View) -> View:
        view.access = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def declared_access(endpoint: str) -> frozenset[Role] | str | None:
    """What the view declared: EVERYONE, a set of roles, or None when it is silent."""
    return getattr(current_app.view_functions[endpoint], "access", None)


def guard(app: Flask) -> None:
    """Refuse every view that does not declare who may use it, and everyone whom it does not name."""

    @app.before_request
    def check() -> Response | None:
        if request.endpoint is None:
            return None
        access = declared_access(request.endpoint)
        if access == EVERYONE:
            return None
        if access is None:
            raise NotAllowed("undeclared")
        if not current_user.is_authenticated:
            if typed_by_staff():
                return signed_out()
            return redirect(url_for("accounts.sign_in", next=request.path if request.method == "GET" else None))
        project = (request.view_args or {}).get("project")
        if not current_user.may(access, project):
            # A project that one has no part in looks like one that does not exist.
            raise NotFound() if project and not current_user.may(frozenset(Role), project) else NotAllowed()
        return None
