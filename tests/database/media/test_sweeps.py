"""Sweeps in both directions: nothing stays that should go, nothing goes that should stay."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.registry import Registry
from engage.media import actions, commands, sweeping
from engage.media.jobs import JOBS, Job
from engage.media.models import Media
from engage.media.storage import FolderStorage
from engage.projects.models import Project
from tests.factories.media import make_media, photo
from tests.factories.projects import make_project
from tests.support.site import Site, lock_is_held


@pytest.fixture
def project(save: Callable[..., Any]) -> Project:
    return save(make_project())


def stored(site: Site) -> list[str]:
    kept = site.app.extensions["engage.storage"]
    return list(kept.older_than(datetime.now(UTC) + timedelta(minutes=1)))


def test_a_recording_that_is_never_sent_goes_when_its_answers_go(site: Site, project: Project, clock: Any) -> None:
    with site.writing():
        loose, sent = (actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id for _ in range(2))
        actions.attach([sent])
    clock.advance(days=13, hours=23, minutes=59)
    with site.writing():
        assert sweeping.remove_expired() == 0
    clock.advance(minutes=2)
    with site.writing():
        assert sweeping.remove_expired() == 1
    assert [row.id for row in site.read(select(Media))] == [sent] and len(stored(site)) == 1
    assert loose != sent


def later(hours: float) -> Callable[[], datetime]:
    """Files are as old as the machine says, so these tests move the site's time away from the machine's."""
    return lambda: datetime.now(UTC) + timedelta(hours=hours)


def test_a_file_without_a_row_goes_when_every_request_must_have_ended(site: Site, project: Project, clock: Any) -> None:
    with site.writing():
        kept = actions.keep_shipped(
            actions.Shipped("clip", b"a film", "video/mp4", 3, b"a still"), project_id=project.id, placeholder=False
        )
        names = {kept.storage_name, kept.poster_name}
    site.app.extensions["engage.storage"].put(io.BytesIO(b"its request was undone"))
    for hours, removed in ((19, 0), (21, 1), (21, 0)):
        clock.now = later(hours)()
        with site.writing():
            assert sweeping.remove_orphaned_files() == removed
    assert set(stored(site)) == names


def test_half_written_files_go_too(site: Site, clock: Any) -> None:
    folder = Path(site.config.media_url) / "ab" / "cd"
    folder.mkdir(parents=True)
    (folder / ("0" * 32)).write_bytes(b"the machine stopped here")
    (folder / "README").write_bytes(b"not ours")
    clock.now = later(21)()
    with site.writing():
        assert sweeping.remove_orphaned_files() == 1
    assert [path.name for path in folder.iterdir()] == ["README"]


@pytest.mark.one_database
def test_others_can_write_while_every_file_is_touched(site: Site, monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    with site.writing():
        actions.keep_shipped(actions.Shipped("sound", b"a voice", "audio/mp4", 3), project_id=None, placeholder=False)
    site.app.extensions["engage.storage"].put(io.BytesIO(b"its request was undone"))
    held: list[bool] = []
    for name in ("exists", "older_than", "delete"):
        monkeypatch.setattr(FolderStorage, name, watched(site, getattr(FolderStorage, name), held))
    monkeypatch.setattr(sweeping, "remove_workspaces", lambda: int(lock_is_held(site)))
    clock.now = later(21)()
    done = site.app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert (done.exit_code, done.stdout) == (0, "tidy-media: 1\n")
    assert held == [False, False, False]


def watched(site: Site, really: Callable[..., Any], held: list[bool]) -> Callable[..., Any]:
    """A method that notes whether the lock is held when it has done its work."""

    def call(*given: Any) -> Any:
        done = really(*given)
        whole = list(done) if isinstance(done, Iterator) else done
        held.append(lock_is_held(site))
        return whole

    return call


def test_files_are_swept_once_an_hour_and_clips_at_every_look(
    site: Site, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    turns: list[str] = []
    jobs = [Job(job.key, lambda commit, key=job.key: turns.append(key) or 0, job.every) for job in JOBS]
    monkeypatch.setitem(site.app.extensions, "engage.jobs", Registry("job", jobs))
    pauses = iter([timedelta(seconds=5), timedelta(minutes=54, seconds=55), timedelta(minutes=5)])

    def sleep(_seconds: float) -> None:
        pause = next(pauses, None)
        if pause is None:
            raise SystemExit
        clock.now += pause

    monkeypatch.setattr(commands.time, "sleep", sleep)
    site.app.test_cli_runner().invoke(args=["jobs", "run"])
    assert turns == ["clips", "tidy-media", "clips", "clips", "clips", "tidy-media"]


def test_the_wrong_database_costs_nobody_a_recording(site: Site, clock: Any) -> None:
    for _ in range(21):
        site.app.extensions["engage.storage"].put(io.BytesIO(b"a voice"))
    clock.now = later(21)()
    with site.writing(), pytest.raises(sweeping.Suspicious, match="21 of 21"):
        sweeping.remove_orphaned_files()
    assert len(stored(site)) == 21
    result = site.app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert result.exit_code == 1 and "is this the right database?" in result.stderr


def test_a_row_without_its_file_is_told_and_kept(site: Site, save: Callable[..., Any], project: Project) -> None:
    with site.writing():
        whole = actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id
        still = actions.keep_shipped(
            actions.Shipped("clip", b"a film", "video/mp4", 3, b"a still"), project_id=None, placeholder=False
        ).id
    lost, refused = save(make_media()), save(make_media(state="refused", reason="file-broken", storage_name=""))
    with site.writing():
        poster = site.read(select(Media.poster_name).where(Media.id == still))[0]
        site.app.extensions["engage.storage"].delete(poster)
        assert sweeping.missing_files() == sorted([lost.id, still])
    assert {row.id for row in site.read(select(Media))} == {whole, still, lost.id, refused.id}


def test_folders_of_programs_that_were_killed_go(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    clock.now = datetime.now(UTC)
    for name in ("engage-media-old", "engage-media-new", "somebody-elses"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "original").write_bytes(b"with its metadata")
    long_ago = clock.now.timestamp() - 3 * 3600
    for name in ("engage-media-old", "somebody-elses"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    assert sweeping.remove_workspaces() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["engage-media-new", "somebody-elses"]
