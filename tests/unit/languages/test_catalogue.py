"""Each language's name, direction, tag and formats."""

from datetime import date

import pytest
from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from config import LANGUAGES
from engage.languages.catalogue import Catalogue, Language

CATALOGUE = Catalogue(LANGUAGES)


@pytest.mark.parametrize(
    ("code", "name", "direction", "tag", "locale"),
    [
        ("en", "English", "ltr", "en-GB", "en_GB"),
        ("bfi", "British Sign Language", "ltr", "en-GB", "en_GB"),
        ("ar", "العربية", "rtl", "ar", "ar"),
        ("ro", "Română", "ltr", "ro", "ro"),
        ("rmc", "Romani čhib", "ltr", "rmc", "rmc"),
    ],
)
def test_language(code: str, name: str, direction: str, tag: str, locale: str) -> None:
    language = CATALOGUE.get(code)
    assert (language.name, language.direction, language.tag) == (name, direction, tag)
    assert str(language.locale) == locale


def test_a_signed_language_is_written_in_another() -> None:
    signed = [language for language in CATALOGUE if language.signed]
    assert [(language.code, language.short, language.text_code) for language in signed] == [("bfi", "BSL", "en")]


def test_a_language_that_babel_does_not_know_borrows_its_formats() -> None:
    """Its own catalogue of strings, the dates and numbers of its neighbour."""
    romani = CATALOGUE.get("rmc").locale
    assert isinstance(romani, Locale)
    assert format_date(date(2026, 12, 14), "long", romani) == format_date(date(2026, 12, 14), "long", "sk")


def test_babel_knows_names_and_directions_of_languages_to_come() -> None:
    for code, name, direction in (("ur", "اردو", "rtl"), ("cy", "Cymraeg", "ltr"), ("ti", "ትግርኛ", "ltr")):
        language = Language(code)
        assert (language.name, language.direction) == (name, direction)


def test_the_catalogue_keeps_its_order_and_its_source() -> None:
    some = Catalogue((Language("en"), Language("ar"), Language("ro")))
    assert some.codes() == ("en", "ar", "ro")
    assert some.source.code == "en"
    assert [language.code for language in some.only(["ro", "en", "xx"])] == ["en", "ro"]
    assert "ar" in some and "xx" not in some


def test_a_language_listed_twice_stops_the_start() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        Catalogue((Language("en"), Language("en")))


def test_an_unknown_language_stops_the_start() -> None:
    with pytest.raises(UnknownLocaleError, match="xyz"):
        Language("xyz")
