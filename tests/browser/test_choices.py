"""Ticking: the number chosen is told where a script can count, and “none of these” stands alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import ANSWERS, Person
from tests.support.browser import Phones

BOXES = f"{ANSWERS} input[type=checkbox]"


def on_the_ballot(phones: Phones, *, javascript: bool) -> Person:
    person = Person(phones(javascript=javascript), "en", "first")
    person.begin()
    return person


def test_the_number_chosen_follows_the_ticks(phones: Phones) -> None:
    phone = on_the_ballot(phones, javascript=True).phone
    told = phone.locator(".count")
    expect(told).to_have_text("")
    boxes = phone.locator(BOXES)
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(told).to_have_text("Chosen: 2")
    boxes.nth(0).uncheck()
    expect(told).to_have_text("Chosen: 1")


def test_a_ballot_looked_at_again_tells_its_number(phones: Phones) -> None:
    person = on_the_ballot(phones, javascript=True)
    person.fill()
    person.go_on()
    person.press("main dl a")
    expect(person.phone.locator(".count")).to_have_text("Chosen: 3")


def test_without_scripts_no_number_is_told_that_could_be_wrong(phones: Phones) -> None:
    person = on_the_ballot(phones, javascript=False)
    person.fill()
    expect(person.phone.locator(".count")).to_have_text("")


@pytest.mark.parametrize("first", [0, -1])
def test_none_of_these_stands_alone(phones: Phones, first: int) -> None:
    person = Person(phones(), "en", "how-are-things")
    person.begin()
    while not person.phone.locator(BOXES).count():
        person.fill()
        person.go_on()
    boxes = person.phone.locator(BOXES)
    boxes.nth(first).check()
    boxes.nth(-1 - first).check()
    expect(boxes.nth(first)).not_to_be_checked()
    expect(boxes.nth(-1 - first)).to_be_checked()
