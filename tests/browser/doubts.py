"""What axe could not decide, gone through by hand: each kind of doubt, and why it is none.

A doubt that is not listed here fails a test. A measure of our own stands behind each one that is about contrast.
"""

import re
from dataclasses import dataclass

from tests.support.axe import Doubt


@dataclass(frozen=True)
class Known:
    """Doubts of a rule that axe gives this reason for, about elements whose HTML begins like this."""

    rules: tuple[str, ...]
    reason: str
    html: str
    why: str

    def covers(self, doubt: Doubt) -> bool:
        """Whether this is such a doubt."""
        return doubt.rule in self.rules and doubt.reason == self.reason and bool(re.match(self.html, doubt.html))


CONTRAST = ("color-contrast", "color-contrast-enhanced")
KNOWN = (
    Known(
        CONTRAST,
        "pseudoContent",
        r"<(label|small|bdi|b)\b",
        "The card of a chosen answer is drawn by the label's ::before. test_contrast measures it.",
    ),
    Known(
        CONTRAST,
        "bgOverlap",
        r"<(p|bdi|h1)\b",
        "The open menu of languages lies over the page; what is beneath is read again when it closes.",
    ),
    Known(
        CONTRAST,
        "elmPartiallyObscuring",
        r'<a href="/bfi/',
        "In the menu in Arabic the mark of BSL stands above its name, on the same ground as where it stands beside it.",
    ),
    Known(
        CONTRAST,
        "shortTextContent",
        r'<text y="-6.5"',
        "The number in a pin of the map is one sign long. test_contrast measures it.",
    ),
    Known(
        CONTRAST,
        "bgOverlap",
        r'<text y="-6.5"',
        "An unseen circle makes each pin easy to hit and lies over the number beside it. test_contrast measures it.",
    ),
    Known(
        CONTRAST,
        "elmPartiallyObscured",
        r"<td\b",
        "A cell of a table that scrolls in its own box lies half outside of it; its colours are those of the others.",
    ),
)


def unknown(doubts: list[Doubt]) -> list[str]:
    """The doubts that nobody has gone through, one line each."""
    return [
        f"axe is in doubt: {doubt.rule} ({doubt.reason}): {doubt.html}"
        for doubt in doubts
        if not any(known.covers(doubt) for known in KNOWN)
    ]
