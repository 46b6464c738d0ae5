"""What the tests of staff share."""

from collections.abc import Iterator

import pytest
from flask import Flask

from engage.accounts.attempts import Attempts
from tests.factories.accounts import amira, each_write_logged_once, hill, mill, person  # noqa: F401


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every staff POST in these tests proves that it leaves one entry in the log."""
    with each_write_logged_once(app):
        yield


@pytest.fixture(autouse=True)
def own_counts(app: Flask) -> None:
    """No test pays for the failures of another."""
    app.extensions["engage.accounts.attempts"] = Attempts()
