"""What the database itself refuses about staff."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from engage.accounts.models import Staff, StaffRole
from engage.core.identifiers import new_id
from engage.core.roles import Role
from tests.factories.accounts import staff
from tests.factories.projects import make_project
from tests.support.site import Site


def refused(site: Site, *rows: Any) -> str:
    """The name of what was broken, as the database tells it."""
    with pytest.raises(IntegrityError) as caught:
        site.save(*rows)
    return str(caught.value.orig)


def role(person: Staff, role: str, project: Any = None) -> StaffRole:
    return StaffRole(id=new_id(), staff_id=person.id, project_id=project.id if project else None, role=role)


def test_one_address_is_one_person(site: Site) -> None:
    site.save(*staff(Role.ADMINISTRATOR, email="a@example.org"))
    assert "email" in refused(site, staff(Role.ADMINISTRATOR, email="a@example.org")[0])


def test_an_administrator_has_no_project(site: Site, person: Callable[..., Staff], hill: Any) -> None:
    who = person(Role.READER, hill)
    assert "administrator_has_no_project" in refused(site, role(who, "administrator", site.save(make_project())))


@pytest.mark.parametrize("key", ["lead", "researcher", "reader"])
def test_every_other_role_has_one(site: Site, person: Callable[..., Staff], hill: Any, key: str) -> None:
    assert "administrator_has_no_project" in refused(site, role(person(Role.READER, hill), key))


def test_an_unknown_role_is_refused(site: Site, person: Callable[..., Staff], hill: Any, mill: Any) -> None:
    assert "known_role" in refused(site, role(person(Role.READER, hill), "owner", mill))


def test_one_role_in_each_project(site: Site, person: Callable[..., Staff], hill: Any) -> None:
    assert "staff_id" in refused(site, role(person(Role.READER, hill), "lead", hill))


def test_administrator_only_once(site: Site, person: Callable[..., Staff]) -> None:
    assert "staff_id" in refused(site, role(person(Role.ADMINISTRATOR), "administrator"))


def test_a_role_needs_its_person_and_its_project(site: Site, person: Callable[..., Staff], hill: Any) -> None:
    nobody, nowhere = Staff(id="0" * 32), make_project()
    assert "foreign key" in refused(site, role(nobody, "lead", hill)).lower()
    assert "foreign key" in refused(site, role(person(Role.LEAD, hill), "lead", nowhere)).lower()
