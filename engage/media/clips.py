"""What the worker makes of a video or a sound so that every phone can play it, at little cost to who pays for data.

Signed video: H.264 in MP4, its index in front, short side 480 where the film has as much, at most 600 kbit/s, no frame
dropped below 30 a second (signs are read from movement), no sound. Sound: AAC, one channel, 48 kbit/s. Measures of
EN 301 549 clause 6.5 and of the requirement for two renditions; the light one is not made yet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from engage.core.registry import Registry
from engage.media import ffmpeg, pictures
from engage.media.ffmpeg import Probe
from engage.media.media_types import VIDEO, VOICE

SHORT_SIDE = 480
MOST_SHORT_SIDE = 720
MOST_BITS = 600_000
MOST_RATE = 30
LONGEST_WORK = 900
"""Seconds that one file may take."""

DEMUXERS = {"video/webm": "matroska", "video/x-matroska": "matroska", "audio/webm": "matroska", "audio/ogg": "ogg"}
DEMUXERS |= {"audio/mpeg": "mp3", "audio/mp4": "mov", "video/mp4": "mov", "video/quicktime": "mov"}
FAST = ("-movflags", "+faststart", "-f", "mp4")


@dataclass(frozen=True)
class Prepared:
    """A file that phones can play, in the workspace that it was made in."""

    path: Path
    kind: str
    media_type: str
    seconds: int
    poster: bytes = b""


@dataclass(frozen=True)
class Recipe:
    """What becomes of a waiting file. The key is a purpose."""

    key: str
    prepare: Callable[[Path, str, Path], Prepared]


def prepare(purpose: str, source: Path, media_type: str, folder: Path) -> Prepared:
    """Make a waiting file ready, inside `folder`; ffmpeg.Unreadable if it cannot be done."""
    return RECIPES.get(purpose).prepare(source, DEMUXERS[media_type], folder)


def _signed(source: Path, demuxer: str, folder: Path) -> Prepared:
    return _video(source, demuxer, folder, with_sound=False)


def _recorded(source: Path, demuxer: str, folder: Path) -> Prepared:
    return _video(source, demuxer, folder, with_sound=True)


def _video(source: Path, demuxer: str, folder: Path, *, with_sound: bool) -> Prepared:
    before = ffmpeg.probe(source, demuxer)
    if before.video is None:
        raise ffmpeg.Unreadable("there is no picture")
    target = folder / "ready.mp4"
    sound = ["-map", f"0:{before.audio.index}", "-c:a", "aac", "-ac", "1", "-b:a", "64k"] if before.audio else []
    picture = _copied() if _fits(before, source, with_sound=with_sound) else _encoded(before.video, before.seconds)
    arguments = ["-map", f"0:{before.video.index}", *picture, *(sound if with_sound else ["-an"]), *FAST]
    ffmpeg.convert(source, demuxer, arguments, target, seconds=LONGEST_WORK)
    after = _checked(target, before)
    return Prepared(target, VIDEO, "video/mp4", _whole(after.seconds), _poster(target, after.seconds, folder))


def _sounded(source: Path, demuxer: str, folder: Path) -> Prepared:
    before = ffmpeg.probe(source, demuxer)
    if before.audio is None:
        raise ffmpeg.Unreadable("there is no sound")
    target = folder / "ready.m4a"
    fits = before.audio.codec == "aac" and before.video is None and _bits(before, source) <= 1.1 * 48_000
    coded = ["-c:a", "copy"] if fits else ["-ac", "1", "-c:a", "aac", "-b:a", "48k"]
    arguments = ["-map", f"0:{before.audio.index}", "-vn", *coded, *FAST]
    ffmpeg.convert(source, demuxer, arguments, target, seconds=LONGEST_WORK)
    return Prepared(target, VOICE, "audio/mp4", _whole(_checked(target, before).seconds))


RECIPES: Registry[Recipe] = Registry(
    "recipe", (Recipe("clip", _signed), Recipe("sound", _sounded), Recipe("recording", _recorded))
)


def _fits(before: Probe, source: Path, *, with_sound: bool) -> bool:
    """Whether the pictures can stay as they are."""
    video = before.video
    if video is None or video.codec != "h264" or video.pixels not in {"yuv420p", "yuvj420p"}:
        return False
    allowance = 64_000 if with_sound else 0
    small = min(video.width, video.height) <= MOST_SHORT_SIDE and video.rate <= MOST_RATE + 1
    return small and _bits(before, source) <= MOST_BITS + allowance


def _bits(before: Probe, source: Path) -> float:
    """How many bits a second of the file takes."""
    return source.stat().st_size * 8 / before.seconds if before.seconds else float("inf")


def _copied() -> list[str]:
    return ["-c:v", "copy"]


def _encoded(video: ffmpeg.Stream, seconds: float) -> list[str]:
    # The shorter side becomes 480, or stays if it is less; both sides must be even numbers.
    short = f"min({SHORT_SIDE},min(iw,ih))"
    size = f"scale='if(lt(iw,ih),trunc({short}/2)*2,-2)':'if(lt(iw,ih),-2,trunc({short}/2)*2)'"
    rate = ["-fpsmax", str(MOST_RATE)] if video.rate > MOST_RATE else []
    # The buffer of half a second is lent once, at the beginning: a short clip must stay below the limit all the same.
    most = int(0.95 * MOST_BITS * max(seconds, 1) / (max(seconds, 1) + 0.45))
    quality = ["-crf", "25", "-maxrate", str(most), "-bufsize", str(most // 2), "-preset", "medium", "-g", "120"]
    shape = ["-profile:v", "main", "-pix_fmt", "yuv420p", "-threads", "1"]
    return ["-vf", f"{size},setsar=1", *rate, "-c:v", "libx264", *quality, *shape]


def _checked(target: Path, before: Probe) -> Probe:
    after = ffmpeg.probe(target, "mov", decode_seconds=2)
    if after.seconds < 0.9 * before.seconds - 1:
        raise ffmpeg.Unreadable("the end is missing")
    return after


def _poster(video: Path, seconds: float, folder: Path) -> bytes:
    """A real frame, from a third of the way in, where hands are in the air rather than at rest."""
    frame = folder / "frame.png"
    where = ["-ss", f"{seconds / 3:.2f}", "-frames:v", "1", "-an", "-c:v", "png", "-f", "image2"]
    ffmpeg.convert(video, "mov", where, frame, seconds=60)
    with Image.open(frame, formats=("PNG",)) as image:
        return pictures.poster(image)


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
