"""What a member of staff may do, and whose account they may open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.accounts.forms import is_email
from engage.accounts.members import PROJECT_ROLES, ROLE_LABELS, ProjectPart, StaffMember, may_open_account, tidy_email
from engage.core.roles import Role

SLUGS = ("hill", "mill", "quay")


def member(administrator: bool = False, **roles: Role) -> StaffMember:
    parts = tuple(ProjectPart(f"id-{slug}", slug, slug.title(), role) for slug, role in roles.items())
    return StaffMember("1" * 32, "a@example.org", epoch=1, administrator=administrator, projects=parts)


members = st.builds(
    member, st.booleans(), hill=st.sampled_from(PROJECT_ROLES), mill=st.sampled_from(PROJECT_ROLES)
) | st.builds(member, quay=st.sampled_from(PROJECT_ROLES))


@given(members, st.frozensets(st.sampled_from(list(Role))), st.sampled_from((*SLUGS, "elsewhere", None)))
def test_a_role_counts_in_its_own_project_only(who: StaffMember, roles: frozenset[Role], slug: str | None) -> None:
    held = {part.role for part in who.projects if slug is None or part.slug == slug}
    assert who.may(roles, slug) is (who.administrator or bool(held & roles))


def test_roles_may_be_given_as_any_iterable() -> None:
    assert member(hill=Role.LEAD).may((role for role in (Role.READER, Role.LEAD)), "hill")


def test_without_a_role_nothing_is_open() -> None:
    assert not member().may(Role, None)
    assert not member().has_role


@given(members, members)
def test_nobody_opens_an_account_that_reaches_further_than_their_own(maker: StaffMember, target: StaffMember) -> None:
    if may_open_account(maker, target):
        assert maker.administrator or not target.administrator
        assert all(maker.may((Role.LEAD,), part.slug) for part in target.projects)


def test_a_lead_opens_the_accounts_of_the_own_project() -> None:
    lead = member(hill=Role.LEAD)
    assert may_open_account(lead, member(hill=Role.RESEARCHER))
    assert not may_open_account(lead, member(hill=Role.READER, mill=Role.READER))
    assert not may_open_account(lead, member(administrator=True))
    assert not may_open_account(member(hill=Role.RESEARCHER), member(hill=Role.READER))


def test_the_cookie_holds_the_session_and_not_the_person() -> None:
    who = StaffMember("person", "a@example.org", 1, administrator=True, projects=(), session_token="session")
    assert who.get_id() == "session"


def test_every_role_has_a_label() -> None:
    assert set(ROLE_LABELS) == set(Role)


@pytest.mark.parametrize("typed", ["Amira@Example.org", " amira@example.org ", "ＡＭＩＲＡ@example.org"])
def test_one_address_is_one_person(typed: str) -> None:
    assert tidy_email(typed) == "amira@example.org"


@given(st.text())
def test_tidying_is_done_once(typed: str) -> None:
    assert tidy_email(tidy_email(typed)) == tidy_email(typed)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("a@example.org", True),
        ("josé@bücher.example", True),
        ("a@example", False),
        ("a b@example.org", False),
        ("a@b@example.org", False),
        ("a@exa\u202emple.org", False),
        ("a\r\nbcc:b@example.org", False),
        (f"{'a' * 250}@example.org", False),
    ],
)
def test_what_can_be_an_address(address: str, is_one: bool) -> None:
    assert is_email(address) is is_one
