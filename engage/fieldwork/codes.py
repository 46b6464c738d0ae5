"""A gathering's code: made from its id, so that nothing has to be kept (pure)."""

from engage.core.identifiers import code_from, keyed_digest

LENGTH = 6
"""Six of twenty signs: 64 million codes, for a few hours in one room."""


def gathering_code(key: bytes, gathering_id: str) -> str:
    """The code of a gathering."""
    return code_from(keyed_digest(key, "gathering", gathering_id), LENGTH)


def gathering_mac(key: bytes, code: str) -> str:
    """What the database keeps of a code."""
    return keyed_digest(key, "gathering code", code).hex()
