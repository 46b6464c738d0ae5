"""The round button that speaks a text stands beside that text."""

from tests.browser.person import Person
from tests.support.browser import Phones

STRAYED = """() => [...document.querySelectorAll('.heard > .listen')].filter(button => {
  const [box, words] = [button, button.parentElement.querySelector('legend')].map(part => part.getBoundingClientRect());
  return box.top < words.top - 1 || (box.top + box.bottom) / 2 > words.bottom;
}).length"""


def test_a_group_and_its_sound_stand_together(phones: Phones) -> None:
    person = Person(phones(), "rmc", "how-are-things")
    person.phone.goto(person.start)
    assert person.phone.locator(".heard > .listen").count() > 0
    assert person.phone.evaluate(STRAYED) == 0
    person.agree()
    assert person.phone.evaluate(STRAYED) == 0
