"""What the tests in a browser share: the demonstration project, served to phones. Nothing here is cleared between two
tests, so each test stands by what it did itself and never by how much is there.
"""

from collections.abc import Iterator

import pytest

from tests.browser.demonstration import Street, open_street
from tests.support import session as run
from tests.support.server import LiveServer
from tests.support.site import Site


@pytest.fixture(scope="session")
def street(worker_id: str) -> Iterator[Street]:
    """The demonstration in a database of this process: .site, .gathering (a code to join), .ballot_code()."""
    with open_street(run.folder(), worker_id) as opened:
        yield opened


@pytest.fixture(scope="session")
def site(street: Street) -> Site:
    """The site that the demonstration was loaded into."""
    return street.site


@pytest.fixture(scope="session")
def live(street: Street) -> Iterator[str]:
    """Its address."""
    with LiveServer(street.site.app) as server:
        yield server.address
