"""Leave where something is in its way: no connection, a page behind Back, another tab, a form on its way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect
from playwright.sync_api import Page as Phone

from engage.demonstration.sources import SLUG
from tests.browser.demonstration import Street
from tests.browser.person import ANSWERS, Person, held
from tests.support.browser import SMALL_PHONE, Phones, program

WEATHER = "https://www.bbc.co.uk/weather"
NOTE = {"left"}
KEEP = """async () => {
  localStorage.setItem("kept", "words");
  sessionStorage.setItem("kept", "words");
  await (await caches.open("kept")).put("/kept", new Response("words"));
}"""
KEPT = (
    "async () => Object.keys(localStorage).length + Object.keys(sessionStorage).length + (await caches.keys()).length"
)
EVERYTHING = "document.documentElement.outerHTML"


def forecast(context: BrowserContext) -> None:
    """Let the weather be had without the network."""
    context.route(
        "https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Rain</h1>", content_type="text/html")
    )


def half_filled(phone: Phone, slug: str = "ideas") -> Person:
    """Somebody who went on once and is in the middle of another page."""
    forecast(phone.context)
    person = Person(phone, "en", slug)
    person.begin()
    person.fill()
    person.go_on()
    person.fill()
    return person


def leave(phone: Phone, how: str = "button") -> None:
    """Press Leave, or Shift three times."""
    if how == "button":
        phone.locator(".leave").click(no_wait_after=True)
    for _press in range(3 if how == "shift" else 0):
        phone.keyboard.press("Shift")


def empty(phone: Phone, live: str) -> None:
    """Nothing can be read: not in the page, its fields, its title or its address."""
    expect(phone.locator("body > *")).to_have_count(0)
    assert (phone.locator("body").inner_text(), phone.title(), phone.url) == ("", "Weather", f"{live}/")


def cookies(context: BrowserContext) -> set[str]:
    return {cookie["name"] for cookie in context.cookies()}


def back(phone: Phone) -> None:
    """Playwright waits for a page that loads; one that is alive does not."""
    phone.evaluate("void setTimeout(() => history.back())")
    phone.wait_for_timeout(700)


@pytest.mark.parametrize("how", ["button", "shift"])
@pytest.mark.parametrize("slug", ["how-are-things", "first"])
def test_without_a_connection_the_page_is_emptied(phones: Phones, live: str, slug: str, how: str) -> None:
    person = half_filled(phones(), slug)
    phone = person.phone
    phone.evaluate(KEEP)
    phone.context.set_offline(True)
    leave(phone, how)
    empty(phone, live)
    assert person.words not in phone.evaluate(EVERYTHING)
    assert phone.evaluate(KEPT) == 0
    assert cookies(phone.context) >= NOTE
    for _step in range(4):
        back(phone)
        assert person.words not in phone.content() and not held(phone), phone.url
    phone.context.set_offline(False)
    phone.goto(person.start + ("first" if slug == "first" else "check"))
    assert person.page == "", "the start page: nobody is known"
    assert cookies(phone.context) == set()


def test_an_open_tab_settles_it_when_the_connection_is_back(phones: Phones) -> None:
    phone = half_filled(phones()).phone
    phone.context.set_offline(True)
    leave(phone)
    phone.wait_for_timeout(300)
    assert cookies(phone.context) >= NOTE
    phone.context.set_offline(False)
    phone.wait_for_url(WEATHER)
    assert phone.context.cookies() == []


def test_the_note_says_nothing_and_outlives_the_visit(phones: Phones) -> None:
    phone = half_filled(phones()).phone
    phone.context.set_offline(True)
    leave(phone)
    kept = {cookie["name"]: cookie for cookie in phone.context.cookies()}
    assert kept["left"]["value"] == "1"
    assert kept["left"]["expires"] > kept["engage"]["expires"]


def test_what_was_typed_is_kept_where_there_is_a_connection(phones: Phones) -> None:
    phone = phones()
    forecast(phone.context)
    person = Person(phone, "en", "ideas")
    person.begin()
    person.fill()
    typed, address = held(phone), phone.url
    state = phone.context.cookies()
    leave(phone)
    phone.wait_for_url(WEATHER)
    assert phone.context.cookies() == []
    phone.context.add_cookies(state)
    phone.goto(address)
    assert held(phone) == typed


def test_a_form_on_its_way_does_not_bring_the_page_back(phones: Phones, live: str) -> None:
    phone = half_filled(phones()).phone
    held_up: dict[str, Route] = {}
    phone.route(phone.url, lambda route: held_up.update({route.request.headers.get("x-stay", "leave"): route}))
    phone.locator(f"{ANSWERS} .go").click()
    leave(phone)
    phone.wait_for_timeout(300)
    assert held_up.keys() == {"1", "leave"}
    held_up["1"].continue_()
    phone.wait_for_timeout(700)
    empty(phone, live)
    held_up["leave"].continue_()
    phone.wait_for_url(WEATHER)
    assert phone.context.cookies() == []


def test_other_tabs_are_emptied_too(phones: Phones, live: str) -> None:
    person = half_filled(phones())
    other = person.phone.context.new_page()
    other.goto(person.phone.url)
    person.phone.context.set_offline(True)
    leave(person.phone)
    empty(other, live)
    person.phone.context.set_offline(False)
    other.wait_for_url(WEATHER)


@pytest.fixture
def remembering(browser: Browser, live: str, tmp_path: Path) -> Iterator[BrowserContext]:
    """A Chromium that keeps pages alive behind Back, as people's do."""
    opened = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=program(whole=True),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        ignore_default_args=["--disable-back-forward-cache"],
        base_url=live,
        viewport=SMALL_PHONE,
    )
    yield opened
    opened.close()


def with_a_receipt_behind(phone: Phone) -> Person:
    """Somebody who sent, and went on from the page with the receipt, which stays alive."""
    person = Person(phone, "en", "ideas")
    person.begin()
    person.to_the_end()
    person.send()
    phone.evaluate("window.alive = true")
    person.press("header .place")
    return person


def test_a_page_can_be_alive_behind_back(remembering: BrowserContext) -> None:
    """What the next tests stand on."""
    person = with_a_receipt_behind(remembering.pages[0])
    back(person.phone)
    assert person.phone.evaluate("window.alive")
    person.read_code()


@pytest.mark.parametrize("offline", [True, False])
def test_leave_empties_a_page_that_is_alive_behind_back(remembering: BrowserContext, offline: bool) -> None:
    phone = with_a_receipt_behind(remembering.pages[0]).phone
    remembering.set_offline(offline)
    leave(phone)
    phone.wait_for_timeout(1500)
    for _step in range(3):
        back(phone)
        assert phone.locator("#receipt-code").count() == 0, phone.url


def test_next_person_empties_a_page_that_is_alive_behind_back(street: Street, remembering: BrowserContext) -> None:
    phone = remembering.pages[0]
    phone.goto("/en/join")
    phone.locator("#code-field").fill(street.gathering)
    phone.locator("#join .go").click()
    person = with_a_receipt_behind(phone)
    person.hand_on()
    for _step in range(3):
        back(phone)
        assert phone.locator("#receipt-code").count() == 0, phone.url


def test_next_person_empties_other_tabs(street: Street, phones: Phones, live: str) -> None:
    phone = phones()
    phone.goto("/en/join")
    phone.locator("#code-field").fill(street.gathering)
    Person(phone, "en", "ideas").press("#join .go")
    person = half_filled(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    person.hand_on()
    empty(other, live)
    person.press('main a[href^="/en/"]')
    assert phone.locator("footer form button").is_visible(), "still at the gathering"


def test_leave_ends_a_sound(phones: Phones) -> None:
    phone = phones()
    phone.goto(f"/rmc/{SLUG}/how-are-things/")
    phone.evaluate("""() => {
      const pause = Audio.prototype.pause;
      window.paused = 0;
      Audio.prototype.pause = function () { window.paused += 1; return pause.call(this); };
      Audio.prototype.play = function () { return Promise.resolve(); };
    }""")
    phone.locator("main .listen").first.click()
    phone.context.set_offline(True)
    assert phone.evaluate("window.paused") == 0
    leave(phone)
    assert phone.evaluate("window.paused") == 1
