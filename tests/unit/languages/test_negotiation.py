"""Which language a person is greeted in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.languages.catalogue import Catalogue, Language
from engage.languages.negotiation import from_address, from_browser

BSL = Language("bfi", name="British Sign Language", written="en", tag="en-GB", signed=True)
ROMANI = Language("rmc", name="Romani čhib", formats="ro")
OTHER_ROMANI = Language("rmy", name="Romani", formats="ro")
CATALOGUE = Catalogue((Language("en", tag="en-GB"), BSL, Language("ar"), Language("ro"), ROMANI))


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


def test_a_language_that_we_hold_needs_no_other_in_its_place() -> None:
    both = Catalogue((Language("en"), ROMANI, OTHER_ROMANI))
    assert from_browser(["rmy"], both).code == "rmy"


@given(st.lists(st.text(max_size=12), max_size=5))
def test_whatever_a_browser_sends_there_is_a_language(accepted: list[str]) -> None:
    assert from_browser(accepted, CATALOGUE).code in CATALOGUE


@given(st.text(max_size=30))
def test_whatever_is_in_an_address_nothing_breaks(path: str) -> None:
    found = from_address(path, CATALOGUE)
    assert found is None or found.code in CATALOGUE
