"""Photos, voices and films for the tests, made when first asked for, with secrets in their metadata."""

import io
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from engage.core import clock
from engage.core.identifiers import new_id
from engage.media import ffmpeg
from engage.media.models import Media
from tests.support import session as run

SECRET = "CANARY-7431"
"""Stands in the metadata of every sample; no file that is kept may have it."""
PLACE = "+51.5007-000.1246/"

PICTURE = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30"]
LARGE = ["-f", "lavfi", "-i", "testsrc2=size=960x720:rate=60"]
TONE = ["-f", "lavfi", "-i", "sine=440"]
LOW_TONE = ["-f", "lavfi", "-i", "sine=440:r=8000"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
FAST_VPX = ["-deadline", "realtime", "-cpu-used", "8"]
FAST_OPUS = ["-b:a", "8k", "-compression_level", "0", "-frame_duration", "60"]
SAMPLES = {
    "phone.mp4": [*PICTURE, *TONE, "-t", "3", *H264, "-c:a", "aac"],
    "silent.mp4": [*PICTURE, "-t", "3", *H264],
    "large.mp4": [*LARGE, *TONE, "-t", "3", *H264, "-c:a", "aac"],
    "noisy.mp4": [*PICTURE, "-vf", "scale=640:480,noise=alls=60:allf=t", "-t", "3", *H264],
    "index-first.mp4": [*PICTURE, *TONE, "-t", "6", *H264, "-c:a", "aac", "-movflags", "+faststart"],
    "hevc.mov": [*PICTURE, *TONE, "-t", "2", "-c:v", "libx265", "-preset", "ultrafast", "-c:a", "aac"],
    "live.webm": [*PICTURE, *TONE, "-t", "2", "-c:v", "libvpx", *FAST_VPX, "-c:a", "libopus", "-live", "1"],
    "voice.m4a": [*TONE, "-t", "2", "-c:a", "aac"],
    "index-first.m4a": [*TONE, "-t", "2", "-c:a", "aac", "-movflags", "+faststart"],
    "voice.mp3": [*TONE, "-t", "2"],
    "voice.ogg": [*TONE, "-t", "2", "-c:a", "libopus"],
    "voice.wav": [*TONE, "-t", "2"],
    "long.ogg": [*LOW_TONE, "-t", "160", "-c:a", "libopus", *FAST_OPUS],
}
METADATA = ["title", "comment", "com.apple.quicktime.model"]


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Path]:
    """sample("phone.mp4"): a recording as a phone makes it. Skips the test, loudly, where ffmpeg is missing."""

    def get(name: str) -> Path:
        run.need(ffmpeg.installed(), "ffmpeg")
        return run.once(name, lambda path: _record(name, path))

    return get


def _record(name: str, path: Path) -> None:
    secrets = [part for key in METADATA for part in ("-metadata", f"{key}={SECRET}")]
    place = ["-metadata", f"location={PLACE}", "-movflags", "use_metadata_tags"]
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", *SAMPLES[name], "-threads", "1", *secrets]
    subprocess.run([*command, *(place if name == "hevc.mov" else place[:2]), "-y", path], check=True)


def photo(size: tuple[int, int] = (640, 480), file_format: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture, green to the left and red to the right; a JPEG says where it was taken and by whose phone."""
    image = Image.new(mode, size, "green")
    image.paste("red", (size[0] // 2, 0, *size))
    if file_format == "JPEG":
        exif = Image.Exif()
        exif[0x010F] = SECRET
        exif[0x0112] = 6  # to be turned by a quarter
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 2.52)})
        options = {"exif": exif, "comment": SECRET, **options}
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A small file that says it is a picture of side × side pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def turned(mp4: bytes) -> bytes:
    """The same film, held upright: its track says that it is to be turned by a quarter."""
    at = mp4.index(b"tkhd") + 4 + 40
    quarter = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
    return mp4[:at] + quarter + mp4[at + len(quarter) :]


def make_media(**fields: Any) -> Media:
    """A clip that is ready; every argument replaces one field. Its file is not in the storage."""
    values: dict[str, Any] = {
        "id": new_id(),
        "project_id": None,
        "purpose": "clip",
        "state": "ready",
        "kind": "video",
        "media_type": "video/mp4",
        "bytes": 1000,
        "seconds": 3,
        "storage_name": f"aa/bb/{new_id()}",
        "poster_name": "",
        "captions": "",
        "transcript": "",
        "placeholder": False,
        "reason": "",
        "kept_by": None,
        "kept_on": clock.today(),
        "attached": True,
        "expires_at": None,
        "lease": "",
        "leased_until": None,
        "attempts": 0,
    }
    return Media(**values | fields)
