"""Without a mouse: every page is gone through with Tab, in order, with the focus seen at each stop and no trap."""

import io
from itertools import zip_longest
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page as Phone

from engage.demonstration.sources import SLUG
from tests.browser.person import Person
from tests.support.browser import Phones

MOST_STOPS = 150
SEEN = 150
"""Pixels that change, at least, when the focus comes to something."""
# Taking a picture leaves an empty style behind on some elements.
WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return [null, false];
  const box = here.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const card = here.closest('.choice, .tile, .recording, svg, .frame') || here;
  return [here.outerHTML.replace(' style=""', '').slice(0, 160), top && !card.contains(top) && !top.contains(here)];
}"""
"""What has the focus, and whether something lies over it."""
STOPS = """() => {
  const parts = 'a[href], button, input, select, textarea, summary, video[controls], [tabindex]';
  return [...document.querySelectorAll(parts)]
    .filter(part => part.tabIndex >= 0 && !part.disabled && part.type !== 'hidden' && part.checkVisibility())
    .filter(part => {
      if (part.type !== 'radio') return true;
      const one = part.form.querySelector(`[name="${part.name}"]:checked`) ||
        part.form.querySelector(`[name="${part.name}"]`);
      return part === one;
    }).map(part => part.outerHTML.replace(' style=""', '').slice(0, 160));
}"""


def press_until(phone: Phone, wanted: str) -> None:
    """Press Tab until the focus is on what a selector names."""
    for _stop in range(MOST_STOPS):
        if phone.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        phone.keyboard.press("Tab")
    raise AssertionError(f"{phone.url}: Tab never comes to {wanted}")


def press_on(phone: Phone, wanted: str, key: str = "Enter") -> None:
    """Go to something by Tab and press a key on it that leads to another page."""
    press_until(phone, wanted)
    with phone.expect_navigation():
        phone.keyboard.press(key)


@pytest.mark.parametrize("slug", ["how-are-things", "first"])
def test_whole_way_by_keyboard(phone: Phone, slug: str) -> None:
    person = Person(phone, "en", slug)
    phone.goto("/")
    press_on(phone, '.langs a[href="/en/"]')
    press_on(phone, f'main a[href="/en/{SLUG}/"]')
    press_on(phone, f'main a[href="{person.start}"]')
    press_until(phone, "#start input[required], #start input[type=checkbox]")
    phone.keyboard.press("Space")
    press_on(phone, "#start .go")
    while person.page != "check":
        fill_by_keyboard(phone)
        press_on(phone, "main .go")
    press_on(phone, "main .go")
    assert person.page == "done"
    person.read_code()


def fill_by_keyboard(phone: Phone) -> None:
    """Answer the first question of the page, if it asks one that keys can answer."""
    first = phone.locator("main form input:not([type=hidden]):not([type=file]), main form textarea")
    if not first.count():
        return
    kind = first.first.get_attribute("type")
    press_until(phone, f"#{first.first.get_attribute('id')}")
    if kind in {"radio", "checkbox"}:
        phone.keyboard.press("Space")
        assert first.first.is_checked()
    else:
        phone.keyboard.type("3")


def test_enter_in_a_field_means_continue(phone: Phone) -> None:
    person = Person(phone, "en", "ideas")
    person.begin()
    phone.locator("main input[type=text]").focus()
    phone.keyboard.type("A bench")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    assert person.page == "about"


@pytest.mark.parametrize("mode", ["plain", "forced colours"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_stop_in_order_and_seen(phones: Phones, code: str, mode: str) -> None:
    phone = phones(forced_colors="active") if mode == "forced colours" else phones()
    person = Person(phone, code, "how-are-things")
    problems, met = [], set()
    for address in ("/", f"/{code}/{SLUG}/", person.start, f"/{code}/{SLUG}/what-helps/places"):
        phone.goto(address)
        problems += stops(phone, met)
    person.begin()
    while person.page != "check":
        problems += stops(phone, met)
        person.fill()
        person.go_on()
    problems += stops(phone, met)
    assert not problems, "\n".join(problems)


def test_every_stop_of_a_signed_page(phones: Phones) -> None:
    person = Person(phones(), "bfi", "how-are-things")
    person.begin()
    assert not stops(person.phone, set())


def stops(phone: Phone, looked_at: set[str]) -> list[str]:
    """Go through a page by Tab; what is wrong with it. What was looked at on a page before is not looked at again."""
    place = urlsplit(phone.url).path
    expected, met, problems = phone.evaluate(STOPS), [], []
    phone.evaluate("window.scrollTo(0, 0)")
    phone.keyboard.press("Tab")
    here, covered = phone.evaluate(WHERE)
    while here and here not in met and len(met) <= len(expected):
        met.append(here)
        if covered:
            problems.append(f"{place}: something lies over the focus: {here}")
        if here not in looked_at and not focus_is_seen(phone):
            problems.append(f"{place}: the focus is not seen: {here}")
        looked_at.add(here)
        phone.keyboard.press("Tab")
        here, covered = phone.evaluate(WHERE)
    wrong = [f"{went} instead of {should}" for went, should in zip_longest(met, expected) if went != should]
    return problems + [f"{place}: Tab goes to {told}" for told in wrong[:1]]


def focus_is_seen(phone: Phone) -> bool:
    """Whether the screen looks clearly different when the focus goes."""
    before = phone.screenshot()
    phone.evaluate("document.activeElement.blur()")
    pictures = [Image.open(io.BytesIO(picture)).convert("L") for picture in (before, phone.screenshot())]
    return sum(ImageChops.difference(*pictures).histogram()[64:]) >= SEEN
