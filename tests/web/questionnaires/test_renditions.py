"""A lead gives texts a signed clip or a sound; residents meet them once they are ready and published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engage.core.roles import Role
from tests.factories.media import sample  # noqa: F401
from tests.factories.questionnaires import CHANGE, Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site
from tests.support.staff import sign_in_as

pytestmark = pytest.mark.one_database
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nWhat would you change?\n"


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey with one question, served in Romani too."""
    return opened(site, CHANGE, waivers={"rmc": "a test"})


@pytest.fixture
def lead(survey: Opened) -> Page:
    return sign_in_as(survey.site, Role.LEAD, survey.project.id)


def give(lead: Page, survey: Opened, unit: str, form: str, file: Path, status: int = 303, **words: str) -> Document:
    """Upload a file for a unit, as the form of its page does."""
    language = "bfi" if form == "sign" else "rmc"
    address = survey.staff(f"languages/{language}/{unit}")
    asked = lead.get(address)
    token = next(box.get("value") for box in asked.all("input") if box.get("name") == "csrf_token")
    with file.open("rb") as content:
        sent = {"csrf_token": token, "form": form, "upload": (content, file.name), **words}
        return lead.post(address, sent, status)


def row(lead: Page, survey: Opened, language: str, unit: str) -> str:
    return text_of(lead.get(survey.staff(f"languages/{language}")).one("tr", id=unit))


def prepare(site: Site) -> None:
    """Let the background worker take its turn."""
    assert site.app.test_cli_runner().invoke(args=["jobs", "run", "--once"]).exit_code == 0


def test_a_signed_clip_with_captions_becomes_the_page(
    survey: Opened,
    lead: Page,
    site: Site,
    sample: Callable[[str], Path],  # noqa: F811
) -> None:
    film = sample("phone.mp4")
    give(lead, survey, "question.change", "sign", film, captions=CAPTIONS, transcript="What should be different?")
    assert "being prepared" in row(lead, survey, "bfi", "question.change")
    prepare(site)
    assert "translated" in row(lead, survey, "bfi", "question.change")
    survey.publish()
    _, asked = survey.begin(Page(site), "bfi")
    video = asked.one("video")
    assert next(video.iter("track")).get("kind") == "captions"
    assert "What should be different?" in asked.text


def test_sounds_are_given_to_questions_and_to_the_words_around_them(
    survey: Opened,
    lead: Page,
    site: Site,
    sample: Callable[[str], Path],  # noqa: F811
) -> None:
    for unit in ("question.change", "interface.continue"):
        give(lead, survey, unit, "sound", sample("voice.ogg"))
    prepare(site)
    survey.publish()
    _, asked = survey.begin(Page(site), "rmc")
    names = [button.get("aria-label") for button in asked.all("a", class_="listen")]
    assert names == ["Šunen: What would you change?", "Šunen: Dureder"]


def test_what_is_no_film_or_has_bad_captions_is_refused(
    survey: Opened,
    lead: Page,
    sample: Callable[[str], Path],  # noqa: F811
) -> None:
    told = give(lead, survey, "question.change", "sign", sample("voice.ogg"), 422, captions=CAPTIONS)
    assert told.errors
    told = give(lead, survey, "question.change", "sign", sample("phone.mp4"), 422, captions="no captions")
    assert told.errors and told.errors[0].startswith("Captions, line 1")
    assert "missing" in row(lead, survey, "bfi", "question.change")


def test_the_words_of_the_frame_are_translated_in_the_catalogue(survey: Opened, lead: Page) -> None:
    own, frame = (lead.get(survey.staff(f"languages/ar/{key}")) for key in ("question.change", "interface.continue"))
    assert "Keep the words" in own.text and "Keep the words" not in frame.text
