"""What the tests of answering share."""

import pytest

from tests.factories.questionnaires import Opened, opened
from tests.support.site import Site


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey: one question that must be answered, one that depends on it, one that stands by itself."""
    return opened(site)
