"""Everything that is encrypted or signed, by libsodium; keys come from the key file and the secret."""

import json
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from engage.core.identifiers import keyed_digest


class Unreadable(ValueError):
    """The bytes were not sealed with this key, or were changed since."""


class Sealer:
    """Seals small values for the site itself (a cookie, a wrapped key). One key for each purpose."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._box = SecretBox(keyed_digest(key, f"seal:{purpose}"))

    def seal(self, plain: bytes) -> bytes:
        return bytes(self._box.encrypt(plain))

    def open(self, sealed: bytes) -> bytes:
        """The sealed bytes in clear; Unreadable if they are not ours."""
        try:
            return bytes(self._box.decrypt(sealed))
        except (CryptoError, ValueError, TypeError) as error:
            raise Unreadable(str(error)) from error

    def seal_json(self, value: Any) -> bytes:
        return self.seal(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())

    def open_json(self, sealed: bytes) -> Any:
        return json.loads(self.open(sealed))


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh (public, private) pair, 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def seal_to(public_key: bytes, plain: bytes) -> bytes:
    """Bytes that only the holder of the private key can open; even the sender cannot."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(plain))


def open_sealed(private_key: bytes, sealed: bytes) -> bytes:
    """Open what `seal_to` sealed; Unreadable if it was made for another key."""
    try:
        return bytes(SealedBox(PrivateKey(private_key)).decrypt(sealed))
    except CryptoError as error:
        raise Unreadable(str(error)) from error


def new_secret() -> bytes:
    """32 random bytes."""
    return bytes(random(32))
