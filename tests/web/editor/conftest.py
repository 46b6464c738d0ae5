"""What these tests share: a lead in an editor; each thing that staff do is logged once."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from engage.core.roles import Role
from tests.factories.accounts import each_write_logged_once
from tests.factories.editing import Editor
from tests.factories.questionnaires import drafted
from tests.page import Page
from tests.support.site import Site


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every staff POST in these tests proves that it leaves one entry in the log, and a refused one none."""
    with each_write_logged_once(app):
        yield


@pytest.fixture
def editor(site: Site, sign_in: Callable[..., Page]) -> Editor:
    """The editor of a survey in draft, with three questions."""
    activity = drafted(site)
    return Editor(activity, sign_in(Role.LEAD, activity.project))
