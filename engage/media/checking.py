"""What an uploaded file is, decided by decoding it and never by its name; its metadata is gone before it is kept."""

import io
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engage.core.errors import Rejected
from engage.media import ffmpeg, pictures
from engage.media.families import Family, family_of, plan
from engage.media.media_types import KINDS, PHOTO

MEGABYTE = 1_000_000
MOST_MEGABYTES = 60
MOST_MEGABYTES_OF_PHOTO = 20
RECORDING_SECONDS = 150
"""A resident's recording: two minutes, and half a minute so that nobody is cut off."""

WORKSPACE = "engage-media-"
"""How the private folders begin in which files are looked at; each is removed when the look is over."""
DECODED_SECONDS = 3
LENGTH_LEEWAY = 1
"""Seconds by which a recording may be longer than is told."""
BLOCK = 256 * 1024
HEAD = 16


@dataclass(frozen=True)
class Checked:
    """A file that is what it seems to be, written anew. It is gone when the `with` that gave it ends."""

    path: Path
    kind: str
    media_type: str
    seconds: int
    """Whole seconds, at least 1; 0 for a photo."""
    finished: bool = True
    """False for a video that the worker has to encode before every phone can play it."""

    @property
    def bytes(self) -> int:
        """Its length."""
        return self.path.stat().st_size


@contextmanager
def received(
    upload: IO[bytes], *, kinds: Collection[str] = KINDS, longest: int = RECORDING_SECONDS
) -> Iterator[Checked]:
    """Look at an upload of one of these kinds, at most so many seconds long.

    Rejected with `file-empty`, `file-too-large` (limit: megabytes), `file-too-long`, `file-unknown`, `file-broken`, or
    `files-wait` where ffmpeg is missing; Busy if too many others are looked at. It takes 0.1 to 2 seconds, so begin it
    before the first use of the database in a request or `without_lock`, for which other writers wait.
    """
    with workspace() as folder:
        original = folder / "original"
        _spool(upload, original)
        checked = _picture(original) or _recording(original, longest)
        if checked.kind not in kinds:
            raise Rejected("file-unknown")
        yield checked


@contextmanager
def workspace() -> Iterator[Path]:
    """A private folder for a moment, outside the storage."""
    with tempfile.TemporaryDirectory(prefix=WORKSPACE) as folder:
        yield Path(folder)


def _spool(upload: IO[bytes], target: Path) -> None:
    """Copy what was sent, and stop as soon as it is too much."""
    left = MOST_MEGABYTES * MEGABYTE
    with target.open("wb") as file:
        while block := upload.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise Rejected("file-too-large", limit=MOST_MEGABYTES)
            file.write(block)
        if not file.tell():
            raise Rejected("file-empty")


def _picture(original: Path) -> Checked | None:
    """The file as a picture; None if it is something else."""
    try:
        with original.open("rb") as file:
            picture = pictures.reencoded(file)
    except pictures.NotAPicture:
        return None
    except pictures.BrokenPicture as error:
        raise Rejected("file-broken") from error
    if original.stat().st_size > MOST_MEGABYTES_OF_PHOTO * MEGABYTE:
        raise Rejected("file-too-large", limit=MOST_MEGABYTES_OF_PHOTO)
    target = original.with_name("picture")
    with target.open("wb") as file:
        shutil.copyfileobj(io.BytesIO(picture.content), file)
    return Checked(target, PHOTO, picture.media_type, seconds=0)


def _recording(original: Path, longest: int) -> Checked:
    """The file as sound or video, copied into a clean container."""
    with original.open("rb") as file:
        family = family_of(file.read(HEAD))
    if family is None:
        raise Rejected("file-unknown")
    if not ffmpeg.installed():
        raise Rejected("files-wait")
    try:
        return _rewritten(original, family, longest)
    except ffmpeg.Unreadable as error:
        raise Rejected("file-broken") from error


def _rewritten(original: Path, family: Family, longest: int) -> Checked:
    before = ffmpeg.probe(original, family.key)
    _check_length(before.seconds, longest)
    tracks = [track for track in (before.video, before.audio) if track]
    if not tracks:
        raise Rejected("file-unknown")
    steps = plan(
        family,
        before.video.codec if before.video else "",
        before.video.pixels if before.video else "",
        before.audio.codec if before.audio else "",
    )
    target = original.with_name("recording")
    maps = [part for track in tracks for part in ("-map", f"0:{track.index}")]
    fast = ["-movflags", "+faststart"] if steps.shape.demuxer == "mov" else []
    # A file may say nothing of its length, or lie, and hold hours of silence in a few bytes.
    bound = ["-t", str(longest + LENGTH_LEEWAY + 1)]
    arguments = [*maps, *steps.arguments, *bound, *fast, "-f", steps.shape.muxer]
    ffmpeg.convert(original, family.key, arguments, target, seconds=60)
    after = ffmpeg.probe(target, steps.shape.demuxer, decode_seconds=DECODED_SECONDS)
    _check_decoded(before, after)
    _check_length(after.seconds, longest)
    return Checked(target, steps.kind, steps.shape.media_type, max(1, round(after.seconds)), steps.finished)


def _check_decoded(before: ffmpeg.Probe, after: ffmpeg.Probe) -> None:
    """Every track can be decoded, and nearly all that the file promised is there."""
    tracks = [(before.video, after.video), (before.audio, after.audio)]
    if any(had and not (has and has.frames) for had, has in tracks):
        raise ffmpeg.Unreadable("a track cannot be decoded")
    if after.seconds < 0.9 * before.seconds - 1:
        raise ffmpeg.Unreadable("the end is missing")


def _check_length(seconds: float, longest: int) -> None:
    if seconds > longest + LENGTH_LEEWAY:
        raise Rejected("file-too-long")
