"""What may be published about people, so that no figure, difference or gap gives a person away.

After the rules that OpenSAFELY and NHS Digital use for small counts, with a wider margin because the people of one
place know each other:

1. A count under THRESHOLD is hidden, nought as well. A hidden figure never looks like a nought.
2. Every other count is rounded to the nearest ROUND_TO. Totals are sums of the rounded figures that are shown.
3. Further figures are hidden until the small ones cannot be found by subtraction: somebody who knew every shown
   figure exactly must still think it possible that a hidden count is THRESHOLD or more.
4. A later publication differs from an earlier one only by steps that at least THRESHOLD people stand behind.

Counts are whole numbers of people. What comes out may be stored as JSON and shown to anyone.
"""

from engage.core.disclosure.crosses import protect_cross
from engage.core.disclosure.figures import (
    HIDDEN,
    ROUND_TO,
    THRESHOLD,
    Cell,
    Hidden,
    Published,
    PublishedCross,
    Shown,
)
from engage.core.disclosure.lists import protect, protect_options, protect_total

__all__ = [
    "HIDDEN",
    "ROUND_TO",
    "THRESHOLD",
    "Cell",
    "Hidden",
    "Published",
    "PublishedCross",
    "Shown",
    "protect",
    "protect_cross",
    "protect_options",
    "protect_total",
]
