"""Codes that let a person in: to a gathering, or to a vote. Each kind of code has a door that knows its own."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from engage.core.identifiers import tidy_code
from engage.core.registry import Registry
from engage.projects.models import Project


@dataclass(frozen=True)
class Entry:
    """Where a code leads. remember: what the browser's cookie keeps of it, until Leave or “Next person”."""

    project: Project
    activity: str | None
    """The slug of the activity, or None for the project's page."""
    remember: Mapping[str, Any]


class Door(ABC):
    """One kind of code."""

    key: str

    @abstractmethod
    def recognise(self, code: str) -> Entry | None:
        """Where a tidy code leads, or None if it is not of this kind. Spends nothing.

        Rejected with `code-used`, `code-voided`, `code-closed` or `code-early` where the code is known and lets nobody
        in any more, or not yet.
        """

    def lets_begin(self, remembered: Mapping[str, Any]) -> bool:
        """Whether somebody who came in by this door can begin something new."""
        return True


def lets_begin(key: str, remembered: Mapping[str, Any]) -> bool:
    """Whether what the cookie remembers of this door still lets somebody begin."""
    doors: Registry[Door] = current_app.extensions["engage.doors"]
    return doors.get(key).lets_begin(remembered)


def recognise(typed: str) -> Entry | None:
    """Where a typed code leads, whatever its kind; None if no door knows it."""
    code = tidy_code(typed)
    doors: Registry[Door] = current_app.extensions["engage.doors"]
    if not code:
        return None
    return next((entry for door in doors if (entry := door.recognise(code))), None)
