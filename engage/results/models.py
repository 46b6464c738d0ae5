"""Figures that were published."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import day, identifier, plain_json
from engage.extensions import db


class Publication(db.Model):
    """One publication of a survey's figures. The next one is held against it, so that no difference tells too much."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("activity_id", "number"), CheckConstraint("number > 0", name="counts_from_one"))

    id: Mapped[identifier]
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    number: Mapped[int]
    wording_id: Mapped[str] = mapped_column(ForeignKey("wordings.id"))
    figures: Mapped[plain_json]
    """{"people": number or null, "questions": {question key: published list as plain data}, "wordings": [ids]}."""
    published_on: Mapped[day]

    @property
    def wordings(self) -> list[str]:
        """The wordings that its figures are about, the newest first; the oldest publications knew only one."""
        return self.figures.get("wordings") or [self.wording_id]
