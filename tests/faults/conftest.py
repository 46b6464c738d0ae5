"""What the fault tests share: a survey of one page, and the site as a process of its own."""

from collections.abc import Callable, Iterator

import pytest

from tests.factories.questionnaires import Opened
from tests.faults.crowd import open_survey
from tests.support.server import GUNICORN, ServerProcess, environment_of
from tests.support.site import Site


@pytest.fixture
def survey(site: Site) -> Opened:
    """Two questions on one page, open to answers."""
    return open_survey(site)


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[Site], ServerProcess]]:
    """The site on each kind of database as production serves it, started when first asked for."""
    started: dict[str, ServerProcess] = {}

    def get(site: Site) -> ServerProcess:
        if site.kind not in started:
            log = site.folder / "server.log"
            started[site.kind] = ServerProcess(environment_of(site), log=log, program=GUNICORN)
            started[site.kind].start()
        return started[site.kind]

    yield get
    for server in started.values():
        server.kill()


@pytest.fixture
def server(site: Site, servers: Callable[[Site], ServerProcess]) -> ServerProcess:
    """The site as production serves it: .port, .address."""
    return servers(site)
