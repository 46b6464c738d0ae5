"""Contrast where axe cannot decide: measured on the screen, in light and dark."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator

from engage.demonstration.sources import SLUG
from tests.browser.person import ANSWERS, Person
from tests.support.browser import Phones

ENHANCED = 7.0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_drawn_grounds(phones: Phones, scheme: str) -> None:
    person = Person(phones(color_scheme=scheme), "en", "how-are-things")
    measured = []
    person.begin()
    person.fill()
    measured.append(_contrast(person.phone.locator(f"{ANSWERS} :checked + label"), "color"))
    while person.page != "home":
        person.fill()
        person.go_on()
    person.fill()
    measured.append(_contrast(person.phone.locator(".scale :checked + label"), "color"))
    person.phone.goto(f"/en/{SLUG}/what-helps/places")
    measured.append(_contrast(person.phone.locator(".map text").first, "fill"))
    assert min(measured) >= ENHANCED, measured


def _contrast(words: Locator, property_name: str) -> float:
    """Between the colour of words and the colour that is most frequent around them."""
    style = words.evaluate("(element, name) => getComputedStyle(element)[name]", property_name)
    ink = tuple(int(part) for part in re.findall(r"\d+", style)[:3])
    picture = Image.open(io.BytesIO(words.screenshot())).convert("RGB")
    _, ground = max(picture.getcolors(maxcolors=picture.width * picture.height))
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    """As WCAG defines it, of red, green and blue from 0 to 255."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
