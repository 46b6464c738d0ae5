"""Editions, drafts, submissions and what becomes of them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import IN_NO_ORDER, day, digest, identifier, moment, plain_json, private_json, word
from engage.extensions import db


class Wording(db.Model):
    """A definition frozen by publishing (or by a preview). Its id is the SHA-256 of its content."""

    __tablename__ = "wordings"

    id: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    definition: Mapped[plain_json]
    published: Mapped[bool]
    created_on: Mapped[day]


class RenditionSet(db.Model):
    """The renditions of one wording in one language, frozen. Its id is the SHA-256 of its content."""

    __tablename__ = "rendition_sets"
    __table_args__ = (Index("ix_rendition_sets_wording", "wording_id", "language"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    wording_id: Mapped[str] = mapped_column(ForeignKey("wordings.id"))
    language: Mapped[word]
    content: Mapped[plain_json]
    created_on: Mapped[day]


class Draft(db.Model):
    """Answers on their way, saved at every Continue. Its id is the id of the submission it will become."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index("ix_drafts_receipt", "receipt"),
        Index("ix_drafts_expires", "expires_at"),
        IN_NO_ORDER,
    )

    id: Mapped[identifier]
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    wording_id: Mapped[str] = mapped_column(ForeignKey("wordings.id"))
    answers: Mapped[private_json]
    """{question key: answer} that passed their checks."""
    typed: Mapped[private_json]
    """{page key: {field name: [values]}} as typed, where the person left the page before it passed."""
    consents: Mapped[plain_json]
    """{"given": {key: bool}, "wording": id, "set": id, "language": code, "day": ISO day}."""
    follows: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    """The revision that it changes, if it is a change."""
    gathering_id: Mapped[word | None]
    assistance: Mapped[word]
    """How it is being filled in: `self`, `read`, `tapped`, `interpreter`, or `unknown`."""
    preview: Mapped[bool]
    receipt: Mapped[digest]
    """The hash of the code that opens it on another phone."""
    expires_at: Mapped[moment]


class Submission(db.Model):
    """What a person sent: one row for each revision. Nothing is ever overwritten; withdrawal empties it."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("root_id", "revision"),
        CheckConstraint("(revision = 1) = (follows IS NULL)", name="later_revision_follows"),
        CheckConstraint("state IN ('kept', 'withdrawn')", name="known_state"),
        CheckConstraint("assistance IN ('self', 'read', 'tapped', 'interpreter', 'unknown')", name="known_assistance"),
        Index("ix_submissions_activity", "activity_id", "root_id", "revision"),
        Index("ix_submissions_receipt", "receipt"),
        IN_NO_ORDER,
    )

    id: Mapped[identifier]
    root_id: Mapped[word]
    """The id of the first revision; its own id for the first."""
    revision: Mapped[int]
    follows: Mapped[str | None] = mapped_column(ForeignKey("submissions.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    wording_id: Mapped[str] = mapped_column(ForeignKey("wordings.id"))
    set_id: Mapped[digest | None]
    language: Mapped[word]
    answers: Mapped[private_json]
    consents: Mapped[plain_json]
    body_mac: Mapped[digest]
    """HMAC of the body under a key of this submission: tells a repeat from a conflict without revealing either."""
    receipt: Mapped[digest | None]
    """The hash of the receipt's code, on the first revision."""
    gathering_id: Mapped[word | None]
    assistance: Mapped[word]
    state: Mapped[word]
    demonstration: Mapped[bool]
    sent_on: Mapped[day]
    withdrawn_on: Mapped[date | None]


class Conflict(db.Model):
    """A body that came with the id of a submission but is not the same: kept for a person to look at."""

    __tablename__ = "conflicts"
    __table_args__ = (UniqueConstraint("submission_id", "body_mac"), IN_NO_ORDER)

    id: Mapped[identifier]
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    answers: Mapped[private_json]
    consents: Mapped[plain_json]
    """As a submission keeps them; nothing for what came before they were kept here."""
    body_mac: Mapped[digest]
    arrived_on: Mapped[day]
