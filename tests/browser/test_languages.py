"""Choosing a language, and BSL as one of the first rank: two taps away, the signed clip before the words."""

import re

import pytest
from playwright.sync_api import Page as Phone

from config import LANGUAGES
from engage.demonstration.sources import SLUG
from tests.browser.person import ANSWERS, Person
from tests.support.browser import Phones

FLAGS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3f4]")
BEFORE = "([one, other]) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)"


def test_first_page_names_every_language_in_its_own_words(phone: Phone) -> None:
    phone.goto("/")
    links = {link.get_attribute("href").strip("/"): link for link in phone.locator(".langs a[lang]").all()}
    assert set(links) == {language.code for language in LANGUAGES}
    for language in LANGUAGES:
        link = links[language.code]
        assert (link.get_attribute("lang"), link.get_attribute("dir")) == (language.tag, language.direction)
        assert language.name in link.inner_text()
    assert not FLAGS.search(phone.locator("body").inner_text())
    assert phone.locator("body img").count() == 0


@pytest.mark.parametrize("page", ["", "how-are-things/", "what-helps/places", "spring/results"])
def test_language_is_switched_on_the_same_page(phone: Phone, page: str) -> None:
    person = Person(phone, "en", "")
    phone.goto(f"/en/{SLUG}/{page}")
    for code in ("ar", "bfi", "rmc"):
        person.switch_to(code)
        assert phone.url.endswith(f"/{code}/{SLUG}/{page}")


def test_readers_are_told_of_computer_drafts(phone: Phone) -> None:
    for code, drafted in (("en", False), ("bfi", False), ("ar", True), ("ro", True), ("rmc", True)):
        phone.goto(f"/{code}/{SLUG}/how-are-things/")
        assert phone.locator(".notice.computer").is_visible() == drafted


def test_bsl_is_two_taps_away_and_stays(phone: Phone) -> None:
    person = Person(phone, "bfi", "how-are-things")
    phone.goto("/")
    mark = phone.locator('.langs a[href="/bfi/"] .mark')
    assert mark.inner_text() == "BSL"
    assert "British Sign Language" in phone.locator('.langs a[href="/bfi/"]').inner_text()
    person.press('.langs a[href="/bfi/"]')
    person.press(f'main a[href="/bfi/{SLUG}/"]')
    person.press(f'main a[href="{person.start}"]')
    person.agree()
    assert phone.url.split("/")[3] == "bfi"
    assert phone.locator("html").get_attribute("lang") == "en-GB"


def test_clip_comes_before_the_words(phone: Phone) -> None:
    person = Person(phone, "bfi", "how-are-things")
    person.begin()
    while person.page != "check":
        for question in phone.locator(f"{ANSWERS} .question").all():
            clip, words = question.locator("video").first, question.locator("h1, h2").first
            assert phone.evaluate(BEFORE, [clip.element_handle(), words.element_handle()])
        person.fill()
        person.go_on()


def test_player(phone: Phone) -> None:
    person = Person(phone, "bfi", "how-are-things")
    person.begin()
    clip = phone.locator(".stage video").first
    has = {name: clip.get_attribute(name) for name in ("playsinline", "preload", "lang", "autoplay", "loop", "poster")}
    assert (has["playsinline"], has["preload"], has["lang"]) == ("", "none", "bfi")
    assert (has["autoplay"], has["loop"]) == (None, None)
    assert has["poster"]
    track = clip.locator("track")
    assert (track.get_attribute("kind"), track.get_attribute("default")) == ("captions", "")
    assert re.search(r"\d+ s · \d[.,]?\d* MB", phone.locator(".stage .size").first.inner_text())


def test_player_without_scripts_is_the_browsers_own(phones: Phones) -> None:
    person = Person(phones(javascript=False), "bfi", "how-are-things")
    person.begin()
    assert person.phone.locator(".stage video").first.get_attribute("controls") == ""
    assert person.phone.locator(".stage .play").first.is_hidden()


def test_player_with_scripts(phones: Phones) -> None:
    person = Person(phones(), "bfi", "how-are-things")
    person.begin()
    stage = person.phone.locator(".stage").first
    stage.locator("[data-rate='0.75']").click()
    assert stage.locator("video").evaluate("clip => clip.playbackRate") == 0.75
    assert stage.locator("[aria-pressed=true][data-rate]").inner_text() == "¾×"
    stage.locator(".play").click()
    stage.locator("video").evaluate("clip => new Promise(done => clip.ended ? done() : clip.onended = done)")
    assert stage.locator("video").evaluate("clip => clip.currentTime >= clip.duration - .1")
    stage.locator("[data-do=captions]").click()
    assert stage.locator("video").evaluate("clip => clip.textTracks[0].mode") == "hidden"


def test_a_smaller_text_plays_its_clip_below_itself(phones: Phones) -> None:
    phone = phones()
    phone.goto(f"/bfi/{SLUG}/")
    phone.locator(".tile .watch").first.click()
    assert phone.locator(".tile + video").first.evaluate("clip => !clip.paused || clip.currentTime > 0")
    person = Person(phone, "bfi", "how-are-things")
    person.begin()
    phone.locator(".question .ask .watch").first.click()
    phone.locator(".question .ask .watch").first.click()
    assert phone.locator(".question .ask + video").count() == 1


@pytest.mark.parametrize(("code", "button"), [("bfi", ".watch"), ("rmc", ".listen")])
def test_what_can_be_taken_back_is_signed_and_spoken(phone: Phone, code: str, button: str) -> None:
    person = Person(phone, code, "how-are-things")
    person.begin()
    person.to_the_end()
    person.open_receipt(person.send())
    offered = phone.locator('.acts:has([name="agreement"])')
    assert offered.count() == offered.locator(button).count() > 0


def test_nobody_has_to_read_romani(phone: Phone) -> None:
    phone.goto("/")
    assert phone.locator('.langs a[href="/rmc/"] + .listen').is_visible()
    phone.goto(f"/rmc/{SLUG}/")
    assert phone.locator(".tile:not(:has(.instead))").count() == phone.locator(".tile .listen").count() > 0
    person = Person(phone, "rmc", "how-are-things")
    person.begin()
    while person.page != "check":
        for words in phone.locator(f"{ANSWERS} .choices .choice, {ANSWERS} .row").all():
            assert words.locator(".listen").count() == 1 or words.locator("[name$=consents]").count(), (
                words.inner_text()
            )
        person.fill()
        person.go_on()
