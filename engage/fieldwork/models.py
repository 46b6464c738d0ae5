"""Gatherings. No names, and no list of who came."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import day, digest, identifier, plain_list, text, word
from engage.extensions import db


class Gathering(db.Model):
    """One session with residents, run by a researcher."""

    __tablename__ = "gatherings"
    __table_args__ = (
        UniqueConstraint("code_mac"),
        CheckConstraint("head_count IS NULL OR head_count BETWEEN 0 AND 5000", name="head_count_in_reason"),
        CheckConstraint("state IN ('open', 'closed')", name="known_state"),
        Index("ix_gatherings_project", "project_id", "held_on"),
    )

    id: Mapped[identifier]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    code_mac: Mapped[digest]
    """The keyed hash of the code; the code itself is made from the id again whenever it is shown."""
    kind_of_place: Mapped[word]
    area: Mapped[text]
    """For a home the area only, never the address."""
    held_on: Mapped[day]
    languages: Mapped[plain_list]
    interpreter: Mapped[bool]
    head_count: Mapped[int | None]
    """How many people were there, once somebody has counted."""
    researcher_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    state: Mapped[word]
