"""What a reader is shown: their language, or honestly another; never one as if it were the other."""

from typing import Any

import pytest

from config import LANGUAGES
from engage.content.shown import NOTHING, Words, words_for
from engage.content.units import Unit
from engage.languages.catalogue import Catalogue

CATALOGUE = Catalogue(LANGUAGES)
UNITS = (Unit("title", "How are things?"), Unit("next", "We read it."), Unit("empty", ""))
FILM: dict[str, Any] = {"url": "/media/1.mp4", "bytes": 400_000, "seconds": 3}


def shown(code: str, **renditions: dict[str, Any]) -> Words:
    return words_for(UNITS, renditions, CATALOGUE.get(code), CATALOGUE.source)


def test_a_translation_is_shown_as_it_is() -> None:
    words = shown("ar", title={"text": "كيف الأحوال؟", "state": "reviewed"})
    assert (words["title"].text, words["title"].lang, words["title"].dir) == ("كيف الأحوال؟", None, None)
    assert not words["title"].fallback and not words["title"].unchecked


@pytest.mark.parametrize("state", ["computer draft", "translated", "second translation"])
def test_what_nobody_checked_is_marked(state: str) -> None:
    words = shown("ro", title={"text": "Cum merge?", "state": state}, next={"text": "Citim.", "state": "pretested"})
    assert words["title"].unchecked and not words["next"].unchecked
    assert words.least_checked() == words.least_checked(["title"]) == state and not words.least_checked(["next"])


def test_what_is_missing_is_shown_in_english_and_says_so() -> None:
    words = shown("ar", title={"text": "", "state": "reviewed"})
    for key, source in (("title", "How are things?"), ("next", "We read it.")):
        assert (words[key].text, words[key].lang, words[key].dir) == (source, "en-GB", "ltr")
        assert words[key].fallback and not words[key].unchecked

    assert not words["empty"].fallback, "an empty text is not missing"


def test_a_signed_language_reads_english_and_watches_its_own() -> None:
    words = shown("bfi", title={"sign": FILM, "text": "not for reading", "state": "reviewed"})
    assert words["title"].text == "How are things?"
    assert not any(item.fallback or item.unchecked for item in words.values())
    assert words["title"].sign and words["title"].sign.url == "/media/1.mp4"
    assert words["next"].sign is None


def test_the_source_needs_no_rendition_and_takes_a_sound() -> None:
    words = shown("en", title={"sound": FILM})
    assert words["title"].text == "How are things?" and words["title"].sound
    assert not any(item.fallback or item.unchecked for item in words.values())


def test_a_unit_that_an_edition_lacks_is_nothing() -> None:
    words = shown("en")
    assert words["question.gone"] is NOTHING and not words["question.gone"] and str(words["question.gone"]) == ""
    assert list(words) == ["title", "next", "empty"] and len(words) == 3
