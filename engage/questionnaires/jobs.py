"""What the background worker does for answering."""

from collections.abc import Callable

from engage.media.jobs import Job
from engage.questionnaires.actions import expire_drafts


def _expire(commit: Callable[[], None]) -> int:
    """Forget drafts that nobody came back to."""
    return expire_drafts()


JOBS = (Job("expire-drafts", _expire),)
