"""Nominations as they were sent, and the assets that a moderator made of them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import IN_NO_ORDER, flag, identifier, private_text, text, word
from engage.extensions import db
from engage.nominations.categories import CATEGORIES

AGREEING = ", ".join(f"'{category.key}'" for category in CATEGORIES if category.asks_permission)


class Nomination(db.Model):
    """Where one submission stands with the moderators; what it says stays in the submission."""

    __tablename__ = "nominations"
    __table_args__ = (
        UniqueConstraint("root_id"),
        CheckConstraint("state IN ('waiting', 'accepted', 'declined', 'withdrawn')", name="known_state"),
        CheckConstraint("(state = 'declined') = (reason <> '')", name="declined_has_reason"),
        CheckConstraint("shown BETWEEN 0 AND revision", name="shown_was_sent"),
        Index("ix_nominations_queue", "activity_id", "state"),
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


class Asset(db.Model):
    """One entry of the public list. It holds only what a moderator accepted."""

    __tablename__ = "assets"
    __table_args__ = (
        UniqueConstraint("nomination_id"),
        CheckConstraint(
            f"NOT published OR permission_on IS NOT NULL OR kind NOT IN ({AGREEING})", name="person_has_agreed"
        ),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_pin"),
        CheckConstraint(f"latitude IS NULL OR kind NOT IN ({AGREEING})", name="no_pin_on_a_person"),
        Index("ix_assets_list", "activity_id", "published"),
    )

    id: Mapped[identifier]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    nomination_id: Mapped[str | None] = mapped_column(ForeignKey("nominations.id"))
    """Nothing for one that staff made, or merged from several."""
    revision: Mapped[int]
    """The revision of the nomination that the words come from; 0 without a nomination."""
    name: Mapped[text]
    kind: Mapped[word]
    """The key of a category."""
    place_key: Mapped[word]
    """The key of a place on the questionnaire's list; empty for none."""
    place: Mapped[text]
    """Where it is, in words."""
    latitude: Mapped[float | None]
    """Degrees, to three decimals: about a hundred metres."""
    longitude: Mapped[float | None]
    description: Mapped[text]
    permission_on: Mapped[date | None]
    """The day on which a moderator recorded that the person has agreed to be shown."""
    published: Mapped[flag]

    @property
    def pin(self) -> list[float] | None:
        """Both together, or nothing."""
        return None if self.latitude is None or self.longitude is None else [self.latitude, self.longitude]
