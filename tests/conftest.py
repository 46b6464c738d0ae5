"""The fixtures that every test can ask for. The tools behind them are in tests/support."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser
from playwright.sync_api import Page as Phone
from sqlalchemy.orm import Session

from config import Config, keys
from engage import create_app
from engage.core import clock as core_clock
from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.extensions import db
from tests.page import Page
from tests.support import browser as chromium
from tests.support import films
from tests.support import session as run
from tests.support.server import LiveServer
from tests.support.site import KINDS, SECRET, Site, hold_templates
from tests.support.staff import sign_in_as

settings.register_profile("thorough", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady" if os.environ.get(run.EVERYTHING) else "thorough")


def pytest_configure(config: pytest.Config) -> None:
    config.opened_folder = run.open_folder()  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.opened_folder:  # type: ignore[attr-defined]
        run.close_folder()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for sentence in run.missing():
        terminalreporter.write_line(f"*** {sentence}", red=True, bold=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Everything that touches the database runs on each kind, unless it is marked `one_database`."""
    if "database_kind" in metafunc.fixturenames:
        one = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize("database_kind", KINDS[:1] if one else KINDS, scope="session")


@pytest.fixture(scope="session", autouse=True)
def films_made_once() -> Iterator[None]:
    """A film that several tests give to the site is looked at and encoded for the first of them only."""
    with films.made_once():
        yield


@pytest.fixture(scope="session")
def house(worker_id: str) -> Flask:
    """The application without a database: for looking at its routes, templates and registries."""
    key_file = run.folder() / f"{worker_id}-keys.json"
    app = create_app(Config("sqlite://", "media", SECRET, key_file, testing=True), keys(key_file, "sqlite://"))
    hold_templates(app, run.folder() / "templates")
    return app


@pytest.fixture(scope="session")
def sites(worker_id: str) -> Iterator[Callable[[str], Site]]:
    """The site on each kind of database, made when first asked for, one for each process."""
    made: dict[str, Site] = {}

    def get(kind: str) -> Site:
        if kind not in made:
            folder = run.folder() / f"{worker_id}-{kind}"
            url = f"sqlite:///{folder}/engage.sqlite3"
            if kind == "postgresql":
                server = run.postgres_server()
                server.start()
                url = server.create_database(f"engage_{worker_id}_{new_id()}")
            made[kind] = Site(kind, url, folder)
        return made[kind]

    yield get
    for site in made.values():
        site.close()


@pytest.fixture
def site(database_kind: str, sites: Callable[[str], Site]) -> Iterator[Site]:
    """The site on an empty database: .app, .save(*rows), .read(select), .writing(), .statements."""
    if database_kind == "postgresql":
        run.need(run.postgres.installed(), "PostgreSQL")
    site = sites(database_kind)
    site.statements.clear()
    yield site
    site.clear()


@pytest.fixture
def app(site: Site) -> Flask:
    """The application; no context is pushed, as in production."""
    return site.app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The application's own database session, for calling queries and actions; what is not committed is dropped."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def save(site: Site) -> Callable[..., Any]:
    """save(*rows): store and commit rows, so that requests see them; returns the first."""
    return site.save


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A bare client, for what a browser would not send."""
    return app.test_client()


@pytest.fixture
def page(site: Site) -> Page:
    """A browser without scripts or pictures; every page it is given has to keep the page contract."""
    return Page(site)


@pytest.fixture
def sign_in(site: Site) -> Callable[..., Page]:
    """sign_in(Role.LEAD, project): a fresh `page`, signed in with that role there (every project without one)."""

    def signed_in(role: Role, project: Any = None) -> Page:
        return sign_in_as(site, role, project.id if project else None)

    return signed_in


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def advance(self, **amount: float) -> None:
        """Move on by as much as timedelta understands: advance(hours=21)."""
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The site's time, standing at 10:00 on Monday 2 March 2026: clock.now, clock.advance(days=1)."""
    standing = Clock()
    core_clock.set_source(lambda: standing.now)
    yield standing
    core_clock.set_source(None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each process of the run."""
    run.need(chromium.installed(), "Chromium")
    with chromium.chromium() as running:
        yield running


@pytest.fixture
def live(site: Site) -> Iterator[str]:
    """The site, served by waitress in this process: its address. The `clock` moves its time too."""
    with ExitStack() as stack:
        yield stack.enter_context(LiveServer(site.app)).address


@pytest.fixture
def phones(browser: Browser, live: str) -> Iterator[chromium.Phones]:
    """phones(javascript=False, locale="ar", …): open a phone on the live site."""
    opened = chromium.Phones(browser, live)
    yield opened
    opened.close()
    assert not opened.problems


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def phone(phones: chromium.Phones, request: pytest.FixtureRequest) -> Phone:
    """A phone 320 px wide, once with JavaScript and once without."""
    return phones(javascript=request.param)
