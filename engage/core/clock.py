"""The only source of time, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """The present moment, in UTC."""
    return _source()


def today(zone: str = "UTC") -> date:
    """The present day in a time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the clock (tests only); None puts the real one back."""
    global _source
    _source = source or (lambda: datetime.now(UTC))
