"""The placeholder clips and sounds of the demonstration: made once, committed, and read from here."""

import hashlib
import json
from pathlib import Path

from engage.content.interface import INTERFACE
from engage.demonstration.sources import ACTIVITIES, definition
from engage.media import slates
from engage.media.actions import Shipped

FOLDER = Path(__file__).parent / "slates"
MANIFEST = FOLDER / "manifest.json"
CHIME_SECONDS = 1


def signed_texts() -> list[str]:
    """Every text that has a placeholder clip, once, in a fixed order."""
    texts = [unit.source for activity in ACTIVITIES for unit in definition(activity.slug).units]
    texts += [unit.source for unit in INTERFACE]
    return list(dict.fromkeys(texts))


def name_of(text: str) -> str:
    """The name of a text's files."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def make_all() -> int:
    """Make what the manifest lacks and forget what is no longer said (needs ffmpeg); how many clips there are."""
    FOLDER.mkdir(exist_ok=True)
    made: dict[str, int] = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else {}
    seconds = {}
    wanted = set()
    for text in signed_texts():
        name = name_of(text)
        wanted.add(name)
        seconds[name] = made.get(name) or slates.make_slate(text, FOLDER, name).seconds
    slates.make_chime(FOLDER / "chime.m4a")
    for file in FOLDER.iterdir():
        if file.suffix in {".mp4", ".webp", ".vtt"} and file.stem not in wanted:
            file.unlink()
    MANIFEST.write_text(json.dumps(seconds, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return len(seconds)


def clip_for(text: str) -> Shipped:
    """The placeholder clip of a text."""
    name = name_of(text)
    seconds = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return Shipped(
        purpose="clip",
        content=(FOLDER / f"{name}.mp4").read_bytes(),
        media_type="video/mp4",
        seconds=seconds[name],
        poster=(FOLDER / f"{name}.webp").read_bytes(),
        captions=(FOLDER / f"{name}.vtt").read_text(encoding="utf-8"),
        transcript=text,
    )


def chime() -> Shipped:
    """The placeholder sound."""
    return Shipped(
        purpose="sound",
        content=(FOLDER / "chime.m4a").read_bytes(),
        media_type="audio/mp4",
        seconds=CHIME_SECONDS,
    )
