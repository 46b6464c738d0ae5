"""The server is killed again and again while people send: whatever was acknowledged is there, once, as it was sent."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.faults.crowd import Crowd, broken_promises, open_survey
from tests.support.server import GUNICORN, WAITRESS, ServerProcess, environment_of
from tests.support.site import Site

PEOPLE = 8
KILLS = 20
ACKNOWLEDGED = 1000
LIFE = (0.3, 1.2)
"""Seconds from the moment a server is ready until it is killed."""


@pytest.mark.timeout(600)
def test_killed_in_the_middle_of_everything(site: Site, tmp_path: Path) -> None:
    """20 kills and at least 1,000 acknowledgements; the servers of `make run` and of production take turns.

    What the killed ones had no time to acknowledge, the last one does.
    """
    survey = open_survey(site)
    first = ServerProcess(environment_of(site), log=tmp_path / "log", program=GUNICORN)
    second = ServerProcess(environment_of(site), log=tmp_path / "log", program=WAITRESS, port=first.port)
    crowd = Crowd(first.port, survey.address(), PEOPLE)
    moments = Random(20)
    kills = 0
    try:
        with crowd.taking_part():
            while kills < KILLS and not crowd.problems:
                server = (first, second)[kills % 2]
                server.start()
                crowd.gate.set()
                crowd.over.wait(moments.uniform(*LIFE))
                crowd.gate.clear()
                server.kill()
                kills += 1
            first.start()
            crowd.gate.set()
            crowd.wait_for(lambda: crowd.promised >= ACKNOWLEDGED)
    finally:
        first.kill()
        second.kill()
    print(f"{site.kind}: {kills} kills, {crowd.promised} acknowledged, {dict(crowd.ledger.repeated)}")
    assert broken_promises(site, crowd.ledger) == {}
    assert crowd.ledger.repeated["unanswered"] >= kills, "hardly anybody was interrupted"
    assert len(crowd.ledger.receipts) >= 1
    if site.kind == "sqlite":
        with closing(sqlite3.connect(site.engine.url.database or "")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
