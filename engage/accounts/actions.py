"""Writes: people, roles, links, sessions, passwords. None commits.

What is done to an account leaves an entry in the log here. Signing in and out and using a link are logged by their
views, which know who that is.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from engage.accounts import audit, queries
from engage.accounts.members import StaffMember, may_open_account
from engage.accounts.models import SignInLink, Staff, StaffRole, StaffSession
from engage.core import clock
from engage.core.columns import insert_once
from engage.core.errors import Conflict, NotAllowed, Rejected
from engage.core.identifiers import content_hash, new_id
from engage.core.roles import Role
from engage.extensions import db

INVITATION = timedelta(days=3)
SHORT_LINK = timedelta(minutes=15)


def add_person(email: str, role: Role, project_id: str | None) -> str:
    """Give a person a role, making the account if there is none; the person's identifier.

    Raises Conflict("has-role") if they already have one there, Rejected("role-place") for a role in the wrong place.
    """
    if (role is Role.ADMINISTRATOR) is not (project_id is None):
        raise Rejected("role-place")
    insert_once(db.session(), Staff, id=new_id(), email=email, session_epoch=1, created_at=clock.now())
    staff_id = db.session.scalars(select(Staff.id).where(Staff.email == email)).one()
    if not insert_once(db.session(), StaffRole, id=new_id(), staff_id=staff_id, project_id=project_id, role=role):
        raise Conflict("has-role")
    audit.record("staff.added", project_id=project_id, object_id=staff_id, role=role.value)
    return staff_id


def change_role(staff_id: str, project_id: str | None, role: Role | None) -> None:
    """Give a person another role in a project, or none. It counts at once: roles are read for every request.

    Without a project it is the role of administrator, which can only be taken away; then their sessions and links end.
    A lead must not be able to sign out an administrator by changing their role in a project of the lead's.
    """
    where = (StaffRole.staff_id == staff_id, StaffRole.project_id == project_id)
    before = db.session.scalar(select(StaffRole.role).where(*where))
    if before is None or role is Role.ADMINISTRATOR or (project_id is None and role is not None):
        raise Rejected("role-place")
    if role is None:
        db.session.execute(delete(StaffRole).where(*where))
        audit.record("staff.role-removed", project_id=project_id, object_id=staff_id, role=before)
    else:
        db.session.execute(update(StaffRole).where(*where).values(role=role))
        audit.record("staff.role-changed", project_id=project_id, object_id=staff_id, role=role.value)
    if project_id is None:
        _change_staff(staff_id, session_epoch=Staff.session_epoch + 1)


def disable(staff_id: str) -> None:
    """End every session and link of a person at once, and let nobody sign in as them."""
    _change_staff(staff_id, disabled_at=clock.now(), session_epoch=Staff.session_epoch + 1)
    audit.record("staff.disabled", object_id=staff_id)


def enable(staff_id: str) -> None:
    """Let a disabled person sign in again; what ended stays ended."""
    _change_staff(staff_id, disabled_at=None)
    audit.record("staff.enabled", object_id=staff_id)


def make_link(staff_id: str, made_by: str | None, lifetime: timedelta) -> str:
    """The secret part of a new one-time sign-in address. Not logged by itself: see `renew_link` and `add_person`."""
    token, now = new_id(), clock.now()
    db.session.execute(delete(SignInLink).where(SignInLink.staff_id == staff_id, SignInLink.expires_at <= now))
    epoch = select(Staff.session_epoch).where(Staff.id == staff_id).scalar_subquery()
    db.session.add(
        SignInLink(
            token_hash=content_hash(token),
            staff_id=staff_id,
            made_by=made_by,
            epoch=epoch,
            expires_at=now + lifetime,
        )
    )
    db.session.flush()
    return token


def renew_link(staff_id: str, made_by: str | None, lifetime: timedelta, project_id: str | None = None) -> str:
    """Make a link for somebody who is already here, and log it."""
    token = make_link(staff_id, made_by, lifetime)
    audit.record("staff.link-made", project_id=project_id, object_id=staff_id)
    return token


@dataclass(frozen=True)
class SpentLink:
    """Whose link it was, and whether it signs in."""

    staff_id: str
    epoch: int
    opens: bool
    """Whether its maker may, now, open everything that the person can reach. If not, it only points to sign-in."""


def spend_link(token: str) -> SpentLink | None:
    """Use a one-time link up; None if it is unknown, used, too old or ended. Of many at once exactly one gets it."""
    now = clock.now()
    row = db.session.execute(
        update(SignInLink)
        .where(*queries.open_link(token, now))
        .values(used_at=now)
        .returning(SignInLink.staff_id, SignInLink.epoch, SignInLink.made_by)
    ).first()
    if row is None:
        return None
    target = queries.person(row.staff_id).member
    opens = row.made_by is None or _maker_may_open(row.made_by, target)
    return SpentLink(row.staff_id, row.epoch, opens)


def _maker_may_open(maker_id: str, target: StaffMember) -> bool:
    maker = queries.person(maker_id)
    return not maker.disabled and may_open_account(maker.member, target)


def start_session(staff_id: str, epoch: int, *, by_link: bool = False) -> str:
    """The random token of a new session. It is over at once if the person's epoch is no longer `epoch`."""
    token = new_id()
    now = clock.now()
    db.session.execute(
        delete(StaffSession).where(
            StaffSession.staff_id == staff_id, StaffSession.started_at <= now - queries.LONGEST_SESSION
        )
    )
    db.session.add(
        StaffSession(token_hash=content_hash(token), staff_id=staff_id, epoch=epoch, by_link=by_link, started_at=now)
    )
    db.session.flush()
    return token


def end_session(token: str) -> None:
    """Forget a session: a copy of its cookie opens nothing afterwards."""
    db.session.execute(delete(StaffSession).where(StaffSession.token_hash == content_hash(token)))


def set_password(member: StaffMember, password_hash: str) -> int:
    """Replace the password and end every session and link of the person; the new epoch, for a session to go on in.

    NotAllowed if something ended the session while the hash was made.
    """
    where = (Staff.id == member.id, Staff.session_epoch == member.epoch, Staff.disabled_at.is_(None))
    changed = db.session.execute(
        update(Staff).where(*where).values(password_hash=password_hash, session_epoch=member.epoch + 1)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise NotAllowed("session-ended")
    audit.record("staff.password-set", object_id=member.id)
    return member.epoch + 1


def refresh_hash(known: queries.Credentials, password_hash: str) -> None:
    """Keep the same password with today's parameters."""
    unchanged = (Staff.id == known.staff_id, Staff.password_hash == known.password_hash)
    db.session.execute(update(Staff).where(*unchanged).values(password_hash=password_hash))


def _change_staff(staff_id: str, **values: Any) -> None:
    db.session.execute(update(Staff).where(Staff.id == staff_id).values(**values))
