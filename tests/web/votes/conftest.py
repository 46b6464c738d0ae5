"""A vote that is open, its address and its lead."""

import pytest

from engage.projects.models import Activity
from tests.factories import votes
from tests.page import Page
from tests.support.site import Site


@pytest.fixture
def vote(site: Site) -> Activity:
    """An open vote with single-use codes."""
    return votes.open_vote(site)


@pytest.fixture
def at(site: Site, vote: Activity) -> str:
    """The vote's address behind the language."""
    return votes.address(site, vote)


@pytest.fixture
def lead(site: Site, vote: Activity) -> Page:
    return votes.lead(site, vote)
