"""Clips, sounds and pictures that pages show, and the recordings that residents give."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import IN_NO_ORDER, Moment, day, flag, identifier, text, word
from engage.extensions import db

STATES = ("waiting", "ready", "refused")
"""A video waits until the worker has made it fit for phones. A refused one has a reason and no file."""


class Media(db.Model):
    """One file, or what became of it. Which answer or rendition uses it is written there, not here."""

    __tablename__ = "media"
    __table_args__ = (
        CheckConstraint("purpose IN ('clip', 'sound', 'picture', 'recording')", name="known_purpose"),
        CheckConstraint("state IN ('waiting', 'ready', 'refused')", name="known_state"),
        CheckConstraint("kind IN ('voice', 'photo', 'video')", name="known_kind"),
        CheckConstraint("(state = 'refused') = (reason <> '')", name="refused_has_reason"),
        CheckConstraint("(state = 'refused') = (storage_name = '')", name="refused_has_no_file"),
        CheckConstraint("attached = (expires_at IS NULL)", name="attached_or_expires"),
        CheckConstraint("attached OR purpose = 'recording'", name="only_recordings_expire"),
        Index("ix_media_state", "state", "leased_until"),
        Index("ix_media_expires_at", "expires_at"),
        Index("ix_media_project_id", "project_id"),
        IN_NO_ORDER,
    )

    id: Mapped[identifier]
    project_id: Mapped[str | None] = mapped_column(ForeignKey("projects.id"))
    """Nothing for what belongs to the whole site."""
    purpose: Mapped[word]
    state: Mapped[word]
    kind: Mapped[word]
    media_type: Mapped[word]
    bytes: Mapped[int]
    seconds: Mapped[int]
    """Whole seconds, at least 1; 0 for a picture."""
    storage_name: Mapped[text]
    poster_name: Mapped[text]
    """The file of the still frame; empty for all but videos."""
    captions: Mapped[text]
    """WebVTT; empty where there are none."""
    transcript: Mapped[text]
    """The words of a clip or a sound, in plain text."""
    placeholder: Mapped[flag]
    """Stands in for a film or a voice that is still to be made."""
    reason: Mapped[word]
    """Why it was refused: a key of the messages. Empty otherwise."""
    kept_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    """Who uploaded it; nobody for a resident's recording and for what ships with the site."""
    kept_on: Mapped[day]
    attached: Mapped[flag]
    """False for a recording whose answer has not been sent yet."""
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    """When a recording that is not attached is removed. Nothing says at what time an answer was given."""
    lease: Mapped[word]
    """Random, of the worker that encodes it now; empty otherwise."""
    leased_until: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int]
    """How often a worker began to encode it."""
