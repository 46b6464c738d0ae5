"""The catalogues of translations: fresh, whole in form, with every place kept."""

import re

import polib
import pytest

from config import LANGUAGES
from tests.support.strings import ROOT, catalogue, extracted

TEMPLATE = polib.pofile(str(ROOT / "translations" / "messages.pot"))
WRITTEN = sorted({language.text_code for language in LANGUAGES} - {LANGUAGES[0].code})
PLACES = re.compile(r"%\((\w+)\)[sd]")


def entries(file: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in file if not entry.obsolete]


def keys(file: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries(file)}


def test_the_template_is_fresh() -> None:
    in_source = {
        (source.context, source.texts[0], source.texts[1] if source.texts[1:] else "") for source in extracted()
    }
    assert keys(TEMPLATE) == in_source, "run make strings"


@pytest.mark.parametrize("code", WRITTEN)
def test_every_language_has_a_fresh_catalogue(code: str) -> None:
    assert keys(catalogue(code)) == keys(TEMPLATE), "run make strings"


@pytest.mark.parametrize("code", WRITTEN)
def test_a_catalogue_says_of_which_language_it_is(code: str) -> None:
    """The copy of another one would pass for a translation."""
    assert catalogue(code).metadata["Language"] == code, "begin its catalogue with make strings"


@pytest.mark.parametrize("code", WRITTEN)
def test_no_translation_is_a_guess(code: str) -> None:
    assert not [entry.msgid for entry in entries(catalogue(code)) if entry.fuzzy]


@pytest.mark.parametrize("code", WRITTEN)
def test_translations_keep_every_place(code: str) -> None:
    for entry in entries(catalogue(code)):
        wanted = set(PLACES.findall(entry.msgid + entry.msgid_plural))
        written = [entry.msgstr, *entry.msgstr_plural.values()]
        for text in filter(None, written):
            extra = set(PLACES.findall(text)) - wanted
            assert not extra, f"{text!r} has places that {entry.msgid!r} has not: {extra}"
            # A plural form may leave the number out: one vote, two votes.
            lost = (
                wanted
                - set(PLACES.findall(text))
                - ({"num", "count", "codes", "people"} if entry.msgid_plural else set())
            )
            assert not lost, f"{text!r} has lost {lost}"


@pytest.mark.parametrize("code", WRITTEN)
def test_plurals_have_every_form(code: str) -> None:
    file = catalogue(code)
    forms = re.search(r"nplurals\s*=\s*(\d+)", file.metadata.get("Plural-Forms", ""))
    assert forms, "the header has no Plural-Forms"
    partly = [
        entry.msgid
        for entry in file
        if entry.msgid_plural and any(entry.msgstr_plural.values())
        if len(list(filter(None, entry.msgstr_plural.values()))) != int(forms[1])
    ]
    assert not partly


@pytest.mark.parametrize("code", WRITTEN)
def test_every_string_of_residents_is_translated(code: str) -> None:
    missing = [
        entry.msgid
        for entry in entries(catalogue(code))
        if not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]
    assert not missing, f"translate in translations/{code}:\n" + "\n".join(missing)
