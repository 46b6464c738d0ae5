"""Reads of publications."""

from sqlalchemy import select

from engage.extensions import db
from engage.results.models import Publication


def newest_publication(activity_id: str) -> Publication | None:
    """What was published last, or None."""
    return db.session.scalar(
        select(Publication).where(Publication.activity_id == activity_id).order_by(Publication.number.desc()).limit(1)
    )
