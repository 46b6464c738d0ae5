"""Captions come from a file, from a box or from plain sentences, and are mended without the film."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.content.models import Rendition
from engage.media.models import Media
from tests.factories.questionnaires import Opened
from tests.factories.translation import CAPTIONS, Desk, prepare
from tests.page import Document
from tests.support.site import Site

pytestmark = pytest.mark.one_database
Sample = Callable[[str], Path]
UNIT = "question.change"
SRT = "1\r\n00:00:00,200 --> 00:00:01,500\r\nWhat would\r\nyou change?\r\n"


@pytest.fixture
def film(sample: Sample) -> Path:
    return sample("phone.mp4")


def box(document: Document, name: str = "captions-sign") -> str:
    return "".join(document.one("textarea", id=name).itertext()).strip()


def kept(site: Site) -> str:
    return str(site.read(select(Media.captions))[0])


def test_an_srt_file_is_taken(desk: Desk, site: Site, film: Path) -> None:
    page, address = desk.page, f"{desk.address}/bfi/{UNIT}"
    sent = {"form": "sign", "csrf_token": desk.token("bfi", UNIT), "captions": "not these"}
    with film.open("rb") as content:
        files = {"upload": (content, "clip.mp4"), "captions_file": (BytesIO(SRT.encode("utf-8-sig")), "a.srt")}
        page.post(address, sent | files)
    assert kept(site) == "WEBVTT\n\n00:00:00.200 --> 00:00:01.500\nWhat would\nyou change?\n"


def test_plain_sentences_are_spread_over_the_clip(desk: Desk, site: Site, film: Path) -> None:
    assert "plain sentences: they are spread over the clip" in desk.unit("bfi", UNIT).text
    desk.give("bfi", UNIT, "sign", film, captions="One two. Three four!\nFive?")
    assert kept(site).split("\n\n")[0] == "WEBVTT" and kept(site).count("-->") == 3
    assert kept(site).endswith("--> 00:00:03.000\nFive?\n") and "\n00:00:00.000 -->" in kept(site)


def test_what_was_saved_stands_there_and_is_mended_without_the_film(desk: Desk, site: Site, film: Path) -> None:
    desk.give("bfi", UNIT, "sign", film, captions=CAPTIONS, transcript="What is different?")
    prepare(site)
    shown = desk.unit("bfi", UNIT)
    assert shown.one("video").get("src") and next(shown.one("video").iter("track")).get("src")
    assert "What would you change?" in box(shown) and box(shown, "transcript-sign") == "What is different?"
    (before,) = site.read(select(Media))
    desk.give("bfi", UNIT, "sign", captions=box(shown).replace("you", "YOU"), transcript="Else?")
    (after,) = site.read(select(Media))
    assert (after.id, after.storage_name) == (before.id, before.storage_name)
    assert "What would YOU change?" in after.captions and after.transcript == "Else?"
    assert desk.states("bfi", UNIT).split(", ")[-2] == "translated"


def test_mended_captions_are_checked_again_and_a_stale_film_stays_stale(
    survey: Opened, desk: Desk, site: Site, film: Path
) -> None:
    desk.give("bfi", UNIT, "sign", film, captions=CAPTIONS)
    with site.writing() as session:
        session.query(Rendition).update({"state": "reviewed", "checker": "b@example.org", "source_hash": "before"})
    desk.give("bfi", UNIT, "sign", captions=CAPTIONS)
    (row,) = site.read(select(Rendition))
    assert (row.state, row.checker, row.source_hash) == ("translated", "", "before")


def test_captions_that_cannot_be_kept_leave_the_old_ones(desk: Desk, site: Site, film: Path) -> None:
    desk.give("bfi", UNIT, "sign", film, captions=CAPTIONS)
    before = kept(site)
    told = desk.give("bfi", UNIT, "sign", status=422, captions="WEBVTT\n\nno time")
    assert told.errors[0].startswith("Captions, line 3") and box(told) == "WEBVTT\n\nno time"
    assert kept(site) == before


def test_how_large_a_file_may_be_stands_beside_it_and_on_the_refusal(desk: Desk) -> None:
    shown = desk.unit("bfi", UNIT)
    assert "At most 60 MB and ten minutes." in shown.text
    refused = desk.page.post(shown.path, {"captions": "x" * 1_100_000}, 413, headers={"Referer": "http://localhost/x"})
    assert "60 MB" in refused.text and refused.one("a", class_="go").get("href") == "/x"
