"""The code on a receipt: derived, never stored; shown as digits and as words (pure)."""

from importlib.resources import files

from engage.core.identifiers import grouped, keyed_digest, tidy_code

DIGITS = 20
WORDS = tuple((files(__package__) / "receipt_words.txt").read_text().split())
"""256 short, common, different words: eight of them say what twenty digits say."""


def receipt_code(key: bytes, submission_id: str) -> str:
    """The 20 digits (64 bits) of a submission's receipt."""
    number = int.from_bytes(keyed_digest(key, "receipt", submission_id)[:8], "big")
    return f"{number:0{DIGITS}d}"


def receipt_hash(key: bytes, code: str) -> str:
    """What the database keeps of a receipt."""
    return keyed_digest(key, "receipt hash", code).hex()


def as_digits(code: str) -> str:
    """The code in groups of four, for reading and writing down."""
    return grouped(code)


def as_words(code: str) -> list[str]:
    """The code as eight words."""
    return [WORDS[byte] for byte in int(code).to_bytes(8, "big")]


def read_code(typed: str) -> str | None:
    """A typed code, in digits of any script or in words; None if it cannot be one."""
    tidy = tidy_code(typed)
    if tidy.isdigit() and len(tidy) == DIGITS:
        return tidy
    said = [word for word in typed.lower().replace("-", " ").replace(",", " ").split() if word]
    if len(said) == 8 and all(word in WORDS for word in said):
        number = int.from_bytes(bytes(WORDS.index(word) for word in said), "big")
        return f"{number:0{DIGITS}d}"
    return None
