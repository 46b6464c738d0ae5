"""Which language a person is greeted in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import LANGUAGES
from engage.languages.catalogue import Catalogue
from engage.languages.negotiation import from_address, from_browser

CATALOGUE = Catalogue(LANGUAGES)


@pytest.mark.parametrize(
    ("path", "code"),
    [("/ar/", "ar"), ("/ar", "ar"), ("/bfi/place/survey", "bfi"), ("/", None), ("/staff/", None), ("/arx/", None)],
)
def test_the_address_says_it(path: str, code: str | None) -> None:
    found = from_address(path, CATALOGUE)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        (["ar-IQ", "en"], "ar"),
        (["fr-FR", "ro-RO", "en"], "ro"),
        (["rmy"], "rmc"),
        (["mo"], "ro"),
        (["EN-us"], "en"),
        (["fr", "de"], "en"),
        ([], "en"),
    ],
)
def test_the_browser_says_it(accepted: list[str], code: str) -> None:
    assert from_browser(accepted, CATALOGUE).code == code


@given(st.lists(st.text(max_size=12), max_size=5))
def test_whatever_a_browser_sends_there_is_a_language(accepted: list[str]) -> None:
    assert from_browser(accepted, CATALOGUE).code in CATALOGUE


@given(st.text(max_size=30))
def test_whatever_is_in_an_address_nothing_breaks(path: str) -> None:
    found = from_address(path, CATALOGUE)
    assert found is None or found.code in CATALOGUE
