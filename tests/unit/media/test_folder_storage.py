"""The folder: private, telling nothing, and on the disk before it says so."""

import io
import os
import stat
from pathlib import Path

import pytest

from engage.core.errors import Busy
from engage.media.storage.folder import EVERY_FILE_TIME, FolderStorage


def test_files_are_private_and_say_nothing_of_when_they_came(tmp_path: Path) -> None:
    FolderStorage(tmp_path / "media").put(io.BytesIO(b"x"))
    for path in (tmp_path / "media").rglob("*"):
        status = path.stat()
        assert stat.S_IMODE(status.st_mode) == (0o700 if path.is_dir() else 0o600)
        if path.is_file():
            assert status.st_mtime == EVERY_FILE_TIME
            assert not status.st_mode & stat.S_IXUSR


def test_the_file_and_its_name_are_on_the_disk_before_it_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, Path.rename

    def fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def noted(path: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(path, target)

    storage = FolderStorage(tmp_path)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", noted)
    storage.put(io.BytesIO(b"x"))
    assert steps == ["folder", "folder", "file", "rename", "folder"], "two new folders, then the file, then its name"


@pytest.mark.parametrize("failing", ["fsync", "utime", "open"])
def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    storage = FolderStorage(tmp_path)
    storage.put(io.BytesIO(b"before"))
    with monkeypatch.context() as broken:
        broken.setattr(os, failing, fail)
        with pytest.raises(Busy):
            storage.put(io.BytesIO(b"x"))
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [b"before"]


def test_nothing_is_made_before_the_first_file(tmp_path: Path) -> None:
    FolderStorage(tmp_path / "media")
    assert not (tmp_path / "media").exists()
