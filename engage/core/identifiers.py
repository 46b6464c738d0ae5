"""Random identifiers and the codes that people read, type and scan."""

import hashlib
import hmac
import secrets
import unicodedata

CODE_ALPHABET = "23456789CFGHJMPQRVWX"
"""No vowels, so no words by accident; no letter or digit that looks like another (20 signs, 4.3 bits each)."""
LONGEST_TYPED = 200
"""Letters of anything typed that can still be a code; to normalise very long texts takes minutes."""


def new_id() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_code(length: int) -> str:
    """A random code of `length` signs from CODE_ALPHABET."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def code_from(digest: bytes, length: int) -> str:
    """A code of `length` signs made from a digest (at least 32 bytes), always the same for the same digest."""
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(length):
        number, place = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[place])
    return "".join(signs)


def tidy_code(typed: str) -> str:
    """A typed code as it is stored: any spaces, dashes, case or native digits are accepted. Too long is none."""
    if len(typed) > LONGEST_TYPED:
        return ""
    signs = []
    for sign in unicodedata.normalize("NFKC", typed):
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            signs.append(str(digit))
        elif sign.isalnum():
            signs.append(sign.upper())
    return "".join(signs)


def grouped(code: str, size: int = 4) -> str:
    """A code with a space after every `size` signs, for reading aloud."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def keyed_digest(key: bytes, purpose: str, *parts: str) -> bytes:
    """HMAC-SHA256 of the parts for one purpose: 32 bytes. Different purposes never collide."""
    message = "\x1f".join((purpose, *parts)).encode()
    return hmac.new(key, message, hashlib.sha256).digest()


def content_hash(text: str) -> str:
    """SHA-256 of a text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
