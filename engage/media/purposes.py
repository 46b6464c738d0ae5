"""What media are kept for. Each purpose says who may see it, what it may be, and how long (pure)."""

from dataclasses import dataclass

from engage.core.registry import Registry
from engage.media.media_types import KINDS, PHOTO, VIDEO, VOICE


@dataclass(frozen=True)
class Purpose:
    """public: shown on residents' pages. kinds: what may be uploaded for it. longest: in seconds."""

    key: str
    public: bool
    kinds: frozenset[str]
    longest: int


PURPOSES: Registry[Purpose] = Registry(
    "purpose of media",
    (
        Purpose("clip", public=True, kinds=frozenset({VIDEO}), longest=600),
        Purpose("sound", public=True, kinds=frozenset({VOICE, VIDEO}), longest=600),
        Purpose("picture", public=True, kinds=frozenset({PHOTO}), longest=0),
        Purpose("recording", public=False, kinds=frozenset(KINDS), longest=150),
    ),
)
PUBLIC = tuple(purpose.key for purpose in PURPOSES if purpose.public)
