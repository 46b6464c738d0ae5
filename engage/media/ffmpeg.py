"""The one door to ffmpeg and ffprobe, which read files made by strangers.

Arguments are lists, never a shell's line. The format is named, never guessed; only local files are opened. Time, memory
and output are limited, and only so many run at once.
"""

import json
import os
import resource
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engage.core.errors import Busy

MEMORY = 2_000_000_000
LARGEST_OUTPUT = 200_000_000
AT_ONCE = 2
LONGEST_WAIT = 20

_places = threading.BoundedSemaphore(AT_ONCE)


class Unreadable(ValueError):
    """The program could not make anything of the file, or took too long."""


@dataclass(frozen=True)
class Stream:
    """One track of a file. `pictures` counts those decoded where decoding was asked for, else 0."""

    index: int
    kind: str
    codec: str
    width: int = 0
    height: int = 0
    pixels: str = ""
    rate: float = 0.0
    frames: int = 0


@dataclass(frozen=True)
class Probe:
    """What a file says of itself. `seconds` is 0 where it does not say."""

    seconds: float
    video: Stream | None
    audio: Stream | None


def installed() -> bool:
    """Whether recordings can be checked here at all."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def probe(path: Path, demuxer: str, *, decode_seconds: int = 0) -> Probe:
    """The first picture track and the first sound track of a file; Unreadable.

    With `decode_seconds`, as much of the beginning is decoded and each track's frames are counted.
    """
    decode = ["-count_frames", "-read_intervals", f"%+{decode_seconds}"] if decode_seconds else []
    output = _run(
        "ffprobe",
        [
            *_reading(demuxer),
            *decode,
            "-show_entries",
            "format=duration:stream=index,codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,nb_read_frames"
            ":stream_disposition=attached_pic",
            "-print_format",
            "json",
            f"file:{path}",
        ],
        seconds=20,
    )
    found = json.loads(output)
    streams = [_stream(entry) for entry in found.get("streams", ()) if not entry["disposition"]["attached_pic"]]
    return Probe(
        seconds=float(found.get("format", {}).get("duration", 0)),
        video=next((stream for stream in streams if stream.kind == "video" and stream.width), None),
        audio=next((stream for stream in streams if stream.kind == "audio"), None),
    )


def convert(source: Path, demuxer: str, arguments: Sequence[str], target: Path, *, seconds: int) -> None:
    """Make `target` out of `source`, without any of its metadata; Unreadable."""
    cleaning = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact"]
    _run(
        "ffmpeg",
        ["-nostdin", *_reading(demuxer), "-i", f"file:{source}", *arguments, *cleaning, "-y", f"file:{target}"],
        seconds=seconds,
    )
    if not target.exists() or not target.stat().st_size:
        raise Unreadable("nothing came out")


def make(arguments: Sequence[str], target: Path) -> None:
    """Make `target` from this program's own material: its pictures and tones; Unreadable."""
    _run("ffmpeg", ["-nostdin", "-v", "fatal", *arguments, "-fflags", "+bitexact", "-y", f"file:{target}"], seconds=60)


def _reading(demuxer: str) -> list[str]:
    return ["-v", "fatal", "-protocol_whitelist", "file", "-f", demuxer]


def _stream(entry: dict[str, Any]) -> Stream:
    above, _, below = entry.get("avg_frame_rate", "0/1").partition("/")
    return Stream(
        index=entry["index"],
        kind=entry.get("codec_type", ""),
        codec=entry.get("codec_name", ""),
        width=entry.get("width", 0),
        height=entry.get("height", 0),
        pixels=entry.get("pix_fmt", ""),
        rate=float(above) / (float(below or 1) or 1),
        frames=int(entry.get("nb_read_frames", 0)),
    )


def _run(program: str, arguments: Sequence[str], *, seconds: int) -> bytes:
    """What the program printed; Unreadable if it failed or took too long, Busy if none was free to start."""
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise Busy("too-many-recordings")
    try:
        return _limited(program, arguments, seconds)
    finally:
        _places.release()


def _limited(program: str, arguments: Sequence[str], seconds: int) -> bytes:
    process = subprocess.Popen(  # noqa: S603 - the program is ours, and each argument is our own
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it would repeat what a stranger wrote in the file
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
    )
    try:
        _limit(process.pid, seconds)
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{program} took too long") from error
    except ProcessLookupError:  # it ended before it could be limited
        output, _ = process.communicate()
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode:
        raise Unreadable(f"{program} could not read it")
    return output


def _limit(process: int, seconds: int) -> None:
    """Bound what a running program may take, and let the site go first."""
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_CPU, seconds * (os.cpu_count() or 1)),
    )
    for limit, most in limits:
        _, hard = resource.prlimit(process, limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.prlimit(process, limit, (bound, bound))
    os.setpriority(os.PRIO_PROCESS, process, 10)
