"""Staff, their roles, their sessions and one-time links, and the log of what they did."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, column, event
from sqlalchemy.orm import Mapped, mapped_column

from engage.core.columns import Moment, digest, flag, identifier, moment, plain_json, text, word
from engage.core.roles import Role
from engage.extensions import db

EMAIL_LENGTH = 254
_WITHOUT_PROJECT = column("project_id").is_(None)
_ONLY_ADMINISTRATORS: dict[str, Any] = {"sqlite_where": _WITHOUT_PROJECT, "postgresql_where": _WITHOUT_PROJECT}
_ROLE_LIST = ", ".join(f"'{role}'" for role in Role)


class Staff(db.Model):
    """A person who works here. Without a role, or once disabled, the account opens nothing."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[identifier]
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    """As `members.tidy_email` writes it, so that one address is one person."""
    password_hash: Mapped[text | None]
    """Nothing until the person has set a password through a one-time link."""
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    session_epoch: Mapped[int]
    """Counts up whenever every session and every link of the person must end at once."""
    created_at: Mapped[moment]


class StaffRole(db.Model):
    """A person's part: one in each project, or administrator of everything."""

    __tablename__ = "staff_roles"
    __table_args__ = (
        UniqueConstraint("staff_id", "project_id"),
        # To a unique constraint two rows without a project differ, so administrators need an index of their own.
        Index("uq_staff_roles_administrator", "staff_id", unique=True, **_ONLY_ADMINISTRATORS),
        CheckConstraint(f"role IN ({_ROLE_LIST})", name="known_role"),
        CheckConstraint("(role = 'administrator') = (project_id IS NULL)", name="administrator_has_no_project"),
    )

    id: Mapped[identifier]
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    project_id: Mapped[str | None] = mapped_column(ForeignKey("projects.id"), index=True)
    role: Mapped[word]


class StaffSession(db.Model):
    """One sign-in on one device. Signing out deletes it, so that a copied cookie opens nothing afterwards."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    epoch: Mapped[int]
    """The person's epoch at sign-in; the session is over when theirs has moved on."""
    by_link: Mapped[flag]
    started_at: Mapped[moment]


class SignInLink(db.Model):
    """A one-time address that signs a person in. Only the hash of its secret part is kept."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    """Who made it; nobody for one from the command line. It is worth what its maker may do when it is used."""
    epoch: Mapped[int]
    expires_at: Mapped[moment]
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class AuditEntry(db.Model):
    """One thing that a member of staff did. Entries are only ever added, each sealed over the one before.

    Identifiers here are not foreign keys: the log outlives what it names.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_project_id_position", "project_id", "position"),)

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    minute: Mapped[moment]
    staff_id: Mapped[str | None] = mapped_column(String(32))
    """Nobody for the command line."""
    project_id: Mapped[str | None] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[str] = mapped_column(String(64))
    facts: Mapped[plain_json]
    previous: Mapped[digest]
    seal: Mapped[digest]


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(mapper: Any, connection: Any, entry: AuditEntry) -> None:
    raise TypeError("the log of what staff did can only be added to")
