"""`flask jobs run`: the background worker."""

import logging
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from flask.cli import AppGroup

from engage.core import clock
from engage.extensions import db
from engage.media.jobs import Job, all_jobs
from engage.media.sweeping import Suspicious

log = logging.getLogger("engage")

group = AppGroup("jobs", help="Work in the background: media, and whatever else is due.")


@group.command("run")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@click.option("--interval", default=5.0, show_default=True, help="Seconds between two looks.")
def run(once: bool, interval: float) -> None:
    """Do what is due, over and over. Several workers may run at the same time."""
    due: dict[str, datetime] = {}
    with _stopping_tidily():
        while True:
            results = [_attempt(job) for job in _take_due(due)]
            if once:
                raise SystemExit(0 if all(results) else 1)
            time.sleep(interval)


def _take_due(due: dict[str, datetime]) -> list[Job]:
    """The jobs whose turn it is now. due: when each has its next turn, kept from one look to the next."""
    now = clock.now()
    turns = [job for job in all_jobs() if due.get(job.key, now) <= now]
    due.update((job.key, now + job.every) for job in turns)
    return turns


@contextmanager
def _stopping_tidily() -> Iterator[None]:
    """Let a request to stop unwind like an exception, so that leases and temporary folders are given back."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _attempt(job: Job) -> bool:
    """Do one job; a failure is told and does not keep the others from their turn."""
    try:
        done = job.run(db.session.commit)
        db.session.commit()
    except Exception as error:  # whatever it is, the other jobs go on and this one has another turn
        db.session.rollback()
        # Only our own words: what a library says may quote what people wrote.
        reason = str(error) if isinstance(error, Suspicious) else type(error).__name__
        click.echo(f"{job.key}: {reason}", err=True)
        log.error("job %s failed: %s", job.key, type(error).__name__)
        return False
    finally:
        db.session.remove()
    if done:
        click.echo(f"{job.key}: {done}")
    return True
