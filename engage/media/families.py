"""The families of recordings that phones make, and what can be kept of each without encoding it again (pure)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from engage.core.registry import Registry
from engage.media.media_types import VIDEO, VOICE

STILL_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
"""Pictures that are built like a video; this site cannot read them."""
EVERY_DECODER = frozenset({"yuv420p", "yuvj420p"})
"""How the pixels of H.264 must be stored, so that each phone can play it."""


@dataclass(frozen=True)
class Shape:
    """How a file is written: the type it is served as, and ffmpeg's names for writing and for reading it."""

    media_type: str
    muxer: str
    demuxer: str


MP4 = Shape("video/mp4", "mp4", "mov")
M4A = Shape("audio/mp4", "mp4", "mov")
WEBM = Shape("video/webm", "webm", "matroska")
MOV = Shape("video/quicktime", "mov", "mov")
MATROSKA = Shape("video/x-matroska", "matroska", "matroska")


@dataclass(frozen=True)
class Family:
    """Files that begin alike. The key is the name of ffmpeg's reader for them.

    video, video_sound: codecs that stay as they are in a video of shape `video_shape` ("" stands for no sound).
    voices: the shape for each codec of sound that stays as it is. holds: where any other video waits for the worker.
    """

    key: str
    begins: Callable[[bytes], bool]
    voices: dict[str, Shape] = field(default_factory=dict)
    video: frozenset[str] = frozenset()
    video_sound: frozenset[str] = frozenset()
    video_shape: Shape = WEBM
    holds: Shape = MATROSKA


def _mov(head: bytes) -> bool:
    return head[4:8] in {b"moov", b"mdat", b"wide", b"free"} or (
        head[4:8] == b"ftyp" and head[8:12] not in STILL_BRANDS
    )


def _mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0)


def _aac(head: bytes) -> bool:
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0


FAMILIES: Registry[Family] = Registry(
    "family of recordings",
    (
        Family(
            "mov",
            _mov,
            voices={"aac": M4A},
            video=frozenset({"h264"}),
            video_sound=frozenset({"", "aac", "mp3"}),
            video_shape=MP4,
            holds=MOV,
        ),
        Family(
            "matroska",
            lambda head: head[:4] == b"\x1a\x45\xdf\xa3",
            voices=dict.fromkeys(("opus", "vorbis"), Shape("audio/webm", "webm", "matroska")),
            video=frozenset({"vp8", "vp9"}),
            video_sound=frozenset({"", "opus", "vorbis"}),
        ),
        Family(
            "ogg",
            lambda head: head[:4] == b"OggS",
            voices=dict.fromkeys(("opus", "vorbis"), Shape("audio/ogg", "ogg", "ogg")),
        ),
        Family("aac", _aac, voices={"aac": M4A}),
        Family("mp3", _mp3, voices={"mp3": Shape("audio/mpeg", "mp3", "mp3")}),
        Family("wav", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
        Family("flac", lambda head: head[:4] == b"fLaC"),
        Family("amr", lambda head: head[:5] == b"#!AMR"),
        Family("caf", lambda head: head[:4] == b"caff"),
    ),
)

SPEECH = ("-ac", "1", "-c:a", "aac", "-b:a", "64k")
"""What becomes of a voice whose codec phones may not play."""

WITHOUT_WORDS = ("-bsf:v", "filter_units=remove_types=6")
"""H.264 can carry words of its maker between the pictures: they are left out."""


@dataclass(frozen=True)
class Plan:
    """How a recording is written anew. `finished` is false where the worker has to encode it before phones can play."""

    kind: str
    shape: Shape
    arguments: tuple[str, ...]
    finished: bool = True


def family_of(head: bytes) -> Family | None:
    """The family whose files begin so (at least 12 bytes), or None."""
    return next((family for family in FAMILIES if family.begins(head)), None)


def plan(family: Family, video_codec: str, pixels: str, sound_codec: str) -> Plan:
    """What to do with a file of this family and these codecs ("" for a track that it lacks)."""
    if not video_codec:
        if shape := family.voices.get(sound_codec):
            return Plan(VOICE, shape, ("-c", "copy"))
        return Plan(VOICE, M4A, SPEECH)
    playable = video_codec in family.video and (video_codec != "h264" or pixels in EVERY_DECODER)
    copied = ("-c", "copy", *(WITHOUT_WORDS if video_codec == "h264" else ()))
    if playable and sound_codec in family.video_sound:
        return Plan(VIDEO, family.video_shape, copied)
    return Plan(VIDEO, family.holds, copied, finished=False)
