"""Readers are told how far the words before them have come: drafted by a computer, made by one person, or checked."""

import pytest
from flask_babel import force_locale, gettext

from engage.content.actions import put_rendition
from engage.questionnaires.definition import from_json
from tests.factories.questionnaires import CHANGE, WAY, Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

DRAFTED = "Drafted by computer, not yet checked by a person."
TRANSLATED = "Translated by a person. Nobody else has checked it yet."
AROUND = "Only the buttons and notes around it were drafted by computer, not yet checked by a person."


@pytest.fixture
def survey(site: Site) -> Opened:
    return opened(site, WAY, CHANGE)


def translate(survey: Opened, states: dict[str, str]) -> None:
    """Publish Arabic words: of the units with these keys in these states, of every other checked."""
    with survey.site.writing():
        for unit in from_json(survey.activity.definition).units:
            facts = {"scope": survey.activity.id, "language": "ar", "form": "text", "words": f"«{unit.source}»"}
            put_rendition(unit=unit, state=states.get(unit.key, "reviewed"), **facts)  # type: ignore[arg-type]
    survey.publish()


def told(survey: Opened, document: Document) -> list[str]:
    """What the page tells of its words."""
    lines = [text_of(line) for notice in document.all("div", class_="computer") for line in notice.iter("p")]
    with survey.site.app.test_request_context("/ar/"), force_locale("ar"):
        known = {gettext(line): line for line in (DRAFTED, TRANSLATED, AROUND)}
    return [known[line] for line in lines]


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        ("computer draft", [DRAFTED]),
        ("translated", [TRANSLATED, AROUND]),
        ("second translation", [TRANSLATED, AROUND]),
        ("reviewed", [AROUND]),
    ],
)
def test_a_page_tells_only_of_the_words_that_it_shows(survey: Opened, state: str, lines: list[str]) -> None:
    translate(survey, {"question.way": state})
    page, way = survey.begin(language="ar")
    assert told(survey, page.get(survey.address(language="ar"))) == [AROUND], "the question is not on the start page"
    assert told(survey, way) == lines
    change = page.follow(page.submit(way, way="bus"))
    assert told(survey, change) == [AROUND], "nor on the other page"
    check = page.follow(page.submit(change))
    assert told(survey, check) == lines
    done = page.follow(page.submit(check))
    assert told(survey, done) == [AROUND]


def test_the_receipt_tells_of_the_words_that_it_shows(survey: Opened) -> None:
    translate(survey, {})
    page, code = survey.take_part({"way": {"way": "bus"}}, language="ar")
    receipt = page.follow(page.submit(page.get("/ar/receipt"), code=code))
    assert told(survey, receipt) == [AROUND]


def test_the_rest_of_the_site_and_english_say_what_is_true_of_them(survey: Opened, page: Page) -> None:
    translate(survey, {"title": "computer draft"})
    assert told(survey, page.get("/ar/help")) == [DRAFTED]
    for language in ("en", "bfi"):
        assert told(survey, page.get(survey.address(language=language))) == []
