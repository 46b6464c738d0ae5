"""Recordings on their way into an answer: checked before the database is used, kept with the draft."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from engage.core.errors import DomainError, Rejected
from engage.media.actions import keep_checked
from engage.media.checking import Checked, received
from engage.questionnaires.flooding import refuse_floods

MOST_FILES = 5
"""Of one page. Each can take seconds, and they are looked at before the page is known."""


class Uploads:
    """What was sent with this request, already looked at."""

    def __init__(self, looked_at: dict[int, Checked | Rejected]) -> None:
        self._looked_at = looked_at

    def keep(self, upload: FileStorage, project_id: str) -> dict[str, Any]:
        """Keep one and return what its answer stores; Rejected if it cannot be kept."""
        checked = self._looked_at[id(upload)]
        if isinstance(checked, Rejected):
            raise checked
        media = keep_checked(checked, project_id=project_id)
        return {"media": media.id, "kind": media.kind, "seconds": media.seconds}


@contextmanager
def uploads(*, begun: bool) -> Iterator[Uploads]:
    """Look at every file of this request. It can take a second, so no lock may be held yet.

    begun: whether this browser has begun the activity; nothing is looked at for anybody else. DomainError, before any
    is looked at, if there are more than a page can ask for; TooMany from a network that sends far more than people do.
    """
    sent = [upload for upload in request.files.values() if upload.filename and begun]
    if len(sent) > MOST_FILES:
        raise DomainError("too-many-files")
    looked_at: dict[int, Checked | Rejected] = {}
    with ExitStack() as files:
        for upload in sent:
            refuse_floods("recorded")
            try:
                looked_at[id(upload)] = files.enter_context(received(upload.stream))
            except Rejected as refusal:
                looked_at[id(upload)] = refusal
        yield Uploads(looked_at)


def media_in(answers: dict[str, Any]) -> list[str]:
    """The ids of the recordings in these answers."""
    return [answer["media"] for answer in answers.values() if isinstance(answer, dict) and "media" in answer]
