"""Renditions: a unit in one language and one form."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import day, digest, flag, identifier, text, word
from engage.extensions import db

SITE = "site"
"""The scope of the site's own words; any other scope is the id of a project or an activity."""


class Rendition(db.Model):
    """Words, a clip, a sound or a picture for one unit in one language."""

    __tablename__ = "renditions"
    __table_args__ = (
        UniqueConstraint("scope", "unit_key", "language", "form"),
        CheckConstraint("form IN ('text', 'sign', 'sound', 'picture')", name="known_form"),
        CheckConstraint("(form = 'text') = (media_id IS NULL)", name="text_or_media"),
        CheckConstraint(
            "state IN ('computer draft', 'translated', 'second translation', 'reviewed', 'adjudicated', 'pretested')",
            name="known_state",
        ),
        Index("ix_renditions_awaited", "media_id", sqlite_where=sql("awaited = 1"), postgresql_where=sql("awaited")),
    )

    id: Mapped[identifier]
    scope: Mapped[word]
    unit_key: Mapped[text]
    language: Mapped[word]
    form: Mapped[word]
    source_hash: Mapped[digest]
    """The hash of the unit that it renders: the meaning lock."""
    words: Mapped[text]
    """The text itself; empty for a clip, a sound or a picture."""
    media_id: Mapped[str | None] = mapped_column(ForeignKey("media.id"))
    state: Mapped[word]
    maker: Mapped[text]
    """Who made it, or that a computer did."""
    checker: Mapped[text]
    """Who looked at it after that; empty until somebody has."""
    changed_on: Mapped[day]
    awaited: Mapped[flag]
    """Its file was still being prepared when it was published: it joins the sets by itself once that is ready."""
