"""Every registered storage keeps the promises of `storage.base.Storage`. A new one needs one line in ADDRESSES."""

import io
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engage.core.errors import Busy
from engage.media.storage import STORAGES, Storage, UnknownStorage, open_storage
from engage.media.storage.base import NAME

ADDRESSES: dict[str, Callable[[Path], str]] = {"file": lambda folder: f"file://{folder / 'media'}"}
NOT_OURS = [
    "../../etc/passwd",
    "/etc/passwd",
    "aa/bb/../../../../etc/passwd",
    "aa/bb/" + "g" * 32,
    "AA/BB/" + "0" * 32,
    "CON.txt",
    "aa/bb/" + "0" * 32 + "\n",
    "aa/bb/" + "0" * 32 + "\0.png",
    "x" * 300,
    "",
    "..",
]


@pytest.fixture(params=STORAGES.keys())
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return open_storage(ADDRESSES[request.param](tmp_path))


def content(storage: Storage, name: str) -> bytes:
    with storage.open(name) as file:
        return file.read()


def test_what_is_put_can_be_read_measured_and_removed(storage: Storage) -> None:
    name = storage.put(io.BytesIO(b"a voice"))
    assert NAME.fullmatch(name)
    assert (content(storage, name), storage.size(name), storage.exists(name)) == (b"a voice", 7, True)
    with storage.open(name) as file:
        file.seek(2)
        assert file.read() == b"voice"
    storage.delete(name)
    assert not storage.exists(name)
    storage.delete(name)
    for use in (storage.open, storage.size):
        with pytest.raises(FileNotFoundError):
            use(name)


def test_the_same_content_twice_is_two_files_and_names_tell_nothing(storage: Storage) -> None:
    names = [storage.put(io.BytesIO(b"same")) for _ in range(50)]
    assert len(set(names)) == 50
    assert names != sorted(names)


def test_only_what_is_left_to_read_is_kept(storage: Storage) -> None:
    source = io.BytesIO(b"0123456789")
    source.seek(4)
    assert content(storage, storage.put(source)) == b"456789"


@pytest.mark.parametrize("name", NOT_OURS)
def test_no_name_from_outside_reaches_a_file(storage: Storage, name: str) -> None:
    uses: list[Callable[[str], Any]] = [storage.open, storage.size, storage.delete, storage.exists]
    for use in uses:
        with pytest.raises(ValueError, match="not the name"):
            use(name)


def test_many_at_once_do_not_disturb_each_other(storage: Storage) -> None:
    kept: dict[str, bytes] = {}

    def put(number: int) -> None:
        own = bytes([number]) * 100_000
        kept[storage.put(io.BytesIO(own))] = own

    threads = [threading.Thread(target=put, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 16
    assert all(content(storage, name) == own for name, own in kept.items())


def test_files_are_listed_by_age(storage: Storage) -> None:
    names = [storage.put(io.BytesIO(b"x")) for _ in range(3)]
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert list(storage.older_than(soon)) == sorted(names)
    assert list(storage.older_than(soon - timedelta(hours=1))) == []


class Failing(io.RawIOBase):
    """A source that breaks off half-way, as a full disk or a lost connection would."""

    def __init__(self) -> None:
        self.blocks = 2

    def read(self, size: int = -1) -> bytes:
        self.blocks -= 1
        if self.blocks < 0:
            raise OSError(28, "No space left on device")
        return b"x" * 1000


def test_half_a_file_is_never_kept(storage: Storage) -> None:
    source: Any = Failing()
    with pytest.raises(Busy):
        storage.put(source)
    assert list(storage.older_than(datetime.now(UTC) + timedelta(minutes=1))) == []


@pytest.mark.parametrize("url", ["s3://bucket/prefix", "ftp://host/media"])
def test_an_unknown_storage_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(UnknownStorage, match=f"{url.partition(':')[0]}://.*instance/media"):
        open_storage(url)


def test_a_folder_may_be_written_as_a_path(tmp_path: Path) -> None:
    storage = open_storage(str(tmp_path / "plain"))
    assert content(storage, storage.put(io.BytesIO(b"x"))) == b"x"
