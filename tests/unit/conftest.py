"""Unit tests reach no database: one that tries fails at once."""

from typing import Any

import pytest
from sqlalchemy.engine import Engine


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise AssertionError("a unit test reaches for the database: move it to tests/database or tests/web")

    monkeypatch.setattr(Engine, "connect", refuse)
