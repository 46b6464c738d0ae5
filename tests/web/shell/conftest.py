"""A workshop: the whole site on the test's database, with a few extra views that do what real ones must not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, abort, request
from sqlalchemy import update
from werkzeug.exceptions import RequestEntityTooLarge

from engage import create_app
from engage.core import errors
from engage.extensions import db
from engage.projects.models import Project
from engage.web.access import open_to_everyone
from engage.web.limits import caller
from engage.web.transactions import keep
from tests.factories.projects import make_project
from tests.support.site import Site

KINDS = {kind.status: kind for kind in errors.DomainError.__subclasses__()}
NEVER = "never to be seen"
"""What a view was working on when it failed; it belongs neither on the page nor in the log."""


@open_to_everyone
def write(language: str, slug: str) -> Response:
    """Store a project and answer with the status that the form asks for."""
    db.session.add(make_project(slug=slug))
    db.session.flush()
    if request.form.get("keep"):
        keep()
    return Response(status=int(request.form.get("status", 204)))


@open_to_everyone
def fail(language: str, status: int) -> Response:
    """Store a project and fail in one of the known ways, or in one that nobody thought of."""
    db.session.add(make_project(slug="half-done"))
    db.session.flush()
    if status == 413:
        raise RequestEntityTooLarge(NEVER)
    if status in KINDS:
        raise KINDS[status](NEVER, words=NEVER)
    if status == 500:
        raise RuntimeError(NEVER)
    abort(status)


@open_to_everyone
def rename(language: str) -> Response:
    """Lengthen the name of every project: read, then write what was read."""
    for project in db.session.query(Project):
        db.session.execute(update(Project).where(Project.id == project.id).values(name=project.name + "x"))
    return Response(status=204)


@open_to_everyone
def look(language: str) -> str:
    """Read, and tell who asks."""
    db.session.query(Project).count()
    return f"{request.remote_addr} {request.scheme} {request.host} {caller()}"


def build(site: Site, **changes: Any) -> Flask:
    """The site with the extra views; `changes` replace fields of its configuration."""
    values = {name: getattr(site.config, name) for name in site.config.__dataclass_fields__}
    app = create_app(type(site.config)(**values | changes), site.app.config["ENGAGE_KEYS"])
    app.jinja_env.bytecode_cache = site.app.jinja_env.bytecode_cache
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/<language>/workshop/write/<slug>", view_func=write, methods=["GET", "POST"])
    app.add_url_rule("/<language>/workshop/fail/<int:status>", view_func=fail, methods=["GET", "POST"])
    app.add_url_rule("/<language>/workshop/rename", view_func=rename, methods=["POST"])
    app.add_url_rule("/<language>/workshop/look", view_func=look)
    return app


@pytest.fixture(scope="session")
def workshops() -> Iterator[dict[Any, Flask]]:
    """The workshops that tests share, by the kind of database and what differs in their configuration."""
    built: dict[Any, Flask] = {}
    yield built
    for app in built.values():
        _close(app)


@pytest.fixture
def workshop(site: Site, workshops: dict[Any, Flask]) -> Callable[..., Flask]:
    """workshop(base_url=…, trusted_proxies=…): the site with the extra views, on the test's own database."""

    def shared(**changes: Any) -> Flask:
        name = (site.kind, *sorted(changes.items()))
        if name not in workshops:
            workshops[name] = build(site, **changes)
        return workshops[name]

    return shared


@pytest.fixture
def own_workshop(site: Site) -> Iterator[Flask]:
    """A workshop that the test may alter."""
    app = build(site)
    yield app
    _close(app)


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
