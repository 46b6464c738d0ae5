"""Ideas: where each stands with the moderators, and the words that they accepted."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import IN_NO_ORDER, identifier, private_text, text, word
from engage.extensions import db


class Idea(db.Model):
    """One submission. `name`, `place_key`, `place` and `description` hold only what a moderator accepted."""

    __tablename__ = "ideas"
    __table_args__ = (
        UniqueConstraint("root_id"),
        CheckConstraint("state IN ('waiting', 'accepted', 'declined', 'withdrawn')", name="known_state"),
        CheckConstraint("(state = 'declined') = (reason <> '')", name="declined_has_reason"),
        CheckConstraint("shown BETWEEN 0 AND revision", name="shown_was_sent"),
        Index("ix_ideas_queue", "activity_id", "state"),
        IN_NO_ORDER,
    )

    id: Mapped[identifier]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    root_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    """The first revision of what was sent."""
    state: Mapped[word]
    revision: Mapped[int]
    """The newest revision: the one that the state speaks of."""
    shown: Mapped[int]
    """The revision whose accepted words are public; 0 for none."""
    reason: Mapped[word]
    own_words: Mapped[private_text]
    """What the moderator added to the reason."""
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    decided_on: Mapped[date | None]
    accepted_revision: Mapped[int] = mapped_column(default=0)
    """The revision that the words below come from, shown or not; 0 while there are none."""
    name: Mapped[text] = mapped_column(default="")
    place_key: Mapped[word] = mapped_column(default="")
    """The key of a place on the questionnaire's list; empty for none."""
    place: Mapped[text] = mapped_column(default="")
    description: Mapped[text] = mapped_column(default="")
