"""`flask staff …`, as scripts call it."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select, text

from engage.accounts.models import AuditEntry, Staff, StaffRole
from engage.core.roles import Role
from tests.support.site import Site

BAD_INPUT = {
    "no address": ["create", "amira", "--role", "administrator"],
    "no such role": ["create", "a@example.org", "--role", "owner"],
    "no role": ["create", "a@example.org"],
    "no project": ["create", "a@example.org", "--role", "lead"],
    "no such project": ["create", "a@example.org", "--role", "lead", "--project", "nowhere"],
    "a project too much": ["create", "a@example.org", "--role", "administrator", "--project", "hill"],
    "a link for nobody": ["sign-in-link", "a@example.org"],
    "nobody to disable": ["disable", "a@example.org"],
}


@pytest.fixture
def run(site: Site) -> Callable[..., Result]:
    """run("create", …): what `flask staff create …` does."""
    return lambda *arguments: site.app.test_cli_runner().invoke(args=["staff", *arguments])


@pytest.mark.parametrize("what", BAD_INPUT)
def test_bad_input_exits_2_and_changes_nothing(site: Site, hill: Any, run: Callable[..., Result], what: str) -> None:
    result = run(*BAD_INPUT[what])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert site.read(select(Staff)) == site.read(select(AuditEntry)) == []


@pytest.mark.parametrize("arguments", [("lead", "--project", "hill"), ("administrator",)])
def test_a_new_person_is_made_and_logged(
    site: Site, hill: Any, run: Callable[..., Result], arguments: tuple[str, ...]
) -> None:
    result = run("create", "Amira@Example.org", "--role", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert site.read(select(Staff.email)) == ["amira@example.org"]
    assert site.read(select(StaffRole.role)) == [arguments[0]]
    assert site.read(select(AuditEntry.action)) == ["staff.added"]


def test_a_second_role_in_one_place_exits_2(site: Site, hill: Any, run: Callable[..., Result]) -> None:
    assert run("create", "a@example.org", "--role", "lead", "--project", "hill").exit_code == 0
    result = run("create", "a@example.org", "--role", "reader", "--project", "hill")
    assert result.exit_code == 2
    assert result.stderr == "a@example.org: has a role there already\n"
    assert site.read(select(StaffRole.role)) == ["lead"]


def test_the_link_is_the_only_line_and_lasts_fifteen_minutes(
    site: Site, person: Callable[..., Staff], run: Callable[..., Result], clock: Any
) -> None:
    person(Role.ADMINISTRATOR, email="a@example.org")
    result = run("sign-in-link", "A@example.org")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("http://localhost/staff/link/") and result.stdout.count("\n") == 1
    path = result.stdout.strip().removeprefix("http://localhost")
    clock.advance(minutes=14)
    assert site.app.test_client().get(path).status_code == 200
    clock.advance(minutes=1)
    assert site.app.test_client().get(path).status_code == 410
    assert site.read(select(AuditEntry.action)) == ["staff.link-made"]


def test_no_link_for_an_account_that_opens_nothing(
    site: Site, person: Callable[..., Staff], hill: Any, run: Callable[..., Result]
) -> None:
    person(Role.LEAD, hill, email="a@example.org")
    assert run("disable", "a@example.org").stdout == "a@example.org disabled\n"
    assert run("sign-in-link", "a@example.org").exit_code == 2
    person(Role.LEAD, hill, email="b@example.org")
    with site.engine.begin() as connection:
        connection.execute(text("DELETE FROM staff_roles"))
    assert run("sign-in-link", "b@example.org").exit_code == 2


def test_the_log_is_checked(site: Site, hill: Any, run: Callable[..., Result]) -> None:
    run("create", "a@example.org", "--role", "administrator")
    whole = run("check-log")
    assert (whole.exit_code, whole.stdout[:23]) == (0, "1 entries, newest seal ")
    with site.engine.begin() as connection:
        connection.execute(text("UPDATE audit_entries SET object_id = 'somebody'"))
    changed = run("check-log")
    assert (changed.exit_code, changed.stdout) == (1, "")
    assert changed.stderr == "entry 1 is not what was written there\n"


def test_there_is_no_default_account(site: Site) -> None:
    assert site.read(select(Staff)) == []
