"""One commit for one successful POST; nothing for a refused one; reads never write."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from time import monotonic
from typing import Any

import pytest
from flask import Flask, Response
from sqlalchemy import event, select, text

from engage.extensions import db
from engage.projects.models import Project
from engage.web.transactions import without_lock
from tests.factories.projects import make_project
from tests.support.site import Site, lock_is_held

Workshop = Callable[..., Flask]
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
"""synchronous=2 is FULL: less can lose acknowledged answers when the power fails."""


def slugs(site: Site) -> set[str]:
    return set(site.read(select(Project.slug)))


@contextmanager
def counted(app: Flask) -> Iterator[dict[str, list[str]]]:
    """What happens on the application's connections: commits, and every statement."""
    seen: dict[str, list[str]] = {"commits": [], "statements": []}

    def commit(connection: Any) -> None:
        seen["commits"].append("commit")

    def statement(connection: Any, cursor: Any, words: str, *rest: Any) -> None:
        seen["statements"].append(words)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "commit", commit)
    event.listen(engine, "before_cursor_execute", statement)
    yield seen
    event.remove(engine, "commit", commit)
    event.remove(engine, "before_cursor_execute", statement)


def test_a_successful_post_commits_once_and_before_it_answers(workshop: Workshop, site: Site) -> None:
    app = workshop()
    with counted(app) as seen:
        assert app.test_client().post("/en/workshop/write/kept").status_code == 204
        assert slugs(site) == {"kept"}
    assert seen["commits"] == ["commit"]


@pytest.mark.parametrize("status", [400, 409, 422, 500])
def test_an_answer_of_refusal_keeps_nothing(workshop: Workshop, site: Site, status: int) -> None:
    assert workshop().test_client().post("/en/workshop/write/x", data={"status": status}).status_code == status
    assert slugs(site) == set()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 413, 422, 429, 500, 503])
def test_a_failure_keeps_nothing(workshop: Workshop, site: Site, status: int) -> None:
    assert workshop().test_client().post(f"/en/workshop/fail/{status}").status_code == status
    assert slugs(site) == set()


def test_a_conflict_may_keep_both_versions(workshop: Workshop, site: Site) -> None:
    client = workshop().test_client()
    assert client.post("/en/workshop/write/both", data={"status": 409, "keep": 1}).status_code == 409
    assert slugs(site) == {"both"}
    client.post("/en/workshop/write/next", data={"status": 409})
    assert slugs(site) == {"both"}, "keeping is for one request only"


def test_a_get_keeps_nothing(workshop: Workshop, site: Site) -> None:
    assert workshop().test_client().get("/en/workshop/write/x").status_code == 204
    assert slugs(site) == set()


def test_what_one_request_left_behind_is_not_in_the_next(workshop: Workshop, site: Site) -> None:
    client = workshop().test_client()
    client.post("/en/workshop/fail/500")
    client.post("/en/workshop/write/after")
    assert slugs(site) == {"after"}


@pytest.mark.one_database
def test_only_writing_takes_the_lock_on_sqlite(workshop: Workshop) -> None:
    app = workshop()
    with counted(app) as seen:
        app.test_client().get("/en/workshop/look")
        assert seen["statements"][0] == "BEGIN"
        seen["statements"].clear()
        app.test_client().post("/en/workshop/write/x")
        assert seen["statements"][0] == "BEGIN IMMEDIATE"


@pytest.mark.one_database
def test_slow_work_holds_no_lock_and_the_write_after_it_does(site: Site) -> None:
    site.save(make_project(slug="before"))
    with site.app.app_context():
        found = db.session.scalars(select(Project)).one()  # as a POST does: the lock is held from here on
        assert lock_is_held(site)
        with without_lock():
            assert found.slug == "before", "reading is allowed"
            assert not lock_is_held(site)
        found.slug = "after"
        db.session.flush()
        assert lock_is_held(site)
        db.session.commit()
    assert slugs(site) == {"after"}


@pytest.mark.one_database
def test_slow_work_that_fails_leaves_the_lock_as_it_was(site: Site) -> None:
    with site.app.app_context():
        with pytest.raises(ValueError, match="broken"), without_lock():
            raise ValueError("broken")
        db.session.scalars(select(Project)).all()
        assert lock_is_held(site)


@pytest.mark.one_database
def test_every_pooled_connection_has_every_pragma(workshop: Workshop) -> None:
    with workshop().app_context():
        connections = [db.engine.raw_connection() for _ in range(6)]
        assert len({id(connection.driver_connection) for connection in connections}) == 6
        for connection in connections:
            cursor = connection.cursor()
            held = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
            connection.close()
            assert held == PRAGMAS


def test_the_disk_has_it_before_anybody_is_told(workshop: Workshop, site: Site) -> None:
    asked = {"sqlite": ["PRAGMA synchronous"], "postgresql": ["SHOW fsync", "SHOW synchronous_commit"]}[site.kind]
    expected = {"sqlite": [2], "postgresql": ["on", "on"]}[site.kind]
    with workshop().app_context():
        assert [db.session.scalar(text(statement)) for statement in asked] == expected


@pytest.mark.one_database
def test_a_locked_database_is_told_in_time_and_recovers(workshop: Workshop, site: Site) -> None:
    client = workshop().test_client()
    with closing(sqlite3.connect(site.engine.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = monotonic()
        refused = client.post("/ar/workshop/write/late")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert monotonic() - start < 6
        assert client.get("/en/workshop/look").status_code == 200, "reading needs no lock"
    assert client.post("/en/workshop/write/late").status_code == 204
    assert slugs(site) == {"late"}


@pytest.mark.one_database
def test_writers_wait_for_each_other_and_lose_nothing(workshop: Workshop, site: Site) -> None:
    """Forty requests read a name and write it one sign longer: all forty signs are there."""
    site.save(make_project(slug="counter", name=""))
    app = workshop()
    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda _: app.test_client().post("/en/workshop/rename").status_code, range(40)))
    assert statuses == [204] * 40
    assert site.read(select(Project.name)) == ["x" * 40]


def test_a_connection_that_dies_after_the_last_read_takes_no_page_with_it(own_workshop: Flask, site: Site) -> None:
    @own_workshop.after_request
    def end_every_connection(response: Response) -> Response:
        if site.kind == "postgresql":
            with site.engine.connect() as other:
                other.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        " AND datname = current_database()"
                    )
                )
        return response

    for _ in range(2):
        assert own_workshop.test_client().get("/en/workshop/look").status_code == 200


def test_nobody_waits_long_for_a_lock_or_a_connection(workshop: Workshop, site: Site) -> None:
    with workshop().app_context():
        patience = "PRAGMA busy_timeout" if site.kind == "sqlite" else "SHOW lock_timeout"
        assert str(db.session.scalar(text(patience))) in {"5000", "5s"}
