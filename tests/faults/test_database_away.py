"""The database is locked by somebody else, or stops: people are told in time, and the site goes on by itself."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text

from tests.factories.questionnaires import Opened
from tests.faults.crowd import Crowd, broken_promises, open_survey
from tests.support import session as run
from tests.support.postgres import Server
from tests.support.resident import Fields, Resident
from tests.support.server import GUNICORN, ServerProcess, environment_of
from tests.support.site import Site

TOLD_WITHIN = 6.0
PEOPLE = 4
STOPS = 3
BETWEEN_STOPS = 60
"""Submissions that have to be acknowledged before the database is stopped (again)."""


@contextmanager
def sqlite_locked(site: Site) -> Iterator[None]:
    """Another program writes and does not come to an end."""
    with closing(sqlite3.connect(site.engine.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def drafts_locked(site: Site) -> Iterator[None]:
    """Another program holds the table that every answer goes through."""
    with site.engine.connect() as other:
        other.execute(text("LOCK TABLE drafts IN EXCLUSIVE MODE"))
        yield
        other.rollback()


LOCKED: dict[str, Callable[[Site], AbstractContextManager[None]]] = {
    "sqlite": sqlite_locked,
    "postgresql": drafts_locked,
}


def test_locked_for_ten_seconds(site: Site, survey: Opened, server: ServerProcess) -> None:
    """Everybody is told twice, each time within six seconds, while pages are shown; then all goes on."""
    people = [Resident(server.port, survey.address()) for _ in range(PEOPLE)]
    pages = [person.post(survey.address(), {"consent-take-part": "yes"}) for person in people]
    for person, page in zip(people, pages, strict=True):
        person.get(page)
    saved = threading.Barrier(PEOPLE)

    def press(person: Resident) -> list[tuple[int, str, float]]:
        told = []
        for _ in range(2):
            saved.wait()
            began = monotonic()
            answer = person.ask("POST", survey.address("only"), form(person))
            told.append((answer.status, answer.headers.get("retry-after", ""), monotonic() - began))
        return told

    def form(person: Resident) -> Fields:
        return {"csrf_token": person.token, "way": "bus", "words": f"Person {people.index(person)}"}

    with LOCKED[site.kind](site), ThreadPoolExecutor(PEOPLE) as threads:
        pressed = [threads.submit(press, person) for person in people]
        reader = Resident(server.port, survey.address())
        assert "Start" in reader.get(survey.address())
        told = [one for person in pressed for one in person.result()]
    assert [one[:2] for one in told] == [(503, "5")] * (2 * PEOPLE)
    assert max(seconds for _status, _retry, seconds in told) < TOLD_WITHIN
    for person in people:
        check = person.post(survey.address("only"), form(person))
        assert f"Person {people.index(person)}" in person.get(check)


@pytest.fixture
def own_postgresql() -> Iterator[Server]:
    """A PostgreSQL server that may be stopped without disturbing anybody else."""
    run.need(run.postgres.installed(), "PostgreSQL")
    own = Server(run.folder() / f"stopped-{threading.get_native_id()}")
    own.start()
    yield own
    own.stop()


@pytest.mark.timeout(600)
def test_postgresql_stops_under_load(own_postgresql: Server, tmp_path: Path) -> None:
    """Stopped as in a crash and started again, three times: 503 meanwhile, then on without a restart of the site."""
    site = Site("postgresql", own_postgresql.create_database("engage"), tmp_path / "site")
    survey = open_survey(site)
    server = ServerProcess(environment_of(site), log=tmp_path / "log", program=GUNICORN)
    server.start()
    crowd = Crowd(server.port, survey.address(), 2 * PEOPLE)
    crowd.gate.set()
    refused = crowd.ledger.repeated
    try:
        with crowd.taking_part():
            for stop in range(STOPS):
                enough = (stop + 1) * BETWEEN_STOPS
                crowd.wait_for(lambda enough=enough: crowd.promised >= enough)
                before = refused["503"]
                own_postgresql.stop("immediate")
                crowd.wait_for(lambda before=before: refused["503"] >= before + 2 * PEOPLE)
                own_postgresql.start()
            crowd.wait_for(lambda: crowd.promised >= (STOPS + 1) * BETWEEN_STOPS)
        assert server.runs
        assert broken_promises(site, crowd.ledger) == {}
        print(f"{STOPS} stops, {crowd.promised} acknowledged, {dict(refused)}")
        assert refused["unanswered"] == 0, "the site itself never went away"
    finally:
        server.kill()
        site.close()
