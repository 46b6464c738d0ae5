"""Editions: what publishing freezes stays as it was, and only what still says the same is shown beside it."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.content import actions as content
from engage.content.models import SITE
from engage.content.queries import coverage_by_language
from engage.content.units import Coverage
from engage.core.errors import NotFound
from engage.media.actions import Shipped, keep_shipped
from engage.questionnaires import publishing
from engage.questionnaires.definition import from_json
from engage.questionnaires.editions import definition_of, words_of
from engage.questionnaires.models import RenditionSet, Submission, Wording
from tests.factories.questionnaires import BUS, CHANGE, WAY, Opened, drafted, opened
from tests.page import Page
from tests.support.site import Site

FILM = Shipped("clip", b"a film", "video/mp4", 3, b"a still", "WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", "Words")
COMMA = {**CHANGE, "text": "What, would you change?"}
TURNED = {**WAY, "options": WAY["options"][::-1]}


def translate(survey: Opened, language: str = "ar", state: str = "reviewed") -> None:
    """Every unit of the draft in this language, as words; in BSL as a clip."""
    units = from_json(survey.renew().definition).units
    with survey.site.writing():
        media = keep_shipped(FILM, project_id=survey.project.id, placeholder=True)
        held = {row.unit_key: row for row in publishing.renditions_of(survey.activity.id) if row.language == language}
        for unit in units:
            signed = language == "bfi"
            content.put_rendition(
                scope=survey.activity.id,
                unit=unit,
                language=language,
                form="sign" if signed else "text",
                words="" if signed else f"«{unit.source}»",
                media_id=media.id if signed else None,
                state=state,
                existing=held.get(unit.key),
            )


@pytest.fixture
def survey(site: Site) -> Opened:
    """A survey, open, with checked Arabic words and BSL clips for every unit."""
    made = drafted(site)
    translate(made)
    translate(made, "bfi")
    made.publish()
    made.change(state="open")
    return made


def coverage(survey: Opened, language: str, form: str) -> Coverage:
    definition = from_json(survey.renew().definition)
    with survey.site.writing():
        return coverage_by_language(survey.activity.id, list(definition.units))[(language, form)]


def words(survey: Opened, language: str) -> Any:
    """What a reader is shown of the wording that is read now."""
    catalogue = survey.site.app.extensions["engage.languages"]
    wording = survey.renew().wording_id
    with survey.site.writing():
        return words_of(wording, survey.activity.sets[wording].get(language), catalogue.get(language), catalogue.source)


def test_one_comma_closes_the_lock_for_what_it_stands_in_and_nothing_else(survey: Opened) -> None:
    whole = len(from_json(survey.activity.definition).units)
    assert coverage(survey, "ar", "text") == Coverage(whole, whole)
    survey.publish(WAY, BUS, COMMA)
    for language, form in (("ar", "text"), ("bfi", "sign")):
        assert coverage(survey, language, form) == Coverage(whole - 1, whole)
    survey.change(waivers={"ar": "a test"})
    survey.publish()
    arabic, signed = words(survey, "ar"), words(survey, "bfi")
    assert arabic["question.change"].fallback and arabic["question.change"].text == COMMA["text"]
    assert signed["question.change"].sign is None
    assert arabic["question.way"].text == f"«{WAY['text']}»" and signed["question.way"].sign


def test_a_language_with_a_gap_is_not_served_any_more_until_it_is_closed(survey: Opened) -> None:
    def is_served() -> bool:
        return "ar" in survey.renew().sets[survey.activity.wording_id]

    assert is_served()
    survey.publish(WAY, BUS, COMMA)
    assert not is_served()
    translate(survey)
    survey.publish()
    assert is_served() and words(survey, "ar")["question.change"].text == f"«{COMMA['text']}»"


def test_reordered_options_make_the_clip_of_their_question_stale(survey: Opened) -> None:
    survey.publish(TURNED, BUS, CHANGE)
    signed = words(survey, "bfi")
    assert signed["question.way"].sign is None, "its clip signs the options in another order"
    assert signed["question.way.choice.bus"].sign and signed["question.bus"].sign


def test_going_back_to_the_old_words_opens_the_lock_again(survey: Opened) -> None:
    first = survey.activity.wording_id
    survey.publish(WAY, BUS, COMMA)
    assert survey.publish(WAY, BUS, CHANGE) == first
    assert words(survey, "ar")["question.change"].text == f"«{CHANGE['text']}»"


def test_who_began_with_an_edition_ends_with_it(survey: Opened, site: Site) -> None:
    first = survey.activity.wording_id
    page, document = survey.begin(language="ar")
    second = survey.publish({**WAY, "text": "How do you go there?"}, CHANGE)
    assert second != first
    assert f"«{WAY['text']}»" in page.get(document.path).text
    page.submit(survey.answer(page, page.get(document.path), {"way": {"way": "bus"}, "bus": {"bus": "slow"}}))
    (sent,) = site.read(select(Submission))
    assert (sent.wording_id, sent.answers) == (first, {"way": "bus", "bus": "slow"})
    assert sent.set_id == survey.activity.sets[first]["ar"]
    _page, begun = survey.begin()
    assert "How do you go there?" in begun.text


def test_what_was_published_is_never_changed(survey: Opened, site: Site) -> None:
    before = {row.id: row.definition for row in site.read(select(Wording))}
    sets = {row.id: row.content for row in site.read(select(RenditionSet))}
    survey.publish(TURNED, COMMA)
    translate(survey)
    survey.publish()
    assert before.items() <= {row.id: row.definition for row in site.read(select(Wording))}.items()
    assert sets.items() <= {row.id: row.content for row in site.read(select(RenditionSet))}.items()


def test_publishing_the_same_again_is_the_same_edition(survey: Opened, site: Site) -> None:
    before = (survey.activity.wording_id, survey.activity.sets, len(site.read(select(RenditionSet.id))))
    survey.publish()
    assert (survey.activity.wording_id, survey.activity.sets, len(site.read(select(RenditionSet.id)))) == before


def test_a_language_that_is_finished_later_joins_the_same_wording(survey: Opened) -> None:
    wording = survey.activity.wording_id
    assert "ro" not in survey.activity.sets[wording]
    page, document = survey.begin()
    translate(survey, "ro")
    assert survey.publish() == wording
    assert "ro" in survey.activity.sets[wording] and survey.activity.cover["ro"]["title"] == "«How are things?»"
    romanian = page.follow(page.submit(document, press=("_to", "language:ro")))
    assert f"«{WAY['text']}»" in romanian.text, "who has begun can read it at once"


@pytest.mark.parametrize("state", ["computer draft", "translated", "second translation"])
def test_unchecked_words_are_served_only_with_a_reason_and_marked(site: Site, state: str) -> None:
    survey = drafted(site)
    translate(survey, "ar", state)
    survey.publish()
    assert "ar" not in survey.activity.sets[survey.activity.wording_id] and "ar" not in survey.activity.cover
    survey.change(waivers={"ar": "It cannot wait"}, state="open")
    survey.publish()
    start = Page(site).get(survey.address(language="ar"))
    assert "«How are things?»" in start.text
    assert list(start.all(class_="notice")) or "الحاسوب" in start.html, "a reader is told that nobody checked it"


def test_the_sites_own_words_are_frozen_with_an_edition(site: Site) -> None:
    survey = drafted(site)
    unit = next(unit for unit in publishing.WITHIN if unit.key == "interface.check")
    with site.writing():
        media = keep_shipped(FILM, project_id=None, placeholder=True)
        content.put_rendition(scope=SITE, unit=unit, language="bfi", form="sign", media_id=media.id)
    survey.publish()
    assert words(survey, "bfi")["interface.check"].sign


def test_two_activities_with_the_same_words_have_wordings_of_their_own(site: Site) -> None:
    first, second = opened(site, CHANGE), opened(site, CHANGE)
    assert first.activity.wording_id != second.activity.wording_id


def test_a_wording_or_set_that_is_not_there_is_not_found(site: Site) -> None:
    catalogue = site.app.extensions["engage.languages"]
    survey = opened(site)
    with site.writing():
        with pytest.raises(NotFound):
            definition_of("0" * 64)
        with pytest.raises(NotFound):
            words_of(survey.activity.wording_id or "", "0" * 64, catalogue.get("ar"), catalogue.source)
