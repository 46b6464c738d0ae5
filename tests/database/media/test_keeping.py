"""Keeping, attaching and deleting: a row and its file come and go together, whatever happens in between."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engage.core.errors import NotFound, Rejected
from engage.core.identifiers import new_id
from engage.media import actions, queries, storage
from engage.media.actions import Shipped
from engage.media.captions import BadCaptions
from engage.media.models import Media
from engage.media.storage import current_storage
from engage.projects.models import Project
from tests.factories.media import make_media, photo
from tests.factories.projects import make_project
from tests.support.site import Site

WORDS = "WEBVTT\n\n00:00.000 --> 00:02.000\nHow are you?\n"


@pytest.fixture
def project(save: Callable[..., Any]) -> Project:
    return save(make_project())


def stored(site: Site) -> list[str]:
    """The names of all files in the storage."""
    kept = site.app.extensions["engage.storage"]
    return list(kept.older_than(datetime.now(UTC) + timedelta(minutes=1)))


def test_a_recording_is_kept_loose_and_private(site: Site, project: Project, clock: Any) -> None:
    with site.writing():
        media = actions.keep_recording(io.BytesIO(photo()), project_id=project.id)
        assert (media.kind, media.media_type, media.state, media.seconds) == ("photo", "image/jpeg", "ready", 0)
        assert (media.purpose, media.attached, media.kept_by) == ("recording", False, None)
        assert media.expires_at == clock.now + actions.LOOSE_FOR
        with current_storage().open(media.storage_name) as file:
            assert len(file.read()) == media.bytes
        with pytest.raises(NotFound):
            queries.shown_to_everyone(media.id)
        assert queries.clip_facts([media.id]) == {}


def test_a_refused_upload_leaves_no_row_and_no_file(site: Site, project: Project) -> None:
    with site.writing(), pytest.raises(Rejected):
        actions.keep_recording(io.BytesIO(b"<svg/>"), project_id=project.id)
    assert site.read(select(Media)) == [] and stored(site) == []


def test_a_kind_that_was_not_asked_for_is_refused(site: Site, project: Project) -> None:
    with site.writing(), pytest.raises(Rejected):
        actions.keep_recording(io.BytesIO(photo()), project_id=project.id, kinds={"voice"})


def test_sending_attaches_a_recording_and_forgets_the_time(site: Site, project: Project, clock: Any) -> None:
    with site.writing():
        first, second = (actions.keep_recording(io.BytesIO(photo()), project_id=project.id) for _ in range(2))
        ids = (first.id, second.id)
    with site.writing():
        assert actions.attach([ids[0], "0" * 32]) == {ids[0]}
        assert actions.attach([ids[0]]) == {ids[0]}, "sending again changes nothing"
        assert actions.attach([]) == frozenset()
    rows = {row.id: row for row in site.read(select(Media))}
    assert (rows[ids[0]].attached, rows[ids[0]].expires_at) == (True, None)
    assert rows[ids[1]].expires_at == clock.now + actions.LOOSE_FOR


def test_what_was_replaced_is_let_go_unless_it_was_sent(site: Site, project: Project) -> None:
    with site.writing():
        ids = [actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id for _ in range(3)]
        actions.attach(ids[:1])
    with site.writing():
        actions.let_go([])
        actions.let_go(ids[:2])
    assert {row.id for row in site.read(select(Media))} == {ids[0], ids[2]}
    assert len(stored(site)) == 2


def test_only_recordings_are_attached(site: Site, save: Callable[..., Any]) -> None:
    clip = save(make_media())
    with site.writing():
        assert actions.attach([clip.id]) == frozenset()


def test_a_deleted_file_goes_when_its_row_has_gone_and_not_before(site: Site, project: Project) -> None:
    with site.writing():
        media_id = actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id
    with site.writing() as session:
        actions.delete([media_id])
        assert len(stored(site)) == 1, "not yet committed"
        session.rollback()
    assert len(stored(site)) == 1 and len(site.read(select(Media))) == 1
    with site.writing():
        actions.delete([media_id, "0" * 32])
        actions.delete([])
    assert stored(site) == [] and site.read(select(Media)) == []


def test_what_was_undone_is_not_removed_by_the_next_commit(site: Site, project: Project) -> None:
    with site.writing() as session:
        media_id = actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id
        session.commit()
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            actions.delete([media_id])
            _ = 1 / 0
        session.commit()
    assert len(stored(site)) == 1 and len(site.read(select(Media))) == 1


def test_a_step_that_succeeds_removes_nothing_before_the_whole_does(site: Site, project: Project) -> None:
    with site.writing() as session:
        media_id = actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id
        session.commit()
        with session.begin_nested():
            actions.delete([media_id])
        session.rollback()
    assert len(stored(site)) == 1 and len(site.read(select(Media))) == 1


def test_a_disk_that_cannot_delete_does_not_break_the_commit(
    site: Site, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site.writing():
        media_id = actions.keep_recording(io.BytesIO(photo()), project_id=project.id).id

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken, site.writing():
        broken.setattr(storage.FolderStorage, "delete", fail)
        actions.delete([media_id])
    assert site.read(select(Media)) == [] and len(stored(site)) == 1, "left to the sweep"


def test_a_picture_for_pages_is_ready_at_once(site: Site, project: Project) -> None:
    with site.writing():
        whole = actions.store_for_pages("picture", io.BytesIO(photo()))
        picture = actions.keep_for_pages(whole, project_id=project.id, kept_by=None)
        assert queries.clip_facts([picture.id, "0" * 32])[picture.id] == {
            "url": f"/media/{picture.id}.jpg",
            "bytes": picture.bytes,
            "seconds": 0,
            "poster": "",
            "captions": "",
            "transcript": "",
            "placeholder": False,
        }


@pytest.mark.parametrize(("purpose", "name"), [("clip", "phone.mp4"), ("sound", "voice.ogg"), ("sound", "phone.mp4")])
def test_a_clip_waits_for_the_worker(
    site: Site, project: Project, sample: Callable[[str], Path], purpose: str, name: str
) -> None:
    upload = io.BytesIO(sample(name).read_bytes())
    with site.writing():
        whole = actions.store_for_pages(purpose, upload, captions=WORDS, transcript=" How are you? ")
        media = actions.keep_for_pages(whole, project_id=project.id, kept_by=None)
        assert media.state == "waiting" and queries.clip_facts([media.id]) == {}
        assert media.captions.startswith("WEBVTT\n\n00:00:00.000 -->")
        assert media.transcript == "How are you?"


@pytest.mark.parametrize(("purpose", "name"), [("clip", "voice.ogg"), ("picture", "phone.mp4")])
def test_a_file_of_another_kind_is_refused(site: Site, sample: Callable[[str], Path], purpose: str, name: str) -> None:
    upload = io.BytesIO(sample(name).read_bytes())
    with site.writing(), pytest.raises(Rejected):
        actions.store_for_pages(purpose, upload)


SHIPPED = Shipped("clip", b"a film", "video/mp4", 3, b"a still", WORDS, "How are you?")


def test_what_ships_with_the_site_needs_no_ffmpeg(
    site: Site, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with site.writing():
        media = actions.keep_shipped(SHIPPED, project_id=project.id, placeholder=True)
        facts = queries.clip_facts([media.id])[media.id]
        assert facts["placeholder"] and facts["poster"] == f"/media/{media.id}.webp"
        assert facts["captions"] == f"/media/{media.id}.vtt" and facts["transcript"] == "How are you?"
    assert len(stored(site)) == 2


def test_captions_are_checked_when_they_are_put(site: Site, project: Project) -> None:
    with site.writing():
        media = actions.keep_shipped(SHIPPED, project_id=project.id, placeholder=True)
        with pytest.raises(BadCaptions):
            actions.set_words(media, captions=WORDS.replace("00:02", "00:05"), transcript="")
        actions.set_words(media, captions="", transcript=" Other words ")
        assert (media.captions, media.transcript) == ("", "Other words")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("known_purpose", {"purpose": "other"}),
        ("known_state", {"state": "other"}),
        ("known_kind", {"kind": "other"}),
        ("refused_has_reason", {"reason": "file-broken"}),
        ("refused_has_no_file", {"state": "refused", "reason": "file-broken"}),
        ("refused_has_no_file", {"storage_name": ""}),
        ("attached_or_expires", {"purpose": "recording", "attached": False}),
        ("attached_or_expires", {"purpose": "recording", "expires_at": datetime(2026, 1, 1, tzinfo=UTC)}),
        ("only_recordings_expire", {"attached": False, "expires_at": datetime(2026, 1, 1, tzinfo=UTC)}),
    ],
)
def test_the_database_refuses_what_makes_no_sense(session: Session, name: str, fields: dict[str, Any]) -> None:
    session.add(make_media(**fields))
    with pytest.raises(IntegrityError, match=name):
        session.flush()


def test_rows_are_read_in_one_statement_and_in_order(site: Site, save: Callable[..., Any]) -> None:
    rows = [make_media(id=new_id()) for _ in range(5)]
    save(*rows)
    with site.app.app_context():
        site.statements.clear()
        found = queries.media_by_ids([row.id for row in rows])
        assert [row.id for row in found] == sorted(row.id for row in rows)
        assert len([sent for sent in site.statements if sent.startswith("SELECT")]) == 1
        assert queries.media_by_ids([]) == []
