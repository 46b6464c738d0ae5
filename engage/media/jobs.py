"""The media's part of the background work. Each job may be stopped at any moment and begun again."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import current_app

from engage.core.registry import Registry
from engage.media import clips, ffmpeg, sweeping, working
from engage.media.checking import workspace
from engage.media.storage import current_storage
from engage.web.transactions import without_lock

log = logging.getLogger("engage")


@dataclass(frozen=True)
class Job:
    """One kind of background work. `run` does what is due now and returns how many things it did.

    It runs in a transaction that is committed after it; one with several steps calls its argument to commit each.
    `every` is the time from one turn to the next, nought for as often as the worker looks.
    """

    key: str
    run: Callable[[Callable[[], None]], int]
    every: timedelta = timedelta(0)


def _prepare_clips(commit: Callable[[], None]) -> int:
    """Make every waiting video and sound fit for phones, one after another."""
    if not ffmpeg.installed():
        return 0
    done = 0
    while task := working.take():
        commit()  # the lease, so that others leave this file alone
        _prepare(task, commit)
        commit()
        done += 1
    return done


def _prepare(task: working.Task, commit: Callable[[], None]) -> None:
    if task.worn_out:
        working.refuse(task, "file-broken")
        return
    with workspace() as folder:
        source = folder / "source"
        try:
            _fetch(task.storage_name, source)
            prepared = clips.prepare(task.purpose, source, task.media_type, folder)
        except ffmpeg.Unreadable:
            working.refuse(task, "file-broken")
        except FileNotFoundError:
            log.error("a waiting file is not in the storage: %s", task.media_id)
            working.give_back(task, at_once=False)
        except SystemExit:  # the worker is told to stop, to be started again soon
            working.give_back(task, at_once=True)
            commit()
            raise
        else:
            working.finish(task, prepared)


def _fetch(name: str, target: Path) -> None:
    with current_storage().open(name) as stored, target.open("wb") as file:
        shutil.copyfileobj(stored, file)


def _tidy(commit: Callable[[], None]) -> int:
    """Remove what interruptions left behind, and tell of files that have gone; the lock is not held meanwhile."""
    removed = sweeping.remove_expired()
    commit()
    with without_lock():
        missing = sweeping.missing_files()
    if missing:
        log.error("%s media rows have no file in the storage, such as %s", len(missing), missing[0])
    with without_lock():
        return removed + sweeping.remove_orphaned_files() + sweeping.remove_workspaces()


JOBS = (Job("clips", _prepare_clips), Job("tidy-media", _tidy, timedelta(hours=1)))


def all_jobs() -> Registry[Job]:
    """The background work of every room, gathered in `engage/cli.py`."""
    jobs: Registry[Job] = current_app.extensions["engage.jobs"]
    return jobs
