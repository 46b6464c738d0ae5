"""Reads of renditions."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from engage.content.models import SITE, Rendition
from engage.content.units import Coverage, Unit, coverage
from engage.extensions import db
from engage.media.models import Media
from engage.media.queries import clip_facts


def renditions_of(scope: str) -> list[Rendition]:
    """Every rendition of an activity, a project or the site, in a fixed order."""
    return list(
        db.session.scalars(
            select(Rendition)
            .where(Rendition.scope == scope)
            .order_by(Rendition.language, Rendition.unit_key, Rendition.form)
        )
    )


def current_renditions(scope: str, units: Iterable[Unit], language: str) -> dict[str, dict[str, Any]]:
    """What the meaning lock lets through for a language, of this scope before the site: as frozen into a set."""
    return current_by_language(scope, units, (language,))[language]


def current_by_language(
    scope: str, units: Iterable[Unit], languages: Collection[str]
) -> dict[str, dict[str, dict[str, Any]]]:
    """{language: its `current_renditions`} for several languages at once."""
    hashes = {unit.key: unit.hash for unit in units}
    rows = db.session.scalars(
        select(Rendition)
        .where(Rendition.scope.in_((scope, SITE)), Rendition.language.in_(languages))
        .order_by(Rendition.scope != SITE, Rendition.unit_key, Rendition.form)
    ).all()
    fresh = [row for row in rows if hashes.get(row.unit_key) == row.source_hash]
    clips = clip_facts([row.media_id for row in fresh if row.media_id])
    found: dict[str, dict[str, dict[str, Any]]] = {language: {} for language in languages}
    for row in fresh:
        entry = found[row.language].setdefault(row.unit_key, {})
        if row.form == "text":
            entry.update(text=row.words, state=row.state)
        elif row.media_id in clips:
            entry[row.form] = clips[row.media_id]
    return found


def said_by_language(unit: Unit, form: str) -> dict[str, dict[str, Any]]:
    """{language: the clip or sound with which the site says a unit in it}."""
    rows = db.session.scalars(
        select(Rendition).where(
            Rendition.scope == SITE,
            Rendition.unit_key == unit.key,
            Rendition.form == form,
            Rendition.source_hash == unit.hash,
        )
    ).all()
    clips = clip_facts([row.media_id for row in rows if row.media_id])
    return {row.language: clips[row.media_id] for row in rows if row.media_id in clips}


def unprepared_renditions(scopes: Collection[str], languages: Collection[str]) -> Sequence[Rendition]:
    """Those whose file waits until it is fit for phones."""
    return db.session.scalars(
        select(Rendition)
        .join(Media, Media.id == Rendition.media_id)
        .where(Media.state == "waiting", Rendition.scope.in_(scopes), Rendition.language.in_(languages))
        .order_by(Rendition.id)
    ).all()


def awaited_renditions() -> Sequence[Rendition]:
    """Those that were published while their file was being prepared, and whose file waits no more."""
    return db.session.scalars(
        select(Rendition)
        .join(Media, Media.id == Rendition.media_id)
        .where(Rendition.awaited, Media.state != "waiting")
        .order_by(Rendition.id)
    ).all()


def renditions_by_scope(unit_key: str, language: str, form: str) -> dict[str, Rendition]:
    """{scope: its rendition} of a unit that several scopes may have, such as those of the site."""
    rows = db.session.scalars(
        select(Rendition).where(Rendition.unit_key == unit_key, Rendition.language == language, Rendition.form == form)
    )
    return {row.scope: row for row in rows}


def media_in_use(ids: Collection[str]) -> frozenset[str]:
    """Which of these media render something."""
    rows = db.session.scalars(select(Rendition.media_id).where(Rendition.media_id.in_(ids)))
    return frozenset(row for row in rows if row)


Recorded = dict[tuple[str, str], tuple[str, dict[str, Any]]]
"""{(unit key, form): (the hash of what it renders, the clip or sound)}."""


def recorded_by_scope(scopes: Collection[str], language: str) -> dict[str, Recorded]:
    """{scope: its clips and sounds that are ready in a language}; the meaning lock is left to the caller."""
    rows = db.session.scalars(
        select(Rendition).where(
            Rendition.scope.in_(scopes), Rendition.language == language, Rendition.media_id.is_not(None)
        )
    ).all()
    clips = clip_facts([row.media_id for row in rows if row.media_id])
    found: dict[str, Recorded] = {scope: {} for scope in scopes}
    for row in rows:
        if row.media_id in clips:
            found[row.scope][row.unit_key, row.form] = (row.source_hash, clips[row.media_id])
    return found


def coverage_by_language(scope: str, units: Collection[Unit]) -> dict[tuple[str, str], Coverage]:
    """{(language, form): coverage} for every language and form that has any rendition of these units."""
    rendered: dict[tuple[str, str], dict[str, str]] = {}
    for row in renditions_of(scope):
        rendered.setdefault((row.language, row.form), {})[row.unit_key] = row.source_hash
    return {key: coverage(units, hashes) for key, hashes in rendered.items()}
