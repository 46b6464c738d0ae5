"""Pictures: decoded, turned upright, made small enough for phones, and written anew without their metadata."""

import io
import threading
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1600
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 16_000_000, "WEBP": 9_000_000}
"""By format, so that none takes much more memory than another: a JPEG is decoded at a fraction of its size, a WebP
several times over. (MPO: several JPEGs in one file.)"""
MOST_PROGRESSIVE_PIXELS = 16_000_000
"""A JPEG that sharpens as it arrives is held whole after all; no phone's camera writes one."""
AT_ONCE = 2

POSTER_BYTES = 4_000
POSTER_SIDES = (480, 400, 320, 240, 160)
POSTER_QUALITIES = (60, 45, 30)

_places = threading.BoundedSemaphore(AT_ONCE)


class NotAPicture(ValueError):
    """The file is something else."""


class BrokenPicture(ValueError):
    """It begins like a picture, and cannot be decoded, or is too large to be."""


@dataclass(frozen=True)
class Picture:
    """A picture as it will be kept."""

    content: bytes
    media_type: str


def reencoded(file: BinaryIO) -> Picture:
    """The picture in a file, at most 1,600 pixels long, as JPEG, or as PNG where parts of it are transparent.

    NotAPicture, BrokenPicture. Colours, orientation and pixels stay; position, device, date and thumbnail go.
    """
    try:
        with _places, warnings.catch_warnings(), Image.open(file, formats=FORMATS) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _small(image)
    except UnidentifiedImageError as error:
        raise NotAPicture(str(error)) from error
    except Image.DecompressionBombError as error:
        raise BrokenPicture("too many pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        # Pillow's decoders raise all of these for damaged files.
        raise BrokenPicture(str(error)) from error


def poster(image: Image.Image) -> bytes:
    """A still of at most 4,000 bytes (WebP), as large and as fine as fits."""
    still = image.convert("RGB")
    content = b""
    for side in POSTER_SIDES:
        smaller = still.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in POSTER_QUALITIES:
            content = _written(smaller, "WEBP", quality=quality, method=6)
            if len(content) <= POSTER_BYTES:
                return content
    return content


def _small(image: Image.Image) -> Picture:
    width, height = image.size
    most = MOST_PROGRESSIVE_PIXELS if image.info.get("progressive") else MOST_PIXELS[image.format or ""]
    if width * height > most:
        raise BrokenPicture("too many pixels")
    transparent = image.has_transparency_data
    if image.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=1.0)
    plain = ImageOps.exif_transpose(image).convert("RGBA" if transparent else "RGB")
    # Only the pixels go over: whatever else was in the file stays behind.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    if transparent:
        return Picture(_written(fresh, "PNG", optimize=True), "image/png")
    return Picture(_written(fresh, "JPEG", quality=82, optimize=True, progressive=True), "image/jpeg")


def _written(image: Image.Image, file_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()
