"""Data costs money that people do not have: what a page weighs, and that nothing heavy comes without a tap.

The weight of every page in every language is looked at in test_states.
"""

import pytest

from config import LANGUAGES
from engage.demonstration.sources import SLUG
from tests.browser.person import ANSWERS, Person
from tests.browser.wire import FIRST_PAGE, PICTURE, SCRIPT, Wire
from tests.support.browser import Phones

FIRST_PAGES = ("/", "/{}/{}/", "/{}/{}/how-are-things/", "/{}/{}/spring/results")
"""Where a poster, a slip or a friend's link leads."""
LAZY = "images => images.every(image => image.loading === 'lazy' && image.hasAttribute('width'))"


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_first_pages(phones: Phones, live: str, code: str) -> None:
    for address in FIRST_PAGES:
        phone = phones()
        wire = Wire(phone, live)
        phone.goto(address.format(code, SLUG))
        pieces = wire.take()
        kinds = [piece.kind for piece in pieces]
        weight = sum(piece.weight for piece in pieces if piece.kind != "Image")
        assert 0 < weight <= FIRST_PAGE, pieces
        assert (kinds.count("Document"), kinds.count("Stylesheet"), kinds.count("Script")) == (1, 1, 1), pieces
        assert 0 < next(piece.weight for piece in pieces if piece.kind == "Script") <= SCRIPT
        assert phone.locator("link[rel=stylesheet], style").count() == 1
        assert {piece.url.split("/")[2] for piece in pieces} == {live.split("/")[2]}


def test_style_and_script_are_fetched_once(phones: Phones, live: str) -> None:
    phone = phones()
    wire = Wire(phone, live)
    phone.goto(f"/en/{SLUG}/")
    wire.take()
    phone.goto(f"/en/{SLUG}/how-are-things/")
    assert {piece.kind for piece in wire.take() if piece.weight} - {"Other"} == {"Document"}  # other: the icon


def test_clip_of_a_question_comes_with_a_tap(phones: Phones, live: str) -> None:
    person = Person(phones(), "bfi", "how-are-things")
    wire = Wire(person.phone, live)
    person.begin()
    pieces = wire.take()
    posters = [piece for piece in pieces if piece.kind == "Image" and "/media/" in piece.url]
    assert posters
    assert max(piece.weight for piece in posters) <= PICTURE
    assert not [piece for piece in pieces if piece.kind == "Media"]
    assert person.phone.locator("main img").evaluate_all(LAZY)
    clip = person.phone.locator(".stage video").first.get_attribute("src")
    with person.phone.expect_response(lambda response: response.url == live + clip):
        person.phone.locator(".stage .play").first.click()


def test_clip_of_an_answer_comes_with_a_tap(phones: Phones, live: str) -> None:
    person = Person(phones(), "bfi", "how-are-things")
    wire = Wire(person.phone, live)
    person.begin()
    wire.take()
    watch = person.phone.locator(f"{ANSWERS} .choice .watch").first
    address = watch.get_attribute("href")
    with person.phone.expect_response(lambda response: response.url.endswith(address)):
        watch.click()
    assert person.phone.locator(f'{ANSWERS} .choice video[src$="{address}"]').is_visible()
    assert {piece.url for piece in wire.take() if piece.kind == "Media"} == {live + address}


def test_sound_comes_with_a_tap(phones: Phones, live: str) -> None:
    phone = phones()
    wire = Wire(phone, live)
    phone.goto(f"/rmc/{SLUG}/how-are-things/")
    assert not [piece for piece in wire.take() if piece.kind == "Media"]
    listen = phone.locator("main .listen").first
    with phone.expect_response(lambda response: response.url.endswith(listen.get_attribute("href"))):
        listen.click()
