"""What the tests of the desk share."""

from collections.abc import Iterator

import pytest
from flask import Flask

from engage.core.roles import Role
from tests.factories.accounts import each_write_logged_once
from tests.factories.media import sample  # noqa: F401
from tests.factories.questionnaires import CHANGE, Opened, opened
from tests.factories.translation import Desk
from tests.page import Page
from tests.support.site import Site
from tests.support.staff import sign_in_as


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every staff POST in these tests proves that it leaves one entry in the log."""
    with each_write_logged_once(app):
        yield


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey with one question, served in Romani too."""
    return opened(site, CHANGE, waivers={"rmc": "a test"})


@pytest.fixture
def lead(survey: Opened) -> Page:
    return sign_in_as(survey.site, Role.LEAD, survey.project.id)


@pytest.fixture
def desk(survey: Opened, lead: Page) -> Desk:
    """The lead at the desk of the survey."""
    return Desk(lead, survey.staff("languages"))


@pytest.fixture
def project_desk(survey: Opened, lead: Page) -> Desk:
    """The lead at the desk of the project."""
    return Desk(lead, f"/staff/{survey.project.slug}/languages")


@pytest.fixture
def site_desk(site: Site) -> Desk:
    """An administrator at the desk of the site."""
    return Desk(sign_in_as(site, Role.ADMINISTRATOR, None), "/staff/languages")
