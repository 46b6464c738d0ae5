"""What can go wrong in the domain. Each kind has one HTTP status and one translated page."""

from typing import Any


class DomainError(Exception):
    """Base of every refusal. `reason` is a stable key, never shown; pages choose their words by it."""

    status = 400

    def __init__(self, reason: str = "", **facts: Any) -> None:
        super().__init__(reason or type(self).__name__)
        self.reason = reason
        self.facts = facts


class NotAllowed(DomainError):
    """The person may not do this."""

    status = 403


class NotFound(DomainError):
    """There is no such thing inside this project."""

    status = 404


class Conflict(DomainError):
    """Something else happened first; both versions are kept."""

    status = 409


class Closed(DomainError):
    """It was open once and is not any more, or not yet."""

    status = 410


class TooLarge(DomainError):
    """More bytes than the limit."""

    status = 413


class Rejected(DomainError):
    """The input cannot be used as it is; the reason says how to mend it."""

    status = 422


class TooMany(DomainError):
    """Too many attempts in a short time."""

    status = 429


class Busy(DomainError):
    """The disk is full or the database is busy; trying again will help."""

    status = 503
