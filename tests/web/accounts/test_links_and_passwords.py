"""One-time links and setting a password, in the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts import actions, sessions
from engage.accounts.models import AuditEntry, SignInLink, Staff
from engage.core.roles import Role
from tests.factories.accounts import PASSWORD
from tests.page import Page
from tests.support.site import Site

NEW = "four otters under a bridge"


@pytest.fixture
def lead(person: Callable[..., Staff], hill: Any) -> Staff:
    return person(Role.LEAD, hill, email="amira@example.org", with_password=False)


@pytest.fixture
def link(site: Site, lead: Staff) -> str:
    """The path of an open link for the lead, made on the command line."""
    with site.writing():
        return f"/staff/link/{actions.make_link(lead.id, None, actions.SHORT_LINK)}"


def sign_in(page: Page, password: str, status: int = 303) -> None:
    page.submit(page.get("/staff/sign-in"), status, email="amira@example.org", password=password)


def used(site: Site) -> bool:
    return site.read(select(SignInLink.used_at)) != [None]


def test_looking_at_a_link_does_not_use_it_up(page: Page, link: str, site: Site) -> None:
    for _ in range(3):
        page.get(link)
    page.client.head(link)
    assert not used(site)
    assert page.submit(page.get(link)).location == "/staff/password"
    assert used(site)


def test_a_link_works_once_and_then_says_so(page: Page, link: str, site: Site) -> None:
    first, second = page.get(link), Page(site)
    document = second.get(link)
    page.submit(first)
    assert second.submit(document, 410).heading == "This link does not work any more"
    assert page.get(link, 410).heading == "This link does not work any more"
    page.get("/staff/link/unknown", 410)
    second.get("/staff/account", 302)


def test_a_link_gives_a_new_session(page: Page, link: str) -> None:
    with page.client.session_transaction("/staff/") as held:
        held["planted"] = "by somebody else"
    page.submit(page.get(link))
    with page.client.session_transaction("/staff/") as held:
        assert "planted" not in held


def test_the_first_password_is_set_through_a_link(page: Page, link: str, lead: Staff, site: Site) -> None:
    document = page.follow(page.submit(page.get(link)))
    assert page.submit(document, new=NEW, again=NEW).location == "/staff/"
    page.get("/staff/account")
    sign_in(Page(site), NEW)
    logged = site.read(select(AuditEntry.action).order_by(AuditEntry.position))
    assert logged == ["staff.link-used", "staff.password-set", "staff.signed-in"]
    assert set(site.read(select(AuditEntry.staff_id))) == {lead.id}


def test_a_forgotten_password_is_replaced_through_a_link(
    page: Page, site: Site, person: Callable[..., Staff], hill: Any
) -> None:
    lead = person(Role.LEAD, hill, email="amira@example.org")
    with site.writing():
        path = f"/staff/link/{actions.make_link(lead.id, None, actions.SHORT_LINK)}"
    page.submit(page.follow(page.submit(page.get(path))), new=NEW, again=NEW)
    sign_in(Page(site), PASSWORD, 422)
    sign_in(Page(site), NEW)


def test_a_link_by_somebody_who_may_not_open_the_account_leads_to_sign_in(
    page: Page, site: Site, person: Callable[..., Staff], hill: Any
) -> None:
    target = person(Role.ADMINISTRATOR)
    with site.writing():
        path = f"/staff/link/{actions.make_link(target.id, person(Role.LEAD, hill).id, actions.SHORT_LINK)}"
    document = page.submit(page.get(path))
    assert document.location == "/staff/sign-in"
    assert "Your place is ready" in page.follow(document).html
    page.get("/staff/account", 302)


class TestChangingAPassword:
    @pytest.fixture
    def amira(self, person: Callable[..., Staff], hill: Any) -> Staff:
        return person(Role.LEAD, hill, email="amira@example.org")

    def test_every_other_session_and_link_ends(self, page: Page, amira: Staff, site: Site) -> None:
        other = Page(site)
        for browser in (page, other):
            sign_in(browser, PASSWORD)
        with site.writing():
            path = f"/staff/link/{actions.make_link(amira.id, None, actions.SHORT_LINK)}"
        with page.client.session_transaction("/staff/") as held:
            before = held["_user_id"]
        page.submit(page.get("/staff/password"), current=PASSWORD, new=NEW, again=NEW)
        with page.client.session_transaction("/staff/") as held:
            assert held["_user_id"] != before
        page.get("/staff/account")
        other.get("/staff/account", 302)
        page.get(path, 410)

    @pytest.mark.one_database
    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"current": "wrong", "new": NEW, "again": NEW}, "Check your present password and type it again."),
            ({"current": "", "new": NEW, "again": NEW}, "Check your present password and type it again."),
            ({"current": PASSWORD, "new": "", "again": ""}, "Write a new password."),
            (
                {"current": PASSWORD, "new": "short", "again": "short"},
                "Make the password longer. It needs 12 characters or more.",
            ),
            (
                {"current": PASSWORD, "new": "password1234", "again": "password1234"},
                "Choose a password that is harder to guess. Three or four unrelated words are good.",
            ),
            (
                {"current": PASSWORD, "new": "amira walks the dog", "again": "amira walks the dog"},
                "Choose a password without your e-mail address in it.",
            ),
            (
                {"current": PASSWORD, "new": "x" * 129, "again": "x" * 129},
                "Make the password shorter. It can have up to 128 characters.",
            ),
            ({"current": PASSWORD, "new": NEW, "again": PASSWORD}, "Write the same password in both places."),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_changes(
        self, page: Page, amira: Staff, site: Site, typed: dict[str, str], message: str
    ) -> None:
        sign_in(page, PASSWORD)
        before = site.read(select(Staff.password_hash))
        document = page.submit(page.get("/staff/password"), 422, **typed)
        assert document.errors == [message]
        assert not [field.get("value") for field in document.all("input", type="password") if field.get("value")]
        assert site.read(select(Staff.password_hash)) == before

    @pytest.mark.one_database
    def test_the_present_password_cannot_be_guessed_through_a_session(self, page: Page, amira: Staff) -> None:
        sign_in(page, PASSWORD)
        for _ in range(sessions.TRIES_FROM_HERE):
            page.submit(page.get("/staff/password"), 422, current="a guess", new=NEW, again=NEW)
        page.submit(page.get("/staff/password"), 429, current=PASSWORD, new=NEW, again=NEW)

    @pytest.mark.one_database
    def test_a_password_is_not_set_in_an_ended_session(self, page: Page, amira: Staff, site: Site) -> None:
        sign_in(page, PASSWORD)
        document = page.get("/staff/password")
        with site.writing():
            actions.disable(amira.id)
        assert page.submit(document, 302, current=PASSWORD, new=NEW, again=NEW).location == "/staff/sign-in"
