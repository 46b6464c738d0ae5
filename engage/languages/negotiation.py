"""Which language to greet a person in when the address does not say (pure)."""

from engage.languages.catalogue import Catalogue, Language

ALIASES = {"rom": "rmc", "rmy": "rmc", "rmn": "rmc", "mo": "ro"}
"""Codes that browsers send for languages we hold under another code, unless we hold theirs too."""


def from_address(path: str, catalogue: Catalogue) -> Language | None:
    """The language that is the first part of an address, or None."""
    first = path.lstrip("/").partition("/")[0]
    return catalogue.get(first) if first in catalogue else None


def from_browser(accepted: list[str], catalogue: Catalogue) -> Language:
    """The first of the browser's languages (best first) that we have, else the source language."""
    for tag in accepted:
        code = tag.lower().partition("-")[0]
        for known in (code, ALIASES.get(code, code)):
            if known in catalogue:
                return catalogue.get(known)
    return catalogue.source
