"""What every storage can do, and the names it gives to files."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol

from engage.core.identifiers import new_id

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")


class Storage(Protocol):
    """Keeps files under names that it makes itself. No name and no path ever comes from outside.

    Every method that takes a name raises ValueError for one that no storage made.
    """

    def put(self, content: BinaryIO) -> str:
        """Keep everything that is left to read and return its new name. It is on the disk when this returns, whole
        or not at all. Busy if there is no room."""
        ...

    def open(self, name: str) -> BinaryIO:
        """A file to read, which can seek; FileNotFoundError."""
        ...

    def size(self, name: str) -> int:
        """Its length in bytes; FileNotFoundError."""
        ...

    def delete(self, name: str) -> None:
        """Remove it; nothing happens if it is gone already."""
        ...

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        ...

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of the files that were put before a moment, in order: what a sweep may look at."""
        ...


class StorageKind(Protocol):
    """A class of storages, found by the scheme of their addresses."""

    key: str
    example: str
    """An address of this kind, as a message shows it."""

    @classmethod
    def at(cls, url: str) -> Storage:
        """The storage at an address of this kind."""
        ...


def new_name() -> str:
    """A random name inside two levels of folders, so that no folder grows too long to list."""
    name = new_id()
    return f"{name[:2]}/{name[2:4]}/{name}"


def checked_name(name: str) -> str:
    """The same name; ValueError unless it looks like one of ours."""
    if not NAME.fullmatch(name):
        raise ValueError("this is not the name of a stored file")
    return name
