"""The kinds of refusal, and the one source of time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engage.core import clock as core_clock
from engage.core import errors


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NotAllowed, 403),
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.Closed, 410),
        (errors.TooLarge, 413),
        (errors.Rejected, 422),
        (errors.TooMany, 429),
        (errors.Busy, 503),
    ],
)
def test_each_kind_has_its_status(kind: type[errors.DomainError], status: int) -> None:
    refusal = kind("why", limit=3)
    assert (refusal.status, refusal.reason, refusal.facts) == (status, "why", {"limit": 3})


def test_every_kind_is_known() -> None:
    assert {kind.__name__ for kind in errors.DomainError.__subclasses__()} == {
        "NotAllowed", "NotFound", "Conflict", "Closed", "TooLarge", "Rejected", "TooMany", "Busy",
    }  # fmt: skip


def test_the_clock_can_be_set_and_put_back(clock: Any) -> None:
    assert core_clock.now() == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    clock.advance(days=1)
    assert core_clock.today() == date(2026, 3, 3)
    clock.advance(hours=-10, minutes=-1)
    assert core_clock.today() == core_clock.today("Europe/London") == date(2026, 3, 2)
    assert core_clock.today("Europe/Bucharest") == date(2026, 3, 3)
    core_clock.set_source(None)
    assert abs(core_clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
