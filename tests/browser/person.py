"""A resident on the way through an activity. Everything is found by how pages are made, not by their words."""

import re
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Response
from playwright.sync_api import Page as Phone

from config import LANGUAGES
from engage.demonstration.sources import SLUG

TAGS = {language.code: (language.tag, language.direction) for language in LANGUAGES}
ANSWERS = "main form#answer"
TEXT = "input[type=text]:not([inputmode]), textarea"
CHOSEN_FIRST = "bus"
"""The answer that opens one more question."""
WORDS = {
    "en": "Zoë’s café & <b>tea</b>, 5 % off: “free”",
    "bfi": "Sign with me, every Tuesday",
    "ar": "بيت خالتي (رقم 5) قرب السوق",
    "ro": "Șezătoarea de joi, la școală",
    "rmc": "Amaro kher, kaj e čhave khelen",
}
"""What people write in each language."""
LOOKS = """() => {
  const root = document.documentElement;
  return [[root.getAttribute('lang'), root.getAttribute('dir')], document.querySelectorAll('h1').length,
    root.scrollWidth <= root.clientWidth];
}"""
FIELDS = """wanted => [...document.querySelectorAll(wanted)].map(field =>
  ({name: field.name, kind: field.type, seen: field.checkVisibility({visibilityProperty: true})}))"""
"""What there is to fill in, in one call: a page has dozens of fields."""
HELD = """wanted => [...document.querySelectorAll(wanted)]
  .filter(field => field.type !== 'hidden' && field.type !== 'file')
  .map(field => field.name + '=' + (field.matches('[type=radio], [type=checkbox]') ?
    field.checked && field.value : field.value))"""


class Person:
    """Somebody with a phone who takes part in an activity in a language."""

    def __init__(self, phone: Phone, code: str, slug: str) -> None:
        self.phone = phone
        self.code = code
        self.slug = slug
        self.words = WORDS[code]
        self._written: dict[str, str] = {}
        self._numbers = count(1)

    @property
    def start(self) -> str:
        """The address of the activity's start page."""
        return f"/{self.code}/{SLUG}/{self.slug}/"

    @property
    def page(self) -> str:
        """The last part of the address: the key of a page of questions, `check`, `done`, or nothing at the start."""
        return urlsplit(self.phone.url).path.rpartition("/")[2]

    def looks_right(self) -> None:
        """What holds on every page: its language and direction, one heading, no sideways scrolling."""
        spoken, headings, fits = self.phone.evaluate(LOOKS)
        assert tuple(spoken) == TAGS[urlsplit(self.phone.url).path.split("/")[1]], self.phone.url
        assert headings == 1, self.phone.url
        assert fits, f"{self.phone.url} scrolls sideways"

    def hand_on(self) -> None:
        """Press “Next person”, and throw away what was begun."""
        self.press('form[action$="/next"] button, button[name="_to"][value="next"]')
        if "/unfinished" in self.phone.url:
            self.press("main .danger")
        assert self.phone.url.endswith("/next")

    def press(self, button: str | Locator, status: int = 200) -> Response:
        """Press something that leads to a page; the page it leads to has this status."""
        found = self.phone.locator(button) if isinstance(button, str) else button
        with self.phone.expect_navigation() as navigation:
            found.first.click()
        response = navigation.value
        assert response.status == status, f"{response.url}: {response.status} instead of {status}"
        self.looks_right()
        return response

    def from_the_front_door(self) -> None:
        """Come from the address on a poster: language, project, activity."""
        self.phone.goto("/")
        self.press(f'.langs a[href="/{self.code}/"]')
        self.press(f'main a[href="/{self.code}/{SLUG}/"]')
        self.press(f'main a[href="{self.start}"]')

    def agree(self) -> None:
        """Tick what has to be agreed to, and whatever is needed to begin; go to the first question."""
        for box in self.phone.locator("#start input[type=checkbox]").all():
            box.check()
        self.press("#start .go")

    def begin(self, code: str = "") -> None:
        """Open the activity and go to its first question."""
        self.phone.goto(self.start)
        if code:
            self.phone.locator("#code-field").fill(code)
        self.agree()

    def fill(self, files: Path | None = None) -> None:
        """Answer everything that this page asks."""
        form = self.phone.locator(ANSWERS)
        names = Counter((field["kind"], field["name"]) for field in self._fields("input"))
        for kind, name in names:
            if kind == "radio":
                self.choose(name)
        for (kind, name), boxes in names.items():
            if kind == "checkbox" and not name.endswith("consents"):
                for place in range(min(boxes, 3)):
                    form.locator(f'[name="{name}"]').nth(place).check()
        for field in form.locator("input[inputmode]").all():
            field.fill("3")
        for place, field in enumerate(self._fields(TEXT)):  # after the choices: one of them opens another question
            if field["seen"] and not field["name"].endswith("__pin"):
                self.write(form.locator(TEXT).nth(place))
        for field in form.locator("input[type=file]").all() if files else []:
            field.set_input_files(files)

    def _fields(self, selector: str) -> list[dict[str, Any]]:
        """What such fields of the page are called, of what kind they are and whether they are seen, in order."""
        return list(self.phone.evaluate(FIELDS, f"{ANSWERS} :is({selector})"))

    def choose(self, name: str, position: int | None = None) -> None:
        """Choose one of a group: the one that opens another question, else the second, or the one at a position."""
        group = self.phone.locator(f'{ANSWERS} [name="{name}"]')
        opening = group.and_(self.phone.locator(f'[value="{CHOSEN_FIRST}"]'))
        if position is not None:
            group.nth(position).check()
        else:
            (opening if opening.count() else group.nth(1)).check()

    def write(self, field: Locator) -> None:
        """Type something into a field."""
        name = field.get_attribute("name")
        self._written[name] = f"{self.words} {next(self._numbers)}"
        field.fill(self._written[name])

    def finds_own_words(self) -> None:
        """Everything that this person wrote can be read on this page."""
        told = self.phone.locator("main").inner_text()
        assert all(text in told for text in self._written.values()), f"{self._written} is not all in:\n{told}"

    def go_on(self, status: int = 200) -> Response:
        """Press the green button."""
        return self.press(f"{ANSWERS} .go", status)

    def to_the_end(self, files: Path | None = None) -> None:
        """Answer this page and all that follow, as far as the page on which everything is checked."""
        while self.page != "check":
            before = self.page
            self.fill(files)
            self.go_on()
            assert self.page != before, f"{self.phone.url} did not go on"

    def switch_to(self, code: str) -> None:
        """Choose another language at the top of the page."""
        self.phone.locator(".language summary").click()
        self.press(f'.menu button[value="language:{code}"], .menu a[href^="/{code}/"]')
        self.code = code

    def send(self) -> str:
        """Send, and read the code off the receipt."""
        self.go_on()
        assert self.page == "done"
        return self.read_code()

    def read_code(self) -> str:
        """The digits on the receipt, which anybody can see."""
        code = self.phone.locator("#receipt-code")
        assert code.is_visible()
        digits = code.inner_text()
        assert re.fullmatch(r"[0-9 ]+", digits) and len(digits.replace(" ", "")) == 20, digits
        return digits

    def open_receipt(self, digits: str) -> None:
        """Type the digits of a receipt."""
        self.phone.goto(f"/{self.code}/receipt")
        self.phone.locator("#code-field").fill(digits)
        self.press("#answer .go")


def held(phone: Phone) -> list[str]:
    """What stands in the fields of the page now."""
    return list(phone.evaluate(HELD, f"{ANSWERS} :is(input, textarea)"))
