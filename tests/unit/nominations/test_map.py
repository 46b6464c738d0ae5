"""The small map: inside its drawing, nothing on top of anything else, within its weight."""

from html import escape
from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from engage.nominations.map import APART, HEIGHT, LONGEST_NAME, Pin, Place, clipped, pins

DEGREES = st.tuples(st.floats(-89.9, 89.9), st.floats(-180, 180))
A_STREET = st.tuples(st.floats(53.4800, 53.4810), st.floats(-2.2900, -2.2890))
POINTS = st.lists(st.one_of(DEGREES, A_STREET), max_size=12) | st.lists(A_STREET, max_size=12)


def mapped(points: list[tuple[float, float]]) -> list[Pin]:
    return pins([Place(n, f"Place {n}", f"entry-{n}", *point) for n, point in enumerate(points, start=1)])


def distance(one: Pin, other: Pin) -> float:
    """In the drawing's measure."""
    return hypot(one.x - other.x, (one.y - other.y) * HEIGHT / 100)


@given(POINTS)
def test_every_place_has_a_pin_inside_the_drawing(points: list[tuple[float, float]]) -> None:
    found = mapped(points)
    assert [pin.number for pin in found] == list(range(1, len(points) + 1))
    assert all(9 <= pin.x <= 91 and 20 <= pin.y <= 100 for pin in found)


@given(POINTS)
def test_no_pin_covers_another(points: list[tuple[float, float]]) -> None:
    assert all(distance(one, other) > APART - 1 for one, other in combinations(mapped(points), 2))


@given(st.integers(1, 12))
def test_twelve_places_in_one_house_can_all_be_pressed(count: int) -> None:
    found = mapped([(53.48, -2.29)] * count)
    assert all(distance(one, other) > APART - 1 for one, other in combinations(found, 2))


def test_north_is_up_and_west_is_left() -> None:
    south_west, north_east = mapped([(53.47, -2.30), (53.49, -2.28)])
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_distances_keep_their_proportions() -> None:
    """At 60° north a degree of longitude is half as long as one of latitude."""
    middle, north, east = mapped([(60.0, 10.0), (60.2, 10.0), (60.0, 10.4)])
    up, along = distance(middle, north), distance(middle, east)
    assert abs(up - along) < 1


def test_the_same_places_are_always_drawn_the_same() -> None:
    points = [(53.48, -2.29), (53.48, -2.29), (53.49, -2.28)]
    assert mapped(points) == mapped(points)


@given(st.text(max_size=300))
def test_names_on_the_map_are_short_in_every_script(name: str) -> None:
    shown = clipped(name)
    assert len(escape(shown).encode()) <= LONGEST_NAME
    assert shown == " ".join(name.split()) or shown.endswith("…")
