"""The ballot paper: a choice as bytes of one length, so that a sealed ballot tells nothing by its size (pure).

First the id of the wording that was voted on, then one bit for each of its options, in their order.
"""

from collections.abc import Collection, Sequence

MOST_OPTIONS = 512
WORDING_BYTES = 32
PAPER_BYTES = WORDING_BYTES + MOST_OPTIONS // 8
SEALED_BYTES = PAPER_BYTES + 48
"""libsodium's sealed box adds a fresh public key and a tag."""


class UnreadablePaper(ValueError):
    """The bytes are no ballot paper on these options."""


def fill(wording_id: str, options: Sequence[str], chosen: Collection[str]) -> bytes:
    """A paper on which these options are marked. `wording_id` is 64 hexadecimal digits."""
    return bytes.fromhex(wording_id) + marks(options, chosen)


def wording_of(paper: bytes) -> str:
    """The id of the wording that a paper was filled in for."""
    if len(paper) != PAPER_BYTES:
        raise UnreadablePaper(len(paper))
    return paper[:WORDING_BYTES].hex()


def read(paper: bytes, options: Sequence[str]) -> frozenset[str]:
    """The options that are marked on a paper."""
    return frozenset(marked(options, paper[WORDING_BYTES:]))


def marks(options: Sequence[str], chosen: Collection[str]) -> bytes:
    """One bit for each option, in as many bytes for every choice. Unknown choices are a ValueError."""
    if len(options) > MOST_OPTIONS:
        raise ValueError(f"{len(options)} options do not fit a ballot paper")
    bits = 0
    for key in chosen:
        bits |= 1 << options.index(key)
    return bits.to_bytes(MOST_OPTIONS // 8, "little")


def marked(options: Sequence[str], held: bytes) -> list[str]:
    """The options whose bits are set, in their order; UnreadablePaper where a bit stands for no option."""
    bits = int.from_bytes(held, "little")
    if bits >> len(options):
        raise UnreadablePaper("a mark beyond the last option")
    return [key for place, key in enumerate(options) if bits >> place & 1]
