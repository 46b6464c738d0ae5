"""One phone, many people: nothing of the last person can be reached, and who leaves leaves nothing."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response
from playwright.sync_api import Page as Phone

from engage.demonstration.sources import SLUG
from tests.browser.demonstration import CODED, Street
from tests.browser.person import ANSWERS, Person, held
from tests.support.browser import SMALL_PHONE, Phones, program

WEATHER = "https://www.bbc.co.uk/weather"
STEPS_BACK = 20
ANYTHING_CHOSEN = "input:checked"
LEFT = f"""() => [document.body.innerText,
  ...['{ANYTHING_CHOSEN}', '#receipt-code, .summary'].map(wanted => document.querySelectorAll(wanted).length)]"""
"""What a page shows, how much is chosen on it, and how much it tells of what was sent."""


def join(person: Person, street: Street) -> None:
    """Type the code from the wall of the gathering."""
    person.phone.goto(f"/{person.code}/join")
    person.phone.locator("#code-field").fill(street.gathering)
    person.press("#join .go")


def nothing_behind(person: Person) -> None:
    """Go back as far as possible: no answer, no choice, no receipt is shown anywhere."""
    phone = person.phone
    for _step in range(STEPS_BACK):
        phone.go_back()
        shown, chosen, told = phone.evaluate(LEFT)
        assert person.words not in shown, f"{phone.url}: {shown}"
        assert not any(person.words in value for value in held(phone)), phone.url
        assert (chosen, told) == (0, 0), phone.url


def test_nothing_of_the_last_person_is_behind(street: Street, phone: Phone) -> None:
    person = Person(phone, "en", "how-are-things")
    join(person, street)
    person.begin()
    person.to_the_end()
    person.press("dd[dir=auto] + .acts a.quiet")
    person.hand_on()
    nothing_behind(person)


def test_nothing_of_somebody_who_sent_is_behind(street: Street, phone: Phone) -> None:
    person = Person(phone, "en", "ideas")
    join(person, street)
    person.begin()
    person.to_the_end()
    digits = person.send()
    person.open_receipt(digits)
    person.hand_on()
    nothing_behind(person)
    person.open_receipt(digits)
    person.finds_own_words()


def test_next_person_is_at_the_gathering_too(street: Street, phone: Phone) -> None:
    person = Person(phone, "en", "ideas")
    join(person, street)
    person.hand_on()
    person.press(f'main a[href="/ar/{SLUG}/"]')
    assert phone.locator('footer form[action$="/next"] button').is_visible()
    assert phone.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_unsent_ballot_is_gone_and_its_code_unspent(street: Street, phone: Phone) -> None:
    code = street.ballot_code()
    person = Person(phone, "en", CODED)
    join(person, street)
    person.begin(code)
    person.to_the_end()
    person.hand_on()
    assert {cookie["name"] for cookie in phone.context.cookies()} == {"engage"}
    nothing_behind(person)
    person.begin(code)
    assert phone.locator(ANYTHING_CHOSEN).count() == 0
    person.to_the_end()
    person.send()
    person.hand_on()
    phone.goto(person.start)
    phone.locator("#code-field").fill(code)
    for box in phone.locator("#start input[type=checkbox]").all():
        box.check()
    person.press("#start .go", 422)


def away(phone: Phone) -> None:
    """Let the weather be had without the network."""
    phone.context.route(
        "https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Rain</h1>", content_type="text/html")
    )


def gone(person: Person) -> None:
    """The page with the weather is there, and nothing on the phone remembers."""
    phone = person.phone
    phone.wait_for_url(WEATHER)
    assert phone.context.cookies() == []
    assert phone.context.storage_state()["origins"] == []
    nothing_behind(person)


@pytest.mark.parametrize("slug", ["how-are-things", "first"])
def test_who_leaves_leaves_nothing(phone: Phone, slug: str) -> None:
    person = Person(phone, "en", slug)
    away(phone)
    person.begin()
    person.fill()
    person.go_on()
    if slug != "first":
        person.fill()
    phone.locator(".leave").click()
    gone(person)


def test_shift_three_times(phones: Phones) -> None:
    person = Person(phones(), "en", "ideas")
    away(person.phone)
    person.begin()
    person.fill()
    for _press in range(3):
        person.phone.keyboard.press("Shift")
    gone(person)


@pytest.mark.parametrize("javascript", [True, False])
def test_blocked_cookies_are_explained(browser: Browser, live: str, tmp_path: Path, javascript: bool) -> None:
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(
        json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}})
    )
    blocking = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=program(whole=True),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        base_url=live,
        viewport=SMALL_PHONE,
        java_script_enabled=javascript,
    )
    person = Person(blocking.pages[0], "ar", "how-are-things")
    person.phone.goto(person.start)
    for box in person.phone.locator("#start input[type=checkbox]").all():
        box.check()
    answer: Response = person.press("#start .go", 400)
    assert "begun" in answer.url
    assert person.phone.locator(ANSWERS).count() == 0
    person.press("main .go")
    assert person.phone.url == live + person.start
    blocking.close()
