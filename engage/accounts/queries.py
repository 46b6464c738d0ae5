"""Reads of staff and of the log. Projects are named by their table only: their slice stands above this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, column, select, table
from sqlalchemy.orm import aliased

from engage.accounts.members import ProjectPart, StaffMember
from engage.accounts.models import AuditEntry, SignInLink, Staff, StaffRole, StaffSession
from engage.core.errors import NotFound
from engage.core.identifiers import content_hash
from engage.core.roles import Role
from engage.extensions import db

projects = table("projects", column("id"), column("slug"), column("name"))
activities = table("activities", column("id"), column("slug"))
LONGEST_SESSION = timedelta(hours=12)
LOG_PAGE = 50


@dataclass(frozen=True)
class Credentials:
    """What a password is compared with."""

    staff_id: str
    password_hash: str
    epoch: int


@dataclass(frozen=True)
class ProjectName:
    """A project as far as its people are concerned."""

    id: str
    slug: str
    name: str


@dataclass(frozen=True)
class Person:
    """A member of staff in a list, with every role they hold."""

    member: StaffMember
    disabled: bool
    has_password: bool

    def role_in(self, project_id: str | None) -> Role | None:
        """Their role in one project, or of all projects when it is None."""
        if project_id is None:
            return Role.ADMINISTRATOR if self.member.administrator else None
        return next((part.role for part in self.member.projects if part.project_id == project_id), None)


@dataclass(frozen=True)
class LoggedAction:
    """An entry of the log with the addresses of the people, and the names of the places, that it speaks of."""

    entry: AuditEntry
    who: str | None
    whom: str | None
    activity: str | None
    """Its slug, as in every address."""
    project: str | None


def credentials(email: str) -> Credentials | None:
    """What to compare a password with; None where no sign-in is possible: unknown, disabled, no role, no password."""
    row = db.session.execute(
        select(Staff.id, Staff.password_hash, Staff.session_epoch).where(
            Staff.email == email,
            Staff.disabled_at.is_(None),
            Staff.password_hash.is_not(None),
            select(StaffRole.id).where(StaffRole.staff_id == Staff.id).exists(),
        )
    ).first()
    return Credentials(row[0], row[1], row[2]) if row else None


def signed_in(token: str, now: datetime) -> StaffMember | None:
    """The person of a session, with roles, in one read; None when it is over for any reason."""
    rows = db.session.execute(
        _with_roles(select(*_PERSON, StaffSession.by_link).select_from(StaffSession).join(Staff, _same_epoch())).where(
            StaffSession.token_hash == content_hash(token),
            StaffSession.started_at > now - LONGEST_SESSION,
            Staff.disabled_at.is_(None),
        )
    ).all()
    member = _member(rows, token=token, by_link=rows[0].by_link) if rows else None
    return member if member and member.has_role else None


def person(staff_id: str) -> Person:
    """One member of staff; NotFound."""
    found = _people(Staff.id == staff_id)
    if not found:
        raise NotFound()
    return found[0]


def person_by_email(email: str) -> Person | None:
    """The member of staff with this address."""
    found = _people(Staff.email == email)
    return found[0] if found else None


def person_in_project(staff_id: str, project_id: str) -> Person:
    """A member of staff who has a part in the project; NotFound for everybody else."""
    found = person(staff_id)
    if found.role_in(project_id) is None:
        raise NotFound()
    return found


def people(project_id: str | None) -> list[Person]:
    """The people of a project, or all of them, by address."""
    if project_id is None:
        return _people(Staff.id.is_not(None))
    return _people(Staff.id.in_(select(StaffRole.staff_id).where(StaffRole.project_id == project_id)))


def all_projects() -> list[ProjectName]:
    """Every project, by name."""
    rows = db.session.execute(select(projects).order_by(projects.c.name, projects.c.id))
    return [ProjectName(row.id, row.slug, row.name) for row in rows]


def project_named(slug: str) -> ProjectName:
    """A project; NotFound."""
    row = db.session.execute(select(projects).where(projects.c.slug == slug)).first()
    if row is None:
        raise NotFound()
    return ProjectName(row.id, row.slug, row.name)


def link_is_open(token: str, now: datetime) -> bool:
    """Whether a one-time link could still be used."""
    link = select(SignInLink.token_hash).where(*open_link(token, now))
    return db.session.scalar(link) is not None


def open_link(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is true of a link that can be used: not used, not too old, nothing has ended the person's links."""
    epoch = select(Staff.session_epoch).where(Staff.id == SignInLink.staff_id, Staff.disabled_at.is_(None))
    return (
        SignInLink.token_hash == content_hash(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
        SignInLink.epoch == epoch.scalar_subquery(),
    )


def logged(project_id: str | None, before: int | None) -> tuple[list[LoggedAction], int | None]:
    """A page of the log, newest first, of one project or of all; and where the next page begins."""
    actor, object_ = aliased(Staff), aliased(Staff)
    entries = (
        select(AuditEntry, actor.email, object_.email, activities.c.slug, projects.c.name)
        .outerjoin(actor, actor.id == AuditEntry.staff_id)
        .outerjoin(object_, object_.id == AuditEntry.object_id)
        .outerjoin(activities, activities.c.id == AuditEntry.object_id)
        .outerjoin(projects, projects.c.id == AuditEntry.project_id)
        .order_by(AuditEntry.position.desc())
        .limit(LOG_PAGE + 1)
    )
    if project_id is not None:
        entries = entries.where(AuditEntry.project_id == project_id)
    if before is not None:
        entries = entries.where(AuditEntry.position < before)
    rows = [LoggedAction(*row) for row in db.session.execute(entries).all()]
    more = rows[LOG_PAGE - 1].entry.position if len(rows) > LOG_PAGE else None
    return rows[:LOG_PAGE], more


_PERSON = (
    Staff.id.label("staff_id"),
    Staff.email,
    Staff.session_epoch,
    Staff.disabled_at,
    Staff.password_hash.is_not(None).label("has_password"),
    StaffRole.role,
    StaffRole.project_id,
    projects.c.slug,
    projects.c.name,
)


def _same_epoch() -> ColumnElement[bool]:
    return (Staff.id == StaffSession.staff_id) & (Staff.session_epoch == StaffSession.epoch)


def _with_roles(people_selected: Select) -> Select:
    return (
        people_selected.outerjoin(StaffRole, StaffRole.staff_id == Staff.id)
        .outerjoin(projects, projects.c.id == StaffRole.project_id)
        .order_by(Staff.email, projects.c.name, projects.c.id)
    )


def _people(which: ColumnElement[bool]) -> list[Person]:
    rows = db.session.execute(_with_roles(select(*_PERSON).select_from(Staff)).where(which)).all()
    by_person: dict[str, list[Row]] = {}
    for row in rows:
        by_person.setdefault(row.staff_id, []).append(row)
    return [
        Person(_member(own), disabled=own[0].disabled_at is not None, has_password=own[0].has_password)
        for own in by_person.values()
    ]


def _member(rows: Sequence[Row], token: str = "", by_link: bool = False) -> StaffMember:
    """A person from their rows, one for each role; a person without a role has one row without one."""
    return StaffMember(
        id=rows[0].staff_id,
        email=rows[0].email,
        epoch=rows[0].session_epoch,
        administrator=any(row.role == Role.ADMINISTRATOR for row in rows),
        projects=tuple(
            ProjectPart(row.project_id, row.slug, row.name, Role(row.role))
            for row in rows
            if row.project_id is not None
        ),
        session_token=token,
        by_link=by_link,
    )
