"""A clip or a sound is taken away, and no page shows it from that moment; what was awaited is shown by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.models import Rendition
from engage.media.models import Media
from tests.factories.questionnaires import Opened
from tests.factories.translation import CAPTIONS, Desk, prepare
from tests.page import Document, Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
Sample = Callable[[str], Path]


def spoken(document: Document) -> list[str | None]:
    """The names of the buttons that speak."""
    return [button.get("aria-label") for button in document.all("a", class_="listen")]


def files(site: Site) -> list[str]:
    """What is stored."""
    return [str(path) for path in (site.folder / "media").rglob("*") if path.is_file()]


def test_a_clip_that_is_published_while_it_is_prepared_is_shown_once_it_is_ready(
    survey: Opened, desk: Desk, site: Site, sample: Sample
) -> None:
    desk.give("bfi", "question.change", "sign", sample("phone.mp4"), captions=CAPTIONS)
    survey.publish()
    reader, asked = survey.begin(Page(site), "bfi")
    assert not list(asked.all("video"))
    prepare(site)
    assert list(reader.get(asked.path).all("video")), "who has begun is shown it too"
    assert list(survey.begin(Page(site), "bfi")[1].all("video"))


def test_a_clip_that_was_replaced_before_is_taken_away_with_its_successor(
    survey: Opened, desk: Desk, site: Site, sample: Sample
) -> None:
    for name in ("phone.mp4", "silent.mp4"):
        desk.give("bfi", "question.change", "sign", sample(name), captions=CAPTIONS)
        prepare(site)
        survey.publish()
    assert len(site.read(select(Media.id))) == 2
    desk.take_away("bfi", "question.change", "sign")
    assert site.read(select(Media.id)) == [] and not files(site)


def test_what_is_taken_away_leaves_every_page_at_once(survey: Opened, desk: Desk, site: Site, sample: Sample) -> None:
    desk.give("bfi", "question.change", "sign", sample("phone.mp4"), captions=CAPTIONS)
    prepare(site)
    survey.publish()
    reader, asked = survey.begin(Page(site), "bfi")
    address = asked.one("video").get("src", "")
    assert files(site) and reader.client.get(address, buffered=True).status_code == 200
    desk.take_away("bfi", "question.change", "sign")
    assert desk.states("bfi", "question.change") == "missing, missing"
    assert not list(reader.get(asked.path).all("video"))
    assert reader.client.get(address).status_code == 404
    assert not files(site) and site.read(select(Media.id)) == []
    entries = site.read(select(AuditEntry).where(AuditEntry.action == "rendition.removed"))
    assert [(entry.object_id, entry.facts) for entry in entries] == [
        (survey.activity.id, {"language": "bfi", "form": "sign"})
    ]


def test_only_what_is_there_can_be_taken_away(desk: Desk, sample: Sample) -> None:
    assert desk.offered("rmc", "question.change") == []
    desk.give("rmc", "question.change", "text", words="So?")
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    assert desk.offered("rmc", "question.change") == ["sound"], "also while it is being prepared"
    for form in ("text", "sign", "picture"):
        desk.give("rmc", "question.change", form, status=404, do="away")
    desk.take_away("rmc", "question.change", "sound")
    assert desk.states("rmc", "question.change") == "translated, missing, missing"


def test_what_became_stale_can_be_taken_away(survey: Opened, desk: Desk, site: Site, sample: Sample) -> None:
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    survey.change(
        definition=survey.activity.definition
        | {
            "questions": [
                {**question, "text": "What, would you change?"} for question in survey.activity.definition["questions"]
            ]
        }
    )
    assert "out of date" in desk.states("rmc", "question.change")
    desk.take_away("rmc", "question.change", "sound")
    assert site.read(select(Rendition.id)) == []


def test_a_projects_sound_leaves_although_it_is_held(
    survey: Opened, project_desk: Desk, site: Site, sample: Sample
) -> None:
    project_desk.give("rmc", "project.area", "sound", sample("voice.ogg"))
    prepare(site)
    assert spoken(Page(site).get("/rmc/")) == ["Šunen: Harbour ward"]
    project_desk.take_away("rmc", "project.area", "sound")
    assert spoken(Page(site).get("/rmc/")) == []


def test_a_sound_of_the_site_leaves_its_pages_and_every_activity(
    survey: Opened, site_desk: Desk, site: Site, sample: Sample
) -> None:
    for key in ("interface.help", "interface.continue"):
        site_desk.give("rmc", key, "sound", sample("voice.ogg"))
    prepare(site)
    survey.publish()
    reader, asked = survey.begin(Page(site), "rmc")
    assert spoken(asked) == ["Šunen: Dureder"] and len(spoken(reader.get("/rmc/help"))) == 1
    for key in ("interface.help", "interface.continue"):
        site_desk.take_away("rmc", key, "sound")
    assert spoken(reader.get(asked.path)) == spoken(reader.get("/rmc/help")) == []
    assert site.read(select(AuditEntry.object_id).where(AuditEntry.action == "rendition.removed")) == ["site", "site"]
