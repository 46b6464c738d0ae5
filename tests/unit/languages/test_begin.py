"""A new language gets a catalogue of its own."""

from pathlib import Path

import polib

from engage.languages.catalogue import Language
from translations.begin import begin

LANGUAGES = (
    Language("en"),
    Language("bfi", name="British Sign Language", written="en", tag="en-GB", signed=True),
    Language("pl"),
    Language("rmy", name="Vlach Romani", formats="ro"),
)


def test_a_catalogue_is_begun_for_each_language_that_has_none(tmp_path: Path) -> None:
    begin(tmp_path, LANGUAGES)
    begun = {file.parts[-3]: polib.pofile(str(file)).metadata for file in tmp_path.rglob("*.po")}
    assert {code: head["Language"] for code, head in begun.items()} == {"pl": "pl", "rmy": "rmy"}
    assert all(head["Plural-Forms"].startswith("nplurals=3; plural=(n==1 ? 0 : ") for head in begun.values())


def test_what_is_translated_stays(tmp_path: Path) -> None:
    begin(tmp_path, LANGUAGES)
    file = tmp_path / "pl" / "LC_MESSAGES" / "messages.po"
    file.write_text("translated")
    begin(tmp_path, LANGUAGES)
    assert file.read_text() == "translated"
