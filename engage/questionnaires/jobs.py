"""What the background worker does for answering."""

from collections.abc import Callable
from datetime import timedelta

from flask import current_app

from engage.media.jobs import Job
from engage.questionnaires.actions import expire_drafts
from engage.questionnaires.reissuing import show_awaited
from engage.web.transactions import empty_log, has_log


def _expire(commit: Callable[[], None]) -> int:
    """Forget drafts that nobody came back to."""
    return expire_drafts()


def _show(commit: Callable[[], None]) -> int:
    """Show the clips and sounds that were published while they were being prepared."""
    return show_awaited(current_app.extensions["engage.languages"])


def _empty_log(commit: Callable[[], None]) -> int:
    """Take what was withdrawn or has expired out of SQLite's log too; if somebody is at work, the next turn does."""
    if has_log():
        empty_log()
    return 0


JOBS = (
    Job("expire-drafts", _expire),
    Job("show-awaited", _show),
    Job("empty-log", _empty_log, timedelta(hours=1)),
)
