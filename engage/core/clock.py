"""The only source of time, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

_source: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """The present moment, in UTC."""
    return _source()


def today() -> date:
    """The present day, in UTC."""
    return now().date()


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the clock (tests only); None puts the real one back."""
    global _source
    _source = source or (lambda: datetime.now(UTC))
