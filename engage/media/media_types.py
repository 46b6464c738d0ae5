"""The kinds of media there are, the types they are served as, and their addresses (pure)."""

VOICE, PHOTO, VIDEO = "voice", "photo", "video"
KINDS = (VOICE, PHOTO, VIDEO)

EXTENSIONS = {
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/webm": "weba",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
}
"""Every type that is ever kept, with the last part of its address or of its name when it is saved."""

KIND_OF = {"audio": VOICE, "image": PHOTO, "video": VIDEO}
"""The kind of each family of types."""

POSTER_TYPE = "image/webp"
CAPTIONS_TYPE = "text/vtt; charset=utf-8"
CAPTIONS_EXTENSION = "vtt"


def kind_of(media_type: str) -> str:
    """What a person would call a file of this type: `voice`, `photo` or `video`."""
    return KIND_OF[media_type.partition("/")[0]]


def file_address(media_id: str, media_type: str) -> str:
    """Where a clip, a sound or a picture is served; it never changes, so frozen pages may keep it."""
    return f"/media/{media_id}.{EXTENSIONS[media_type]}"


def media_id_in(address: str) -> str:
    """The id in the address of a file."""
    return address.removeprefix("/media/").partition(".")[0]


def poster_address(media_id: str) -> str:
    """Where a clip's still frame is served."""
    return f"/media/{media_id}.{EXTENSIONS[POSTER_TYPE]}"


def captions_address(media_id: str) -> str:
    """Where a clip's captions are served."""
    return f"/media/{media_id}.{CAPTIONS_EXTENSION}"
