"""The disk is full: nothing is promised, what is there can be read, and room is all that is needed to go on."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from tests.factories.questionnaires import Opened, opened
from tests.support import session as run
from tests.support.resident import Fields, Resident
from tests.support.server import GUNICORN, ServerProcess, environment_of
from tests.support.site import Site

SIZE = 8
"""Megabytes of the whole disk."""
PRESSED = 5
STORY = {"key": "story", "type": "long-text", "text": "What would you change?"}
RECORDING = {"key": "photo", "type": "recording", "text": "What does it look like?"}
LONG: Fields = {"story": "More benches. " * 280}
"""So much that it cannot be written where there is no room."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that a test can fill, mounted in its own folder."""
    if not run.can_mount():
        pytest.skip("only root can mount a small disk: a full one was not tested")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "engage-tests", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def crowded(small_disk: Path, tmp_path: Path) -> Iterator[tuple[Opened, ServerProcess]]:
    """The site with its database, its media and whatever it writes for a moment on the small disk."""
    site = Site("sqlite", f"sqlite:///{small_disk}/engage.sqlite3", small_disk)
    survey = opened(site, STORY, RECORDING)
    facts = environment_of(site) | {"TMPDIR": str(small_disk)}
    server = ServerProcess(facts, log=tmp_path / "log", program=GUNICORN)
    server.start()
    yield survey, server
    server.kill()
    site.close()


def fill(disk: Path) -> Path:
    """Take all the room that is left; the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def test_answers_wait_for_room(small_disk: Path, crowded: tuple[Opened, ServerProcess]) -> None:
    survey, server = crowded
    person = Resident(server.port, survey.address())
    page = person.post(survey.address(), {"consent-take-part": "yes"})
    person.get(page)
    filler = fill(small_disk)
    for _ in range(PRESSED):
        refused = person.ask("POST", page, {"csrf_token": person.token, **LONG})
        assert (refused.status, refused.headers["retry-after"]) == (503, "5")
        assert "We could not save this yet" in refused.text
        assert "What would you change?" in person.get(page)
    filler.unlink()
    person.post(page, LONG)
    check = survey.address("check")
    assert "More benches." in person.get(check)
    filler = fill(small_disk)
    form = {"csrf_token": person.token, **person.last_form(check)}
    assert person.ask("POST", check, form).status == 503
    filler.unlink()
    assert len(person.receipt(person.post(check, form))) == 20


def test_a_photo_waits_for_room(small_disk: Path, crowded: tuple[Opened, ServerProcess]) -> None:
    """What has no room is refused before it is looked at; what was written before it is still there."""
    survey, server = crowded
    person = Resident(server.port, survey.address())
    page = person.answer([{"story": "More benches"}])
    person.get(page)
    photo = FileStorage(BytesIO(bytes(2_000_000)), "photo.jpg", "photo", "image/jpeg")
    stream, _length, boundary = stream_encode_multipart({"csrf_token": person.token, "photo": photo})
    kind, body = f"multipart/form-data; boundary={boundary}", stream.read()
    filler = fill(small_disk)
    refused = person.wire.ask("POST", page, person.headers("POST"), body, kind)
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    person.wire.close()  # the server may do the same, since it did not read the photo to its end
    assert "More benches" in person.get(survey.address("check"))
    filler.unlink()
    assert person.wire.ask("POST", page, person.headers("POST"), body, kind).status == 422, "it is no photo"
