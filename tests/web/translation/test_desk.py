"""Texts are given words, a signed clip or a sound; residents meet them once they are ready and published."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.interface import INTERFACE
from engage.content.models import SITE, Rendition
from engage.media.models import Media
from engage.translation.desks import TITLES
from tests.factories.questionnaires import Opened
from tests.factories.translation import CAPTIONS, Desk, prepare
from tests.page import Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
Sample = Callable[[str], Path]


def test_a_signed_clip_with_captions_becomes_the_page(survey: Opened, desk: Desk, site: Site, sample: Sample) -> None:
    film = sample("phone.mp4")
    desk.give("bfi", "question.change", "sign", film, captions=CAPTIONS, transcript="What should be different?")
    assert "being prepared" in desk.states("bfi", "question.change")
    prepare(site)
    assert "translated" in desk.states("bfi", "question.change")
    survey.publish()
    _, asked = survey.begin(Page(site), "bfi")
    video = asked.one("video")
    assert next(video.iter("track")).get("kind") == "captions"
    assert "What should be different?" in asked.text


def test_sounds_are_given_to_questions_and_to_the_words_around_them(
    survey: Opened, desk: Desk, site: Site, sample: Sample
) -> None:
    for unit in ("question.change", "interface.continue"):
        desk.give("rmc", unit, "sound", sample("voice.ogg"))
    prepare(site)
    survey.publish()
    _, asked = survey.begin(Page(site), "rmc")
    names = [button.get("aria-label") for button in asked.all("a", class_="listen")]
    assert names == ["Šunen: What would you change?", "Šunen: Dureder"]


def test_words_are_kept_as_they_are_typed(desk: Desk) -> None:
    desk.give("ar", "question.change", "text", words="ماذا تغيّر؟")
    assert "translated" in desk.states("ar", "question.change")
    assert "ماذا تغيّر؟" in desk.unit("ar", "question.change").text


@pytest.mark.parametrize(
    ("form", "file", "words", "told"),
    [
        ("text", None, {"words": "  "}, "Write the words."),
        ("sign", None, {"captions": CAPTIONS}, "Choose a file."),
        ("sign", "phone.mp4", {}, "Write the captions"),
        ("sign", "phone.mp4", {"captions": "WEBVTT\n\nno time"}, "Captions, line 3"),
        ("sign", "phone.mp4", {"captions": "1\n00:00:01,000 --> 00:09:00,000\nlate"}, "Captions, line 2"),
        ("sign", "voice.ogg", {"captions": CAPTIONS}, "Choose a video, such as an MP4, MOV or WebM file."),
        ("sound", None, {"transcript": "What is said"}, "Choose a file."),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_that_was_typed_is_lost(
    desk: Desk, sample: Sample, form: str, file: str | None, words: dict[str, str], told: str
) -> None:
    desk.give("ar", "question.change", "text", words="ماذا تغيّر؟")
    film = sample(file) if file else None
    answer = desk.give("ar", "question.change", form, film, 422, **words)
    assert answer.errors and answer.errors[0].startswith(told)
    assert answer.title.startswith("Error: ")
    held = {box.get("id"): "".join(box.itertext()).strip() for box in answer.all("textarea")}
    assert held == {
        "words": "" if form == "text" else "ماذا تغيّر؟",
        "captions-sign": words.get("captions", "").strip(),
        "transcript-sign": "",
        "transcript-sound": words.get("transcript", ""),
    }
    assert desk.states("ar", "question.change") == "translated, missing, missing"


def test_a_file_has_to_be_chosen_again_where_its_captions_are_mended(desk: Desk, sample: Sample) -> None:
    told = desk.give("bfi", "title", "sign", sample("phone.mp4"), 422, captions="WEBVTT\n\nno time")
    assert "Choose the file again, too." in told.text


def test_a_form_that_the_page_does_not_have_is_refused(desk: Desk) -> None:
    desk.give("ar", "question.change", "picture", status=422)
    desk.give("ar", "interface.continue", "text", status=422, words="واصل")
    desk.give("bfi", "question.change", "text", status=422, words="What?")


def test_the_words_of_the_frame_are_translated_in_the_catalogue(desk: Desk) -> None:
    own, frame = (desk.unit("ar", key) for key in ("question.change", "interface.continue"))
    assert "Keep the words" in own.text and "Keep the words" not in frame.text


def test_a_project_is_signed_and_spoken_but_written_elsewhere(
    survey: Opened, project_desk: Desk, site: Site, sample: Sample
) -> None:
    table = project_desk.page.get(f"{project_desk.address}/ar").one("table")
    assert "Portwick" not in text_of(table) and "The library desk, Tuesdays" in text_of(table)
    project_desk.unit("ar", "project.welcome", 404)  # there is none
    assert "Keep the words" not in project_desk.unit("ar", "project.area").text
    project_desk.give("rmc", "project.area", "sound", sample("voice.ogg"))
    prepare(site)
    assert "translated" in project_desk.states("rmc", "project.area")
    (row,) = site.read(select(Rendition))
    assert (row.scope, row.unit_key, row.form) == (survey.project.id, "project.area", "sound")
    assert site.read(select(Media.project_id)) == [survey.project.id]
    assert site.read(select(AuditEntry.project_id).where(AuditEntry.action == "rendition.put")) == [survey.project.id]


def test_new_words_of_a_project_make_its_clips_stale(project_desk: Desk, site: Site, sample: Sample) -> None:
    project_desk.give("rmc", "project.area", "sound", sample("voice.ogg"))
    assert "being prepared" in project_desk.states("rmc", "project.area")
    project = project_desk.address.removesuffix("/languages")
    project_desk.page.submit(project_desk.page.get(f"{project}/edit"), area="Portwick")
    assert "out of date" in project_desk.states("rmc", "project.area")


def test_the_site_is_signed_and_spoken_by_administrators(site: Site, site_desk: Desk, sample: Sample) -> None:
    site_desk.give("bfi", "interface.help", "sign", sample("phone.mp4"), captions=CAPTIONS)
    prepare(site)
    assert "translated" in site_desk.states("bfi", "interface.help")
    assert site.read(select(Rendition.scope)) == [SITE]
    assert site.read(select(Media.project_id)) == [None]
    assert list(Page(site).get("/bfi/help").all("video"))


def test_how_much_there_is_stands_beside_each_language(site: Site, site_desk: Desk, sample: Sample) -> None:
    site_desk.give("rmc", "interface.help", "sound", sample("voice.ogg"))
    rows = [row for row in site_desk.page.get("/staff/languages").all("tr") if row.find("td") is not None]
    told = {text_of(row.findall("th")[0]): [text_of(cell) for cell in row.findall("td")] for row in rows}
    whole = len(INTERFACE)
    assert told["Romani čhib"] == [f"0 of {whole}", f"1 of {whole}"]
    assert told["Romanian – Română"] == [f"0 of {whole}", f"0 of {whole}"]


def test_the_sites_words_stand_by_where_they_are_met_in_the_words_that_are_read(desk: Desk, site_desk: Desk) -> None:
    """Whoever speaks one aloud reads it here in their language."""
    whole, within = (one.page.get(f"{one.address}/rmc") for one in (site_desk, desk))
    titles = [text_of(part) for part in whole.all("caption")]
    assert len(titles) == len(TITLES) + 1 and set(titles) >= {str(title) for title in TITLES.values()}
    assert [text_of(part) for part in within.all("caption")][:2] == ["This activity", "The start page"]
    jumps = [link.get("href") for link in whole.all("a") if (link.get("href") or "").startswith("#part-")]
    assert jumps == [f"#{part.get('id')}" for part in whole.all("caption")]
    for page in (whole, site_desk.unit("rmc", "interface.error.write-something")):
        assert any("Irinen" in text_of(part) for part in page.all() if part.get("lang") == "rmc")


def test_a_language_that_is_not_offered_has_no_desk(
    site: Site, desk: Desk, project_desk: Desk, site_desk: Desk
) -> None:
    for one in (desk, project_desk, site_desk):
        one.page.get(f"{one.address}/xx", 404)
        one.page.get(f"{one.address}/ar/nothing", 404)


def test_the_ways_to_the_desks_are_offered_to_those_who_may_use_them(
    survey: Opened, lead: Page, site_desk: Desk
) -> None:
    project = f"/staff/{survey.project.slug}/"
    assert f"{project}languages" in lead.get(project).links
    assert "/staff/languages" not in lead.get("/staff/").links
    assert "/staff/languages" in site_desk.page.get("/staff/").links


@pytest.mark.parametrize("tail", ["", "/bfi", "/bfi/project.area"])
def test_each_page_leads_back_to_those_above_it(project_desk: Desk, site_desk: Desk, tail: str) -> None:
    for desk, key, above in (
        (project_desk, "project.area", [project_desk.address.removesuffix("languages")]),
        (site_desk, "interface.help", ["/staff/"]),
    ):
        page = desk.page.get(desk.address + tail.replace("project.area", key))
        back = [link.get("href") for link in page.one("nav", class_="crumbs").iter("a")]
        levels = [*above, desk.address, f"{desk.address}/bfi"]
        assert back == levels[: 1 + tail.count("/")]
