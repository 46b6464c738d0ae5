"""The background worker: each waiting file once, whoever dies in between."""

import io
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from engage.extensions import db
from engage.media import actions, clips, jobs, sweeping, working
from engage.media.ffmpeg import Unreadable
from engage.media.models import Media
from engage.projects.models import Project
from tests.factories.media import make_media
from tests.factories.projects import make_project
from tests.support.site import Site

Sample = Callable[[str], Path]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs on this machine may have left folders that are not this test's to remove."""
    monkeypatch.setattr(sweeping, "remove_workspaces", lambda: 0)


def work(site: Site, *options: str) -> Result:
    return site.app.test_cli_runner().invoke(args=["jobs", "run", "--once", *options])


def stored(site: Site) -> list[str]:
    kept = site.app.extensions["engage.storage"]
    return list(kept.older_than(datetime.now(UTC) + timedelta(minutes=1)))


def the_row(site: Site) -> Media:
    return site.read(select(Media))[0]


@pytest.fixture
def waiting(site: Site, save: Callable[..., Any], sample: Sample) -> Iterator[Callable[..., str]]:
    """waiting("clip", "phone.mp4"): the id of a file that waits; without a name, one that cannot be read."""
    project: Project = save(make_project())

    def keep(purpose: str = "clip", name: str = "phone.mp4") -> str:
        content = io.BytesIO(sample(name).read_bytes())
        with site.writing():
            if purpose == "recording":
                return actions.keep_recording(content, project_id=project.id).id
            whole = actions.store_for_pages(purpose, content)
            return actions.keep_for_pages(whole, project_id=project.id, kept_by=None).id

    yield keep


def test_a_waiting_clip_becomes_ready_and_its_first_file_goes(site: Site, waiting: Callable[..., str]) -> None:
    waiting("clip", "hevc.mov")
    before = the_row(site).storage_name
    result = work(site)
    assert (result.exit_code, result.stdout) == (0, "clips: 1\n")
    row = the_row(site)
    assert (row.state, row.media_type, row.kind, row.lease, row.leased_until) == (
        "ready", "video/mp4", "video", "", None,
    )  # fmt: skip
    assert row.storage_name != before and row.poster_name
    assert sorted(stored(site)) == sorted([row.storage_name, row.poster_name])
    assert site.app.extensions["engage.storage"].size(row.storage_name) == row.bytes
    assert work(site).stdout == "", "nothing is left to do"


def test_a_sound_becomes_ready(site: Site, waiting: Callable[..., str]) -> None:
    waiting("sound", "voice.ogg")
    work(site)
    row = the_row(site)
    assert (row.state, row.media_type, row.kind, row.poster_name) == ("ready", "audio/mp4", "voice", "")


def test_a_residents_film_that_few_phones_play_is_encoded_with_its_sound(
    site: Site, waiting: Callable[..., str]
) -> None:
    waiting("recording", "hevc.mov")
    assert the_row(site).state == "waiting"
    work(site)
    assert (the_row(site).state, the_row(site).media_type, the_row(site).attached) == ("ready", "video/mp4", False)


def test_what_cannot_be_encoded_is_refused_with_its_reason(
    site: Site, waiting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting("clip")
    monkeypatch.setattr(clips, "prepare", broken)
    assert work(site).exit_code == 0
    row = the_row(site)
    assert (row.state, row.reason, row.storage_name, row.bytes) == ("refused", "file-broken", "", 0)
    assert stored(site) == []


def test_a_residents_recording_is_never_thrown_away(
    site: Site, waiting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting("recording", "hevc.mov")
    monkeypatch.setattr(clips, "prepare", broken)
    work(site)
    assert (the_row(site).state, the_row(site).media_type) == ("ready", "video/quicktime")
    assert stored(site) == [the_row(site).storage_name]


def broken(*_: object) -> clips.Prepared:
    raise Unreadable("it cannot be read")


def test_two_workers_never_have_the_same_file(site: Site, save: Callable[..., Any], clock: Any) -> None:
    save(*(make_media(state="waiting") for _ in range(6)))
    taken: list[str] = []
    start = threading.Barrier(3)

    def worker() -> None:
        start.wait()
        with site.app.app_context():
            while task := working.take():
                db.session.commit()
                taken.append(task.media_id)

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 6


def test_a_dead_workers_file_is_taken_again_and_its_late_result_is_refused(
    site: Site, save: Callable[..., Any], clock: Any, tmp_path: Path
) -> None:
    save(make_media(state="waiting"))
    with site.writing():
        first = working.take()
        assert first and working.take() is None
    clock.advance(minutes=10)
    with site.writing():
        assert working.take() is None
    clock.advance(minutes=10)
    with site.writing():
        second = working.take()
    assert first and second and second.attempts == 2
    made = tmp_path / "made"
    made.write_bytes(b"a film")
    prepared = clips.Prepared(made, "video", "video/mp4", 3, b"a still")
    with site.writing():
        assert not working.finish(first, prepared) and not working.refuse(first, "file-broken")
        assert working.finish(second, prepared)
    assert len(stored(site)) == 2, "nothing was put for the one that came late"


def test_a_file_that_kills_every_worker_is_refused(site: Site, save: Callable[..., Any], clock: Any) -> None:
    save(make_media(state="waiting"))
    for _ in range(3):
        with site.writing():
            assert working.take()
        clock.advance(hours=1)
    work(site)
    assert (the_row(site).state, the_row(site).reason) == ("refused", "file-broken")


def test_a_file_that_is_away_is_waited_for(site: Site, save: Callable[..., Any], clock: Any) -> None:
    save(make_media(state="waiting"))
    for _ in range(6):
        assert work(site).exit_code == 0
        clock.advance(hours=1)
    assert (the_row(site).state, the_row(site).attempts) == ("waiting", 0)


def test_a_worker_that_is_told_to_stop_gives_its_file_back(
    site: Site, waiting: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> clips.Prepared:
        raise SystemExit(0)

    waiting("clip")
    with monkeypatch.context() as stopping:
        stopping.setattr(clips, "prepare", stop)
        work(site)
    assert (the_row(site).state, the_row(site).lease, the_row(site).attempts) == ("waiting", "", 0)
    work(site)
    assert the_row(site).state == "ready"


def test_one_job_that_fails_is_told_and_does_not_stop_the_others(
    site: Site, save: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError("what a resident wrote")

    monkeypatch.setattr(working, "take", fail)
    monkeypatch.setattr(sweeping, "remove_expired", lambda: 3)
    result = work(site)
    assert result.exit_code == 1
    assert result.stderr == "clips: ValueError\n" and result.stdout == "tidy-media: 3\n"


def test_without_ffmpeg_files_wait(site: Site, save: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    save(make_media(state="waiting"))
    monkeypatch.setattr(jobs.ffmpeg, "installed", lambda: False)
    assert work(site).exit_code == 0
    assert (the_row(site).state, the_row(site).attempts) == ("waiting", 0)
