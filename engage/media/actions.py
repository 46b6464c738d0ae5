"""Writes of media. A file is on the disk before its row is; it goes only after the row's going has been committed.

So whatever happens in between, no row ever points at nothing, and a file without a row is found by the sweep.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any, BinaryIO, NewType

from sqlalchemy import select, update

from engage.core import clock
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.media import captions as webvtt
from engage.media.checking import Checked, received
from engage.media.clips import RECIPES
from engage.media.leaving import leave_after_commit
from engage.media.media_types import KINDS, kind_of
from engage.media.models import Media
from engage.media.purposes import PURPOSES
from engage.media.storage import current_storage

LOOSE_FOR = timedelta(days=14)
"""How long a recording waits for its answers to be sent. They wait no longer, so none of them ever misses it."""


def keep_recording(upload: BinaryIO, *, project_id: str, kinds: Collection[str] = KINDS) -> Media:
    """Keep what a resident recorded, until its answer is sent (`attach`) or LOOSE_FOR has passed.

    Raises what `checking.received` raises; only these `kinds` pass.
    """
    purpose = PURPOSES.get("recording")
    with received(upload, kinds=purpose.kinds & set(kinds), longest=purpose.longest) as checked:
        return keep_checked(checked, project_id=project_id)


def keep_checked(checked: Checked, *, project_id: str) -> Media:
    """The second half of `keep_recording`, for a file that was checked before the database was first used."""
    return _insert(
        **_put(checked),
        purpose="recording",
        project_id=project_id,
        state="ready" if checked.finished else "waiting",
        attached=False,
        expires_at=_loose_until(),
    )


Stored = NewType("Stored", dict[str, Any])
"""A checked file that is in the storage: the columns of its row. If that is never written, the sweep takes the file."""


def store_for_pages(purpose: str, upload: BinaryIO, *, captions: str = "", transcript: str = "") -> Stored:
    """The slow half of keeping a `clip`, a `sound` or a `picture` for residents' pages; do it `without_lock`.

    A picture is ready at once; the others are `waiting` until the worker has made them fit for phones. Raises what
    `checking.received` and `captions.read` raise.
    """
    wanted = PURPOSES.get(purpose)
    with received(upload, kinds=wanted.kinds, longest=wanted.longest) as checked:
        tidied = _tidy_captions(captions, checked.seconds)
        state = "waiting" if purpose in RECIPES else "ready"
        words = {"captions": tidied, "transcript": transcript.strip()}
        return Stored({"purpose": purpose, "state": state, **words, **_put(checked)})


def keep_for_pages(stored: Stored, *, project_id: str | None, kept_by: str | None) -> Media:
    """The other half: its row."""
    return _insert(project_id=project_id, kept_by=kept_by, **stored)


@dataclass(frozen=True)
class Shipped:
    """A clip, a sound or a picture that comes with the site, already as phones need it."""

    purpose: str
    content: bytes
    media_type: str
    seconds: int
    poster: bytes = b""
    captions: str = ""
    transcript: str = ""


def keep_shipped(shipped: Shipped, *, project_id: str | None, placeholder: bool) -> Media:
    """Keep a file of our own: it is not checked again, and needs no ffmpeg."""
    storage = current_storage()
    return _insert(
        purpose=shipped.purpose,
        project_id=project_id,
        state="ready",
        kind=kind_of(shipped.media_type),
        media_type=shipped.media_type,
        bytes=len(shipped.content),
        seconds=shipped.seconds,
        storage_name=storage.put(BytesIO(shipped.content)),
        poster_name=storage.put(BytesIO(shipped.poster)) if shipped.poster else "",
        captions=_tidy_captions(shipped.captions, shipped.seconds),
        transcript=shipped.transcript,
        placeholder=placeholder,
    )


def set_words(media: Media, *, captions: str, transcript: str) -> None:
    """Put other captions and another transcript to a clip or a sound; raises what `captions.read` raises."""
    media.captions = _tidy_captions(captions, media.seconds)
    media.transcript = transcript.strip()
    db.session.flush()


def attach(ids: Collection[str]) -> frozenset[str]:
    """The answers with these recordings were sent: keep them as long as the answers. Returns those that are there."""
    if not ids:
        return frozenset()
    loose = (Media.id.in_(ids), Media.purpose == "recording", ~Media.attached)
    db.session.execute(update(Media).where(*loose).values(attached=True, expires_at=None))
    return frozenset(db.session.scalars(select(Media.id).where(Media.id.in_(ids), Media.purpose == "recording")))


def let_go(ids: Collection[str]) -> None:
    """Other recordings took the place of these: remove those that belong to nothing that was sent."""
    delete(db.session.scalars(select(Media.id).where(Media.id.in_(ids), ~Media.attached)).all() if ids else ())


def delete(ids: Collection[str]) -> None:
    """Remove media and, once that is committed, their files. Unknown identifiers are gone already."""
    if not ids:
        return
    for row in db.session.scalars(select(Media).where(Media.id.in_(ids)).order_by(Media.id)):
        leave_after_commit(db.session(), row.storage_name, row.poster_name)
        db.session.delete(row)
    db.session.flush()


def _put(checked: Checked) -> dict[str, Any]:
    """Put a file into the storage; what its row says of it."""
    with checked.path.open("rb") as file:
        name = current_storage().put(file)
    return {
        "kind": checked.kind,
        "media_type": checked.media_type,
        "bytes": checked.bytes,
        "seconds": checked.seconds,
        "storage_name": name,
    }


def _insert(**values: Any) -> Media:
    nothing = dict.fromkeys(("poster_name", "captions", "transcript", "reason", "lease"), "")
    usual = {"placeholder": False, "attached": True, "attempts": 0, "kept_on": clock.today()}
    media = Media(id=new_id(), **{**nothing, **usual, **values})
    db.session.add(media)
    db.session.flush()
    return media


def _tidy_captions(text: str, seconds: int) -> str:
    return webvtt.written(webvtt.taken(text, seconds)) if text.strip() else ""


def _loose_until() -> Any:
    return clock.now() + LOOSE_FOR
