"""Counting of failed tries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.accounts import attempts
from engage.accounts.attempts import WINDOW, Attempts

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 14 * 60), max_size=60), st.integers(1, 12))
def test_never_more_than_the_limit_within_one_window(seconds: list[int], limit: int) -> None:
    counts = Attempts()
    allowed = [counts.take({"door": limit}, NOON + timedelta(seconds=second)) for second in sorted(seconds)]
    assert sum(allowed) == min(limit, len(seconds))


def test_the_count_is_forgotten_after_the_window() -> None:
    counts = Attempts()
    assert counts.take({"door": 1}, NOON)
    assert not counts.take({"door": 1}, NOON + WINDOW - timedelta(seconds=1))
    assert counts.take({"door": 1}, NOON + WINDOW)


def test_one_key_at_its_limit_refuses_and_counts_nothing_else() -> None:
    counts = Attempts()
    counts.take({"narrow": 1}, NOON)
    for _ in range(5):
        assert not counts.take({"narrow": 1, "wide": 3}, NOON)
    assert [counts.take({"wide": 3}, NOON) for _ in range(4)] == [True, True, True, False]


def test_being_right_gives_the_try_back() -> None:
    counts = Attempts()
    for _ in range(20):
        assert counts.take({"door": 1}, NOON)
        counts.forgive({"door": 1})
    assert counts.take({"door": 1}, NOON)
    assert not counts.take({"door": 1}, NOON)


def test_many_threads_at_once_get_no_more_tries() -> None:
    counts = Attempts()
    with ThreadPoolExecutor(16) as threads:
        allowed = list(threads.map(lambda _: counts.take({"door": 10}, NOON), range(500)))
    assert sum(allowed) == 10


def test_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST_KEYS", 100)
    counts = Attempts()
    for number in range(1000):
        assert counts.take({f"door {number}": 1}, NOON)
    assert len(counts._counts) <= 100
    assert not counts.take({"door 999": 1}, NOON)
