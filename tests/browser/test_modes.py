"""Pages as people have them: with colours of their own, in the dark, without motion."""

import io

from PIL import Image, ImageChops
from playwright.sync_api import Locator

from engage.demonstration.sources import SLUG
from tests.browser import looking
from tests.browser.doubts import unknown
from tests.browser.person import ANSWERS, Person
from tests.support import axe
from tests.support.browser import Phones

CLEARLY = 64
"""How much lighter or darker a pixel must be to look different."""


def picture(part: Locator) -> Image.Image:
    """A part of the page without colour, so that colour alone tells nothing."""
    return Image.open(io.BytesIO(part.screenshot())).convert("L")


def difference(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pictures of the same part look different."""
    return sum(ImageChops.difference(one, other.resize(one.size)).histogram()[CLEARLY:])


def test_chosen_is_told_in_forced_colours(phones: Phones) -> None:
    person = Person(phones(forced_colors="active"), "en", "how-are-things")
    person.begin()
    checked = 0
    while person.page != "check":
        for card in person.phone.locator(f"{ANSWERS} .choice").all():
            before = picture(card)
            card.locator("input").check()
            person.phone.evaluate("document.activeElement.blur()")
            person.phone.mouse.move(0, 0)
            assert difference(before, picture(card)) > 50, card.inner_text()
            checked += 1
        person.fill()
        person.go_on()
    assert checked > 15


def test_problems_are_told_in_forced_colours(phones: Phones) -> None:
    person = Person(phones(forced_colors="active"), "en", "how-are-things")
    person.begin()
    before = picture(person.phone.locator(".question"))
    person.go_on(422)
    person.phone.evaluate("document.activeElement.blur()")
    assert difference(before, picture(person.phone.locator(".question"))) > 1000
    summary = person.phone.locator(".problem")
    assert summary.evaluate("box => parseFloat(getComputedStyle(box).borderTopWidth)") >= 3
    assert len(picture(person.phone.locator(".mend .icon")).getcolors()) > 1


def test_language_of_the_page_is_told_in_forced_colours(phones: Phones) -> None:
    phone = phones(forced_colors="active")
    phone.goto(f"/ar/{SLUG}/")
    phone.locator(".language summary").click()
    here, elsewhere = phone.locator('.menu a[href^="/ar/"]'), phone.locator('.menu a[href^="/ro/"]')
    assert difference(picture(here), picture(elsewhere)) > 500


def test_dark_pages(phones: Phones) -> None:
    person = Person(phones(color_scheme="dark"), "ar", "how-are-things")
    phone = person.phone
    problems: list[str] = []

    def look() -> None:
        found = axe.look(phone)
        problems.extend(found.violations + unknown(found.doubts))

    for page in ("", "what-helps/places", "spring/results", "how-are-things/heard", "how-are-things/"):
        phone.goto(f"/ar/{SLUG}/{page}")
        look()
    person.begin()
    person.go_on(422)
    while person.page != "check":
        look()
        person.fill()
        look()
        person.go_on()
    look()
    person.send()
    look()
    ground = phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert max(int(part) for part in ground.removeprefix("rgb(").rstrip(")").split(",")) < 64
    assert not problems, "\n".join(problems)


def test_dark_signed_page(phones: Phones) -> None:
    person = Person(phones(color_scheme="dark"), "bfi", "how-are-things")
    person.begin()
    assert axe.violations(person.phone) == []


def test_nothing_moves(phones: Phones) -> None:
    """Not even for people who did not ask for it: the pages have no motion to take away."""
    person = Person(phones(reduced_motion="no-preference"), "bfi", "how-are-things")
    person.phone.goto(person.start)
    assert looking.moving(person.phone) == []
    person.begin()
    person.fill()
    assert looking.moving(person.phone) == []
