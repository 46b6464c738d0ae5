"""While a clip or a sound is looked at, nobody else has to wait; what changes meanwhile is not trodden on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from engage.content.models import Rendition
from engage.media import ffmpeg, sweeping
from engage.media.models import Media
from engage.media.storage import FolderStorage
from engage.translation import manage_views
from tests.factories.translation import Desk
from tests.support.site import Site, lock_is_held

pytestmark = pytest.mark.one_database
Sample = Callable[[str], Path]


def before(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, first: Callable[[], None]) -> None:
    """Let this happen at the beginning of each call."""
    really = getattr(owner, name)

    def call(*given: Any, **named: Any) -> Any:
        first()
        return really(*given, **named)

    monkeypatch.setattr(owner, name, call)


def test_others_can_write_while_a_clip_is_looked_at_and_stored(
    desk: Desk, site: Site, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    for owner, name in ((ffmpeg, "convert"), (FolderStorage, "put")):
        before(monkeypatch, owner, name, lambda: held.append(lock_is_held(site)))
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    assert held == [False, False]


def test_what_was_taken_away_meanwhile_is_given_anew(
    desk: Desk, site: Site, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))

    def take_away() -> None:
        with site.engine.begin() as other:
            other.execute(delete(Rendition))

    before(monkeypatch, ffmpeg, "convert", take_away)
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    (row,) = site.read(select(Rendition))
    assert row.media_id in site.read(select(Media.id))


def test_a_program_that_stops_between_the_halves_leaves_a_file_for_the_sweep(
    desk: Desk, site: Site, sample: Sample, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise SystemExit

    clock.now = datetime.now(UTC)  # files are as old as the machine says
    monkeypatch.setattr(manage_views, "keep_for_pages", stop)
    with pytest.raises(SystemExit):
        desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    assert site.read(select(Media)) == [] and site.read(select(Rendition)) == []
    for hours, removed in ((19, 0), (21, 1)):
        clock.now = datetime.now(UTC) + timedelta(hours=hours)
        with site.writing():
            assert sweeping.remove_orphaned_files() == removed
