"""Reads of media."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import column, select, table

from engage.core.errors import NotFound
from engage.extensions import db
from engage.media.media_types import captions_address, file_address, poster_address
from engage.media.models import Media
from engage.media.purposes import PUBLIC

PROJECTS = table("projects", column("id"), column("slug"))
"""Another room's table, by its name only."""


def media_by_ids(ids: Collection[str]) -> list[Media]:
    """The media with these identifiers that there are, in a fixed order."""
    if not ids:
        return []
    return list(db.session.scalars(select(Media).where(Media.id.in_(ids)).order_by(Media.id)))


def of_the_same_owner(ids: Collection[str], media_id: str | None) -> frozenset[str]:
    """Those of these media that belong to the same project as this one, or to the whole site as it does."""
    owner = select(Media.project_id).where(Media.id == media_id).scalar_subquery()
    same = select(Media.id).where(Media.id.in_(ids), Media.project_id.is_not_distinct_from(owner))
    return frozenset(db.session.scalars(same))


def clip_facts(ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """{id: what a page needs} for each of these that is public and ready, as it is frozen into a rendition set.

    Keys: url, bytes, seconds, poster, captions (addresses, or ""), transcript, placeholder.
    """
    return {row.id: _facts(row) for row in media_by_ids(ids) if row.purpose in PUBLIC and row.state == "ready"}


def _facts(row: Media) -> dict[str, Any]:
    return {
        "url": file_address(row.id, row.media_type),
        "bytes": row.bytes,
        "seconds": row.seconds,
        "poster": poster_address(row.id) if row.poster_name else "",
        "captions": captions_address(row.id) if row.captions else "",
        "transcript": row.transcript,
        "placeholder": row.placeholder,
    }


def shown_to_everyone(media_id: str) -> Media:
    """A clip, a sound or a picture that is ready; NotFound for all else, residents' recordings first of all."""
    row = db.session.scalar(
        select(Media).where(Media.id == media_id, Media.purpose.in_(PUBLIC), Media.state == "ready")
    )
    if row is None:
        raise NotFound()
    return row


def recording_in_project(project_slug: str, media_id: str) -> Media:
    """A resident's recording, looked up inside its project; NotFound."""
    row = db.session.scalar(
        select(Media)
        .join(PROJECTS, PROJECTS.c.id == Media.project_id)
        .where(PROJECTS.c.slug == project_slug, Media.id == media_id, Media.purpose == "recording")
        .where(Media.storage_name != "")
    )
    if row is None:
        raise NotFound()
    return row


def recording_given(media_id: str) -> Media:
    """A resident's recording, for whoever is known to hold the answer that it belongs to; NotFound."""
    row = db.session.scalar(
        select(Media).where(Media.id == media_id, Media.purpose == "recording", Media.storage_name != "")
    )
    if row is None:
        raise NotFound()
    return row


def every_file_name() -> frozenset[str]:
    """The name of each stored file that a row speaks of."""
    rows = db.session.execute(select(Media.storage_name, Media.poster_name))
    return frozenset(name for row in rows for name in row if name)
