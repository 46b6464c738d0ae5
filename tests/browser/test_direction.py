"""From right to left: the page, its icons and its progress turn round; codes, numbers and other scripts do not."""

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page as Phone

from engage.demonstration.sources import SLUG
from tests.browser.person import ANSWERS, TEXT, Person
from tests.support.browser import Phones

OTHER_WAY = [("en", "مركز الحي (5)", "rtl"), ("ar", "12 Harbour Street (5)", "ltr")]
"""The language of a page, what somebody writes on it, and the direction in which that runs."""
TURNED = "matrix(-1, 0, 0, 1, 0, 0)"
ORDER = """element => {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data].flatMap((sign, place) => {
    if (!/[0-9]/.test(sign)) return [];
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    const box = range.getBoundingClientRect();
    return [[Math.round(box.top / 8), box.left, sign]];
  });
}"""


def digits_as_seen(part: Locator) -> str:
    """The digits of a text, line by line from left to right, as the eye meets them."""
    return "".join(sign for _line, _left, sign in sorted(part.evaluate(ORDER)))


def style(part: Locator, name: str) -> str:
    return str(part.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def test_icons_that_point_are_turned(phones: Phones) -> None:
    for code, turned in (("ar", TURNED), ("en", "none")):
        person = Person(phones(), code, "how-are-things")
        person.begin()
        person.fill()
        person.go_on()
        assert style(person.phone.locator(".leave .icon"), "transform") == turned
        assert style(person.phone.locator("[value=back] .icon"), "transform") == turned
        assert style(person.phone.locator(".band"), "transform") == turned
        assert style(person.phone.locator(".language .icon"), "transform") == "none"


def test_play_and_tick_are_not_turned(phones: Phones) -> None:
    person = Person(phones(), "ar", "ideas")
    person.phone.goto(person.start)
    assert style(person.phone.locator(".facts .icon").first, "transform") == "none"
    assert person.phone.locator(".facts .mirror").count() == 0


def test_words_begin_at_the_right(phones: Phones) -> None:
    phone = phones()
    phone.goto(f"/ar/{SLUG}/how-are-things/")
    heading = phone.locator("h1").bounding_box()
    card, tick = phone.locator(".choice").first.bounding_box(), phone.locator(".choice input").first.bounding_box()
    assert 320 - (heading["x"] + heading["width"]) < 40
    assert tick["x"] + tick["width"] / 2 > card["x"] + card["width"] / 2


def test_answers_line_up_below_their_questions(phones: Phones) -> None:
    person = Person(phones(), "ar", "how-are-things")
    person.begin()
    person.to_the_end()
    answers = person.phone.locator(".summary dd:not(.acts)").all()
    assert {style(answer, "textAlign") for answer in answers} == {"start", "right"}, (
        "a number, too, stands at the right"
    )
    assert all(style(answer, "textAlign") == "right" for answer in answers if answer.get_attribute("dir"))


@pytest.mark.parametrize("page", ["what-helps/places", "ideas/ideas"])
def test_entries_of_a_list_begin_at_the_edge_of_the_page(phones: Phones, page: str) -> None:
    """Whatever language they are in: name and words stand one below the other."""
    for code, edge in (("ar", "right"), ("en", "left")):
        phone = phones()
        phone.goto(f"/{code}/{SLUG}/{page}")
        words = phone.locator(".assets [dir=auto]").all()
        assert words
        assert {style(part, "textAlign") for part in words} == {edge}


def test_code_of_a_receipt_runs_from_left_to_right(phones: Phones) -> None:
    person = Person(phones(), "ar", "ideas")
    person.begin()
    person.to_the_end()
    digits = person.send()
    shown = person.phone.locator("#receipt-code")
    assert (shown.get_attribute("dir"), style(shown, "direction")) == ("ltr", "ltr")
    assert digits_as_seen(shown) == digits.replace(" ", "")


def test_code_fields_run_from_left_to_right(phones: Phones) -> None:
    phone = phones()
    for page in ("join", "receipt"):
        phone.goto(f"/ar/{page}")
        assert style(phone.locator("#code-field"), "direction") == "ltr"


@pytest.mark.parametrize(("code", "written", "direction"), OTHER_WAY)
def test_own_words_keep_their_own_direction(phones: Phones, code: str, written: str, direction: str) -> None:
    person = Person(phones(), code, "ideas")
    person.words = written
    person.begin()
    field = person.phone.locator(ANSWERS).locator(TEXT).first
    person.fill()
    assert style(field, "direction") == direction
    person.go_on()
    person.to_the_end()
    answer = person.phone.locator("dd[dir=auto]").first
    assert style(answer, "direction") == direction


def test_money_and_counts_run_from_left_to_right(phones: Phones) -> None:
    person = Person(phones(), "ar", "first")
    person.begin()
    costs = person.phone.locator(".cost bdi").all()
    assert costs
    for cost in costs:
        assert style(cost, "direction") == "ltr"
        assert digits_as_seen(cost) in cost.inner_text().replace(",", "").replace("٬", "")


def test_names_in_other_scripts_stand_by_themselves(phone: Phone) -> None:
    phone.goto(f"/ar/{SLUG}/what-helps/places")
    names = phone.locator(".assets h2 bdi")
    assert names.count() > 5
    for name in names.all():
        first = name.inner_text().strip()[0]
        assert style(name, "direction") == ("rtl" if "\u0590" < first < "\u08ff" else "ltr"), name.inner_text()
        assert name.get_attribute("lang") == ""


def test_every_page_says_its_direction(phone: Phone) -> None:
    for code, direction in (("en", "ltr"), ("bfi", "ltr"), ("ar", "rtl"), ("ro", "ltr"), ("rmc", "ltr")):
        phone.goto(f"/{code}/")
        assert style(phone.locator("body"), "direction") == direction
