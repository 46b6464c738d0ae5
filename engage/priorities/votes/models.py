"""Three tables with nothing to join them: who was let in, what is in the box, and who holds a receipt.

No ballot carries a code, a time or a number. Ballots are sealed before they come here, because the history that a
database keeps of its own changes would tell which ballot came with which code. docs/decisions/0006-secret-ballots.md
"""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import IN_NO_ORDER, PlainJson, digest, identifier, word
from engage.extensions import db
from engage.priorities.votes.paper import SEALED_BYTES

SEALED, COUNTED, PUBLISHED, SHREDDED = "sealed", "counted", "published", "shredded"


class VoteBox(db.Model):
    """A vote's box: its keys, how many ballots were let in, and what they came to.

    It takes ballots while it is sealed (and its activity is open), then it is counted, published and shredded, in this
    order and never back.
    """

    __tablename__ = "vote_boxes"
    __table_args__ = (
        CheckConstraint("state IN ('sealed', 'counted', 'published', 'shredded')", name="known_state"),
        CheckConstraint(
            "(state = 'sealed') = (counted_on IS NULL)"
            " AND (state IN ('sealed', 'counted')) = (published_on IS NULL)"
            " AND (state = 'shredded') = (wrapped_private_key IS NULL)",
            name="steps_in_order",
        ),
        CheckConstraint("ballots_cast >= 0", name="no_less_than_none"),
    )

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    state: Mapped[word]
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped_private_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed with a key that is kept outside the database and its backups; gone once shredded."""
    ballots_cast: Mapped[int]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(PlainJson)
    """A result.VoteResult, from the count on."""
    counted_on: Mapped[date | None] = mapped_column(Date)
    published_on: Mapped[date | None] = mapped_column(Date)


class BallotCode(db.Model):
    """A single-use code, of which only an HMAC is kept, and whether it was used or voided. It names no ballot."""

    __tablename__ = "ballot_codes"
    __table_args__ = (
        UniqueConstraint("mac"),
        CheckConstraint("used IN (0, 1)", name="used_or_not"),
        CheckConstraint("voided IN (0, 1) AND used + voided < 2", name="voided_unused"),
        Index("ix_ballot_codes_activity", "activity_id", "batch", "used", "voided"),
        IN_NO_ORDER,
    )

    id: Mapped[identifier]
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    mac: Mapped[digest]
    batch: Mapped[int]
    """Which sheet of slips it was printed on, counted from 1."""
    used: Mapped[int]
    voided: Mapped[int]
    """Whether its sheet was lost, misprinted or stolen before the code was used: it lets nobody in."""


class Ballot(db.Model):
    """A sealed ballot. Rows stand in the order of their random ids, so that none tells when it came."""

    __tablename__ = "ballots"
    __table_args__ = (
        CheckConstraint(f"length(sealed) = {SEALED_BYTES}", name="one_length"),
        IN_NO_ORDER,
    )

    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class BallotReceipt(db.Model):
    """Proves that a ballot is in the box, and tells a ballot that is sent twice. It names no ballot and no code."""

    __tablename__ = "ballot_receipts"
    __table_args__ = (IN_NO_ORDER,)

    receipt: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The hash of the code that the person keeps."""
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
