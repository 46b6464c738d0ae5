"""Members of staff, ready to be saved, and proof that what they do is logged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from flask import Flask, Response, g, has_request_context, request, request_finished
from sqlalchemy import event

from engage.accounts import passwords
from engage.accounts.models import AuditEntry, Staff, StaffRole
from engage.core import clock
from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.projects.models import Project
from tests.factories.projects import make_project
from tests.page import Document, Page
from tests.support.site import Site

PASSWORD = "seven herons over Mill Lane"
KNOWN = "amira@example.org"


@cache
def password_hash() -> str:
    """PASSWORD as it is stored."""
    return passwords.hashed(PASSWORD)


def staff(role: Role, project: Any = None, *, email: str = "", with_password: bool = True) -> list[Any]:
    """A person with a role in a saved project (none for an administrator): save(*staff(Role.LEAD, project))."""
    person = Staff(
        id=new_id(),
        email=email or f"{role.value}-{new_id()[:8]}@example.org",
        password_hash=password_hash() if with_password else None,
        session_epoch=1,
        created_at=clock.now(),
    )
    part = StaffRole(id=new_id(), staff_id=person.id, project_id=project.id if project else None, role=role)
    return [person, part]


@pytest.fixture
def hill(site: Site) -> Project:
    """One project."""
    return site.save(make_project(slug="hill", name="Hill"))


@pytest.fixture
def mill(site: Site) -> Project:
    """Another project."""
    return site.save(make_project(slug="mill", name="Mill"))


@pytest.fixture
def person(site: Site) -> Callable[..., Staff]:
    """person(Role.LEAD, project, email=…, with_password=…): a saved member of staff."""

    def make(*arguments: Any, **options: Any) -> Staff:
        return site.save(*staff(*arguments, **options))

    return make


@pytest.fixture
def amira(person: Callable[..., Staff]) -> Staff:
    """An administrator with the address KNOWN and the password PASSWORD."""
    return person(Role.ADMINISTRATOR, email=KNOWN)


def sign_in(page: Page, email: str = KNOWN, password: str = PASSWORD, status: int = 303, query: str = "") -> Document:
    """Go through the sign-in page; the answer to its form."""
    return page.submit(page.get(f"/staff/sign-in{query}"), status, email=email, password=password)


@contextmanager
def each_write_logged_once(app: Flask) -> Iterator[None]:
    """Within it, every POST of staff that succeeds must leave exactly one entry in the log, and a refused one none.

    A form that asks for more rows is drawn again and saves nothing.
    """

    def count(*_: Any) -> None:
        if has_request_context():
            g.logged = g.get("logged", 0) + 1

    def check(sender: Flask, response: Response, **_: Any) -> None:
        done = response.status_code < 400 and response.status_code != 302  # 302: sent to the sign-in page instead
        if done and request.method == "POST" and request.path.startswith("/staff") and "more" not in request.form:
            logged = g.get("logged", 0)
            assert logged == 1, f"POST {request.path} left {logged} entries in the log instead of one: audit.record"

    event.listen(AuditEntry, "after_insert", count)
    with request_finished.connected_to(check, app):
        yield
    event.remove(AuditEntry, "after_insert", count)
