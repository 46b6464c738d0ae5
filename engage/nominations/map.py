"""A small drawn map: where accepted things lie to one another, from their coordinates alone (pure).

It has no streets. Places that would cover each other are moved apart a little, so that each can be pressed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, pi, radians, sin

WIDTH, HEIGHT = 100.0, 75.0
"""The drawing's own measure."""
EDGE_X, EDGE_TOP, EDGE_BOTTOM = 10.0, 20.0, 8.0
"""Kept free around the points, for the pins that stand on them."""
APART = 15.0
"""At least this far from point to point: 40 CSS pixels where the map is 270 wide."""
LONGEST_NAME = 60
"""Bytes of a pin's name, escaped, so that the map stays within its weight."""


@dataclass(frozen=True)
class Place:
    """Something with a number on the list and coordinates in degrees."""

    number: int
    name: str
    anchor: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Pin:
    """Something on the map. x and y run from 0 to 100, from the west and from the north."""

    number: int
    name: str
    anchor: str
    x: float
    y: int


def pins(places: Sequence[Place]) -> list[Pin]:
    """Where each place stands; the drawing's scale is that of all of them, the same in both directions."""
    if not places:
        return []
    taken: list[tuple[float, float]] = []
    for point in _points(places):
        taken.append(_free(point, taken))
    return [
        Pin(place.number, clipped(place.name), place.anchor, round(x, 1), round(y / HEIGHT * 100))
        for place, (x, y) in zip(places, taken, strict=True)
    ]


def _points(places: Sequence[Place]) -> list[tuple[float, float]]:
    """The places in the drawing's measure, in the middle, as large as fits."""
    middle = (min(p.latitude for p in places) + max(p.latitude for p in places)) / 2
    flat = [(place.longitude * cos(radians(middle)), -place.latitude) for place in places]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    north, south = min(y for _, y in flat), max(y for _, y in flat)
    room_x, room_y = WIDTH - 2 * EDGE_X, HEIGHT - EDGE_TOP - EDGE_BOTTOM
    scale = min(room_x / max(east - west, 1e-9), room_y / max(south - north, 1e-9))
    centre_x, centre_y = EDGE_X + room_x / 2, EDGE_TOP + room_y / 2
    return [(centre_x + (x - (west + east) / 2) * scale, centre_y + (y - (north + south) / 2) * scale) for x, y in flat]


def _free(point: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place to a point that is far enough from those taken and inside the drawing."""
    for step in range(4000):
        turn, reach = step * pi * (3 - 5**0.5), APART * (step / 40) ** 0.5
        x, y = point[0] + reach * cos(turn), point[1] + reach * sin(turn)
        inside = EDGE_X <= x <= WIDTH - EDGE_X and EDGE_TOP <= y <= HEIGHT - EDGE_BOTTOM
        if inside and all(hypot(x - other[0], y - other[1]) >= APART for other in taken):
            return x, y
    return point


def clipped(name: str, longest: int = LONGEST_NAME) -> str:
    """A name that takes up at most `longest` bytes in HTML; the list has it whole."""
    kept = " ".join(name.split())
    if len(escape(kept).encode()) <= longest:
        return kept
    while len(escape(kept + "…").encode()) > longest:
        kept = kept[:-1]
    return kept.rstrip() + "…"
