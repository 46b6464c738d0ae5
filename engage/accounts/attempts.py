"""Counting of failed tries, in memory only, so that guessing is slow and nobody can lock out somebody else.

Counts are kept by process and forgotten with it. Keys are digests and pseudonyms, never addresses or names.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
MOST_KEYS = 50_000


class Attempts:
    """Tries of the last quarter of an hour, by key. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[str, tuple[datetime, int]] = {}

    def take(self, limits: Mapping[str, int], now: datetime) -> bool:
        """Count one try under every key, unless one of them has had as many as its limit; whether it may go on.

        Counting comes before the check of a password, so that many tries at once are not checked for free.
        """
        with self._lock:
            if any(self._count(key, now) >= limit for key, limit in limits.items()):
                return False
            self._make_room(now)
            for key in limits:
                end, count = self._counts.get(key, (now + WINDOW, 0))
                self._counts[key] = (end, count + 1) if end > now else (now + WINDOW, 1)
            return True

    def allows(self, limits: Mapping[str, int], now: datetime) -> bool:
        """Whether every key has had fewer tries than its limit. Counts nothing."""
        with self._lock:
            return all(self._count(key, now) < limit for key, limit in limits.items())

    def forgive(self, keys: Mapping[str, int]) -> None:
        """Give back the try of somebody who was right; only failures count."""
        with self._lock:
            for key in keys:
                if key in self._counts:
                    end, count = self._counts[key]
                    self._counts[key] = (end, count - 1)

    def _count(self, key: str, now: datetime) -> int:
        end, count = self._counts.get(key, (now, 0))
        return count if end > now else 0

    def _make_room(self, now: datetime) -> None:
        """Drop what is over when there is much, and the oldest when that is not enough."""
        if len(self._counts) < MOST_KEYS:
            return
        self._counts = {key: held for key, held in self._counts.items() if held[0] > now}
        for key in list(self._counts)[: max(0, len(self._counts) - MOST_KEYS // 2)]:
            del self._counts[key]
