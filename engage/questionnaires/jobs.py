"""What the background worker does for answering."""

from collections.abc import Callable

from flask import current_app

from engage.media.jobs import Job
from engage.questionnaires.actions import expire_drafts
from engage.questionnaires.reissuing import show_awaited


def _expire(commit: Callable[[], None]) -> int:
    """Forget drafts that nobody came back to."""
    return expire_drafts()


def _show(commit: Callable[[], None]) -> int:
    """Show the clips and sounds that were published while they were being prepared."""
    return show_awaited(current_app.extensions["engage.languages"])


JOBS = (Job("expire-drafts", _expire), Job("show-awaited", _show))
