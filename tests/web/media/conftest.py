"""What the tests of serving media share."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from engage.media import actions
from engage.projects.models import Project
from tests.factories.media import photo, sample  # noqa: F401
from tests.factories.projects import make_project
from tests.support.site import Site

FILM = bytes(range(256)) * 40
WORDS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHow are you?\n"


@pytest.fixture
def project(save: Callable[..., Any]) -> Project:
    return save(make_project())


@pytest.fixture
def clip(site: Site, project: Project) -> str:
    """The id of a clip that everybody may see."""
    shipped = actions.Shipped("clip", FILM, "video/mp4", 3, b"a still", WORDS, "How are you?")
    with site.writing():
        return actions.keep_shipped(shipped, project_id=project.id, placeholder=True).id


@pytest.fixture
def recording(site: Site, project: Project) -> str:
    """The id of a photo that a resident gave."""
    with site.writing():
        return actions.keep_recording(BytesIO(photo()), project_id=project.id).id
