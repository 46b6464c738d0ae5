"""Projects and their activities."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core import clock
from engage.core.columns import Moment, digest, identifier, moment, plain_json, plain_list, slug, text, word
from engage.extensions import db

STATES = ("draft", "published", "open", "closed")
"""An activity is written, then its wording is frozen, then it takes answers, then it does not any more."""


class Project(db.Model):
    """A neighbourhood's programme."""

    __tablename__ = "projects"
    __table_args__ = (UniqueConstraint("slug"),)

    id: Mapped[identifier]
    slug: Mapped[slug]
    name: Mapped[text]
    """In the source language; other languages stand in `words`."""
    area: Mapped[text]
    time_zone: Mapped[word]
    languages: Mapped[plain_list]
    """Codes of the languages that people here can choose."""
    partners: Mapped[plain_list]
    """Names of the organisations that run it."""
    contact: Mapped[text]
    """How to reach a person: a place, a text number, an e-mail address."""
    words: Mapped[plain_json]
    """{language: {"name": …, "area": …, "welcome": …, "contact": …}} as residents see them."""
    demonstration: Mapped[bool]
    created_at: Mapped[moment]

    def day_of(self, moment: datetime) -> date:
        """The day that it is here at a moment."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


class Activity(db.Model):
    """One thing that residents can do: a survey, nominations, ideas or a vote."""

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("project_id", "slug"),
        CheckConstraint("state IN ('draft', 'published', 'open', 'closed')", name="known_state"),
        CheckConstraint("state = 'draft' OR wording_id IS NOT NULL", name="published_has_wording"),
    )

    id: Mapped[identifier]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    slug: Mapped[slug]
    kind: Mapped[word]
    """The key of its landing place."""
    state: Mapped[word]
    definition: Mapped[plain_json]
    """The lead's draft; residents read the edition that was published from it."""
    settings: Mapped[plain_json]
    """What the landing place needs to know, such as a vote's budget."""
    wording_id: Mapped[digest | None]
    """The wording that is open to answers now."""
    sets: Mapped[plain_json]
    """{wording id: {language: id of the rendition set shown now}}; older wordings keep theirs for late answers."""
    cover: Mapped[plain_json]
    """{language: {"title": …, "about": …, "minutes": …}} of the wording that is published, for the project's page."""
    waivers: Mapped[plain_json]
    """{language: why its renditions are served although nobody has checked them}."""
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    position: Mapped[int]
    created_at: Mapped[moment]

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.closes_at is not None and clock.now() >= self.closes_at

    @property
    def standing(self) -> str:
        """Its state as everybody meets it: an open one has closed once its last day has passed."""
        return "closed" if self.state == "open" and self.is_over else self.state
