"""The two servers side by side: the site and its ceiling, both under gunicorn, both on SQLite in one folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from engage.questionnaires.models import Submission
from tests.bench import ceiling
from tests.bench.journey import Step, recorded
from tests.bench.survey import QUESTIONS
from tests.factories.questionnaires import opened
from tests.support.server import PRODUCTION, ServerProcess, environment_of
from tests.support.site import Site


@dataclass(frozen=True)
class Stand:
    """Everything that the measures need. activity: the address of the survey's start page, the same on both."""

    site: Site
    activity: str
    site_port: int
    ceiling_port: int
    visit: list[Step]

    def kept(self) -> int:
        """How many submissions the site keeps now."""
        return int(self.site.read(select(func.count()).select_from(Submission))[0])


@contextmanager
def stand(folder: Path) -> Iterator[Stand]:
    """Publish the survey, start the site, record one visit, start the ceiling."""
    site = Site("sqlite", f"sqlite:///{folder}/engage.sqlite3", folder)
    activity = opened(site, *QUESTIONS).address()
    server = ServerProcess(environment_of(site), log=folder / "site.log", program=PRODUCTION)
    server.start()
    try:
        visit = recorded(server.port, activity)
        ceiling.write_recording(visit, folder / "visit.json")
        facts = {ceiling.RECORDING: str(folder / "visit.json"), ceiling.DATABASE: str(folder / "ceiling.sqlite3")}
        bare = ServerProcess(
            facts, log=folder / "ceiling.log", program=PRODUCTION, app="tests.bench.ceiling:app", ready=activity
        )
        bare.start()
        try:
            yield Stand(site, activity, server.port, bare.port, visit)
        finally:
            bare.kill()
    finally:
        server.kill()
        site.close()
