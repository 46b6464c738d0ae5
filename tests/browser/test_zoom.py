"""At 400 %: a desktop of 1280 by 1024 shows its reader 320 by 256. Everything can still be done, by real presses."""

import pytest

from tests.browser.looking import ZOOMED, at_400_percent, styled
from tests.browser.person import Person
from tests.support.browser import Phones

FOUR_TIMES = {"viewport": ZOOMED, "device_scale_factor": 4}


@pytest.mark.parametrize(("code", "slug"), [("en", "how-are-things"), ("ar", "what-helps"), ("rmc", "first")])
def test_the_whole_way_at_400_percent(phones: Phones, code: str, slug: str) -> None:
    """Playwright presses nothing that is covered or cannot be scrolled to."""
    person = Person(phones(**FOUR_TIMES), code, slug)
    person.begin()
    assert at_400_percent(person.phone) == []
    person.to_the_end()
    person.open_receipt(person.send())
    assert at_400_percent(person.phone) == []


@pytest.mark.parametrize(
    "style", ["#main .go { position: fixed; inset-block-start: 300px; }", "h1 { max-height: 1em; overflow: hidden; }"]
)
def test_what_is_lost_at_400_percent_is_noticed(phones: Phones, style: str) -> None:
    """The measure itself: a control below the fold that does not scroll, and a heading that is cut off."""
    person = Person(phones(), "en", "how-are-things")
    person.begin()
    with styled(person.phone, f"{style} h1 {{ inline-size: 5em; }}"):
        assert at_400_percent(person.phone)
