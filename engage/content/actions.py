"""Writes of renditions."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, delete, select, tuple_, update

from engage.content.models import SITE, Rendition
from engage.content.queries import media_in_use, unprepared_renditions
from engage.content.units import CHECKED_STATES, Unit, state_once_kept
from engage.core import clock
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.media import actions as media


def put_rendition(
    *,
    scope: str,
    unit: Unit,
    language: str,
    form: str,
    words: str = "",
    media_id: str | None = None,
    state: str = "computer draft",
    maker: str = "",
    existing: Rendition | None = None,
) -> Rendition:
    """Keep a rendition of a unit as it is worded now, in place of the one before (`existing`)."""
    rendition = existing or Rendition(id=new_id(), scope=scope, unit_key=unit.key, language=language, form=form)
    rendition.source_hash = unit.hash
    rendition.words = words
    rendition.media_id = media_id
    rendition.state = state
    rendition.maker = maker
    rendition.checker = ""
    rendition.changed_on = clock.today()
    rendition.awaited = False
    db.session.add(rendition)
    return rendition


def mend_rendition(rendition: Rendition, maker: str) -> None:
    """Words beside its film or its sound were mended: it waits for a check again.

    It still renders the wording that it was made for: a film that is stale stays stale.
    """
    rendition.state = "translated"
    rendition.maker = maker
    rendition.checker = ""
    rendition.changed_on = clock.today()


def keep_for_new_wording(rendition: Rendition, unit: Unit, person: str) -> None:
    """Let a rendition stand for its unit as it is worded now, because this person says that it is still right."""
    state = state_once_kept(rendition.state, rendition.maker, person)
    rendition.checker = person if state in CHECKED_STATES else ""
    rendition.state = state
    rendition.source_hash = unit.hash
    rendition.changed_on = clock.today()


def mark_checked(renditions: Collection[Rendition], checker: str) -> None:
    """Note that this person has looked at these as they are now."""
    ids = [row.id for row in renditions]
    db.session.execute(update(Rendition).where(Rendition.id.in_(ids)).values(state="reviewed", checker=checker))


def await_files(scope: str, units: Iterable[Unit], languages: Collection[str]) -> None:
    """Mark what is published now although its file is still being prepared: of this scope, and of the site."""
    hashes = {unit.key: unit.hash for unit in units}
    for row in unprepared_renditions((scope, SITE), languages):
        row.awaited = hashes.get(row.unit_key) == row.source_hash


def remove_rendition(rendition: Rendition, media_ids: Collection[str]) -> None:
    """Delete a rendition, and of these media and its own each that renders nothing else."""
    going = {*media_ids, rendition.media_id or ""}
    db.session.delete(rendition)
    db.session.flush()
    media.delete(going - media_in_use(going))


def remove_renditions(scope: str) -> None:
    """Delete everything that renders something of a scope, and of its media each that renders nothing else."""
    _remove(Rendition.scope == scope)


def remove_renditions_of(units: Collection[tuple[str, str]]) -> None:
    """Delete what renders these units, each given as (scope, key), and of its media each that renders nothing else."""
    if units:
        _remove(tuple_(Rendition.scope, Rendition.unit_key).in_(units))


def _remove(which: ColumnElement[bool]) -> None:
    going = {media_id for media_id in db.session.scalars(select(Rendition.media_id).where(which)) if media_id}
    db.session.execute(delete(Rendition).where(which))
    media.delete(going - media_in_use(going))
