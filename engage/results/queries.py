"""Reads of publications."""

from collections.abc import Collection

from sqlalchemy import func, select

from engage.extensions import db
from engage.results.models import Publication


def newest_publication(activity_id: str) -> Publication | None:
    """What was published last, or None."""
    return db.session.scalar(
        select(Publication).where(Publication.activity_id == activity_id).order_by(Publication.number.desc()).limit(1)
    )


def newest_publications(activity_ids: Collection[str]) -> dict[str, Publication]:
    """{activity id: what was published of it last}, in one read."""
    last = (
        select(Publication.activity_id, func.max(Publication.number).label("number"))
        .where(Publication.activity_id.in_(activity_ids))
        .group_by(Publication.activity_id)
        .subquery()
    )
    newest = (Publication.activity_id == last.c.activity_id) & (Publication.number == last.c.number)
    return {one.activity_id: one for one in db.session.scalars(select(Publication).join(last, newest))}
