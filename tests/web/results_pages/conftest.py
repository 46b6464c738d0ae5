"""What these tests share: each thing that staff do is logged once."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.accounts import each_write_logged_once


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every staff POST in these tests proves that it leaves one entry in the log, and a refused one none."""
    with each_write_logged_once(app):
        yield
