"""Files in a folder of this machine."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from engage.core.errors import Busy
from engage.core.identifiers import new_id
from engage.media.storage.base import NAME, checked_name, new_name

EVERY_FILE_TIME = 946684800
"""Midnight at the start of 2000: what each file says about when it was changed, so that it tells nothing of people."""


class FolderStorage:
    """A folder that only this system can read."""

    key = "file"
    example = "a folder such as instance/media or file:///srv/engage/media"

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    @classmethod
    def at(cls, url: str) -> "FolderStorage":
        """The folder at a path or at a `file://` address."""
        return cls(Path(url.removeprefix("file://")))

    def put(self, content: BinaryIO) -> str:
        name = new_name()
        target = self._folder / name
        # It arrives under a second name of the same shape: should the machine stop now, the sweep finds and removes it.
        arriving = target.with_name(new_id())
        try:
            self._make(target.parent)
            try:
                self._write(arriving, content)
                arriving.rename(target)
            finally:
                arriving.unlink(missing_ok=True)
            _to_disk(target.parent)
        except OSError as error:
            raise Busy("storage-full") from error
        return name

    def open(self, name: str) -> BinaryIO:
        return (self._folder / checked_name(name)).open("rb")

    def size(self, name: str) -> int:
        return (self._folder / checked_name(name)).stat().st_size

    def delete(self, name: str) -> None:
        target = self._folder / checked_name(name)
        if target.exists():
            target.unlink(missing_ok=True)
            _to_disk(target.parent)

    def exists(self, name: str) -> bool:
        return (self._folder / checked_name(name)).exists()

    def older_than(self, moment: datetime) -> Iterator[str]:
        # The time of change is the same for all; the time at which the name was given cannot be set by anybody.
        for file in sorted(self._folder.glob("??/??/*")):
            name = file.relative_to(self._folder).as_posix()
            if NAME.fullmatch(name) and _named_before(file, moment):
                yield name

    def _make(self, folder: Path) -> None:
        """Make a folder that only we can enter, and make sure that it will still be there after a power cut."""
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
            _to_disk(place.parent)

    def _write(self, path: Path, content: BinaryIO) -> None:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(content, file, 256 * 1024)
            file.flush()
            os.utime(file.fileno(), (EVERY_FILE_TIME, EVERY_FILE_TIME))
            os.fsync(file.fileno())


def _named_before(file: Path, moment: datetime) -> bool:
    try:
        return file.stat().st_ctime < moment.timestamp()
    except FileNotFoundError:  # it has been renamed or removed since the folder was listed
        return False


def _to_disk(folder: Path) -> None:
    """Make what was last named or removed in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
