"""Texts that a spreadsheet might take for a formula."""

import unicodedata

SIGNS = frozenset("=+-@")
LEADING_CONTROLS = frozenset("\t\r\n\0")
QUOTES = frozenset("'\"`´‘’“”«»")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this text, or split it, rather than show it.

    Programs skip blanks, byte order marks, direction marks and quotes before a formula, and some read full-width
    signs as plain ones, so the first sign behind all of these decides. A leading tab or line end is enough by itself.
    """
    if not text or text[0].isalnum():
        return False
    if text[0] in LEADING_CONTROLS:
        return True
    for sign in text:
        if sign in QUOTES or unicodedata.category(sign)[0] in "ZC":
            continue
        return unicodedata.normalize("NFKC", sign)[:1] in SIGNS
    return False
