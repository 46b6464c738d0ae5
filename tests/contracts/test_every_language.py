"""What every language of config.py promises on the pages of residents. A new one is held to all of it at once.

That its catalogue is whole, with its places and plural forms, is in tests/architecture/test_catalogues.py.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, render_template_string
from flask_babel import gettext, ngettext

from config import LANGUAGES
from engage.core.identifiers import new_id
from engage.languages.catalogue import Language
from engage.projects.actions import RESERVED_SLUGS
from engage.questionnaires.models import RenditionSet
from tests.factories.questionnaires import CHANGE, WAY, Opened, code_of, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site
from tests.support.strings import catalogue, words_outside

SOURCE = LANGUAGES[0]
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
ENGLISH = re.compile(r"\b(the|you|your|and|what|this|with|are|have|we)\b", re.IGNORECASE)
"""Words of which hardly any English sentence has none. One alone can be a word of another language too."""
PLACE = re.compile(r"%\((\w+)\)s")
DAY = date(2026, 12, 14)
COUNTS = (*range(0, 25), 100, 101, 102, 103, 111, 1000, 1_000_000)
every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
translated = pytest.mark.parametrize(
    "language", [one for one in LANGUAGES if one.text_code != SOURCE.text_code], ids=lambda language: language.code
)
signed = pytest.mark.parametrize(
    "language", [one for one in LANGUAGES if one.signed], ids=lambda language: language.code
)


@pytest.fixture
def reading(house: Flask, language: Language) -> Iterator[None]:
    """A request in the language."""
    with house.test_request_context(f"/{language.code}/"):
        house.preprocess_request()
        yield


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey, shown in every language."""
    return opened(site, WAY, CHANGE, waivers={one.code: "a test" for one in LANGUAGES})


@every_language
def test_it_says_what_it_is(language: Language) -> None:
    assert re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", language.code) and language.code not in RESERVED_SLUGS
    assert TAG.fullmatch(language.tag), "the tag stands in `lang`"
    assert language.direction in {"ltr", "rtl"}
    assert language.name.strip() and language.short.strip()
    assert len(language.short) <= 14, "the header of a small phone shows it: give it a shorter `short`"
    assert language.text_code in {one.code for one in LANGUAGES if not one.signed}
    if language.signed:
        assert language.written and language.tag == next(one for one in LANGUAGES if one.code == language.written).tag


def test_no_two_can_be_taken_for_each_other() -> None:
    for of in ("code", "name", "short"):
        held = [getattr(language, of) for language in LANGUAGES]
        assert len(set(held)) == len(held), of
    assert not SOURCE.signed and SOURCE.text_code == SOURCE.code


@translated
def test_the_site_speaks_it(language: Language, reading: None) -> None:
    """Its catalogue is compiled and found, and each number has its form."""
    for entry in catalogue(language.text_code):
        if entry.msgid_plural:
            facts = dict.fromkeys(PLACE.findall(entry.msgid + entry.msgid_plural), "·")
            facts.pop("num", None)
            for count in COUNTS:
                forms = [form % {**facts, "num": count} for form in entry.msgstr_plural.values()]
                assert ngettext(entry.msgid, entry.msgid_plural, count, **facts) in forms
        elif not entry.msgctxt and "%(" not in entry.msgid:
            assert gettext(entry.msgid) == entry.msgstr


@every_language
def test_days_numbers_and_amounts_are_written_as_its_readers_write_them(language: Language, reading: None) -> None:
    told = render_template_string("{{ day|long_day }}|{{ 1234567.5|number }}|{{ 12000|money }}", day=DAY).split("|")
    formats = language.formats or language.locale
    assert told[0] == format_date(DAY, "long", locale=formats) and "2026-12" not in told[0]
    assert told[1] == format_decimal(1234567.5, locale=formats)
    assert re.fullmatch(r"<bdi dir=.?ltr.?>£12,000</bdi>", told[2]), "an amount keeps its order in any text"


def walk(survey: Opened, language: Language) -> Iterator[tuple[str, Document]]:
    """Each kind of page that one person meets on the way through, and the pages beside it."""
    code, page = language.code, Page(survey.site)
    for name in ("", "help", "privacy", "accessibility", "join", "receipt", f"{survey.project.slug}/", "next"):
        yield name or "home", page.get(f"/{code}/{name}")
    yield "not found", page.get(f"/{code}/nothing/here/", 404)
    yield "a wrong code", page.submit(page.get(f"/{code}/join"), 422, code="WRONG")
    start = page.get(survey.address(language=code))
    yield "start", start
    yield "start, refused", page.submit(start, 422)
    document = page.follow(page.submit(start, **{"consent-take-part": "yes"}))
    yield "question", document
    yield "question, refused", page.submit(document, 422)
    check = survey.answer(page, document, {document.path.rpartition("/")[2]: {"way": "bus"}})
    yield "check", check
    done = page.follow(page.submit(check))
    yield "done", done
    yield "receipt", page.follow(page.submit(page.get(f"/{code}/receipt"), code=code_of(done)))
    yield "withdraw", page.get(f"/{code}/receipt/withdraw")


@pytest.mark.one_database
@every_language
def test_every_kind_of_page_is_in_it(survey: Opened, language: Language) -> None:
    """In its direction, with the way to every other language, and without English that is not marked as English."""
    for name, document in walk(survey, language):
        root = document.one("html")
        assert (root.get("lang"), root.get("dir")) == (language.tag, language.direction), name
        assert ("signed" in (root.get("class") or "").split()) is language.signed, name
        assert switch_of(document) == {
            one.code: (one.tag, one.direction, one.name, "true" if one == language else None) for one in LANGUAGES
        }, name
        if language.text_code != SOURCE.code:
            assert document.tree is not None
            left = [words for words in words_outside(document.tree, language.tag) if is_english(words)]
            assert not left, f"{name}: {left}"


def is_english(words: str) -> bool:
    """Whether a text is an English sentence."""
    return len({word.lower() for word in ENGLISH.findall(words)}) > 1


def switch_of(document: Document) -> dict[str, Any]:
    """The choice of languages on a page: {code: (lang, dir, name, whether it is this one)}."""
    (menu,) = document.all("nav", class_="menu")
    found = {}
    for way in (*menu.iter("a"), *menu.iter("button")):
        code = way.get("value", "").removeprefix("language:") or way.get("href", "").split("/")[1]
        mark = "".join(text_of(part) for part in way.iter("b"))
        name = text_of(way).removeprefix(mark).strip()
        found[code] = (way.get("lang"), way.get("dir"), name, way.get("aria-current"))
    return found


@pytest.mark.one_database
@every_language
def test_a_page_with_an_error_says_so_first(survey: Opened, language: Language, reading: None) -> None:
    prefix = gettext("Error:")
    refused = {name: document for name, document in walk(survey, language) if document.status == 422}
    assert len(refused) >= 3
    for name, document in refused.items():
        assert document.title.startswith(f"{prefix} "), name
        assert document.errors, name
    assert (prefix == "Error:") is (language.text_code == SOURCE.code)


@pytest.mark.one_database
@every_language
def test_the_first_screen_offers_it_by_its_own_name(page: Page, language: Language) -> None:
    (tile,) = [
        link
        for box in page.get("/").all("ul", class_="langs")
        for link in box.iter("a")
        if link.get("href") == f"/{language.code}/"
    ]
    assert (tile.get("lang"), tile.get("dir")) == (language.tag, language.direction)
    assert language.name in text_of(tile)


@pytest.mark.one_database
@signed
def test_a_signed_language_shows_the_clip_before_the_words(site: Site, survey: Opened, language: Language) -> None:
    """Its words are written in another language, and the page says so."""
    clip = {"url": "/media/nothing", "bytes": 300_000, "seconds": 14, "captions": "/media/nothing.vtt"}
    wording = survey.activity.wording_id or ""
    made = RenditionSet(
        id=new_id(),
        wording_id=wording,
        language=language.code,
        content={"question.way": {"sign": clip, "state": "reviewed"}},
        created_on=DAY,
    )
    site.save(made)
    sets = survey.activity.sets[wording] | {language.code: made.id}
    survey.change(sets=survey.activity.sets | {wording: sets})
    _page, document = survey.begin(language=language.code)
    (order,) = [
        [part.tag for part in box.iter() if part.tag in {"video", "h1", "h2"}]
        for box in document.all(class_="question")
        if any(part.tag == "video" for part in box.iter())
    ]
    assert order[0] == "video"
    video = document.one("video")
    assert (video.get("lang"), video.get("autoplay")) == (language.code, None)
    assert document.one("html").get("lang") != language.code
