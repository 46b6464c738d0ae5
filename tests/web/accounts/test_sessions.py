"""What a session is worth, and when it ends."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from engage.accounts import actions, passwords
from engage.accounts.models import AuditEntry, Staff, StaffSession
from tests.factories.accounts import KNOWN, sign_in
from tests.page import Page
from tests.support.site import Site


def cookie(page: Page) -> str:
    return page.client.get_cookie("staff", path="/staff").value


def test_nothing_of_the_session_before_survives(page: Page, amira: Staff) -> None:
    page.get("/staff/sign-in")
    before = cookie(page)
    with page.client.session_transaction("/staff/") as held:
        held["planted"] = "by somebody else"
    sign_in(page)
    with page.client.session_transaction("/staff/") as held:
        assert set(held) == {"_user_id", "_fresh", "seen"}
    assert cookie(page) != before


def test_every_sign_in_has_a_new_token_and_ends_the_one_before(page: Page, amira: Staff, site: Site) -> None:
    tokens = set()
    for _ in range(3):
        sign_in(page)
        with page.client.session_transaction("/staff/") as held:
            tokens.add(held["_user_id"])
    assert len(tokens) == 3
    assert all(len(token) == 32 for token in tokens)
    assert len(site.read(select(StaffSession.token_hash))) == 1


def test_a_copied_cookie_opens_nothing_after_signing_out(
    page: Page, amira: Staff, client: FlaskClient, site: Site
) -> None:
    sign_in(page)
    client.set_cookie("staff", cookie(page), path="/staff")
    assert client.get("/staff/account").status_code == 200
    sign_out = page.send(page.get("/staff/account").forms[0])
    assert sign_out.location == "/staff/sign-in"
    assert client.get("/staff/account").headers["Location"] == "/staff/sign-in?next=/staff/account"
    assert site.read(select(AuditEntry.action).order_by(AuditEntry.position)) == [
        "staff.signed-in",
        "staff.signed-out",
    ]


@pytest.mark.one_database
def test_an_hour_without_use_ends_it(page: Page, amira: Staff, clock: Any) -> None:
    sign_in(page)
    for _ in range(3):
        clock.advance(minutes=59)
        page.get("/staff/account")
    clock.advance(minutes=61)
    page.get("/staff/account", 302)


@pytest.mark.one_database
def test_twelve_hours_end_it_however_busy(page: Page, amira: Staff, clock: Any) -> None:
    sign_in(page)
    for _ in range(13):
        page.get("/staff/account")
        clock.advance(minutes=55)
    page.get("/staff/account")
    clock.advance(minutes=6)
    page.get("/staff/account", 302)


@pytest.mark.one_database
def test_the_cookie_is_written_at_most_once_a_minute(page: Page, amira: Staff, clock: Any) -> None:
    sign_in(page)
    page.get("/staff/account")  # its form has a token, which belongs to the session
    assert not page.get("/staff/account").headers.getlist("Set-Cookie")
    clock.advance(seconds=61)
    assert page.get("/staff/account").headers.getlist("Set-Cookie")


@pytest.mark.one_database
def test_the_cookies_are_kept_from_scripts_other_sites_and_residents(page: Page, amira: Staff) -> None:
    cookies = sign_in(page).headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie and "SameSite" in cookie and "Path=/staff" in cookie
        assert KNOWN not in cookie and amira.id not in cookie


def test_disabling_ends_it_at_once(page: Page, amira: Staff, site: Site) -> None:
    sign_in(page)
    with site.writing():
        actions.disable(amira.id)
    page.get("/staff/account", 302)
    sign_in(page, status=422)


def test_an_account_that_ends_while_the_password_is_compared_stays_out(
    page: Page, amira: Staff, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = passwords.matches

    def slow(stored: str | None, typed: str) -> bool:
        with site.engine.begin() as other:
            other.execute(update(Staff).values(session_epoch=2))
        return real(stored, typed)

    monkeypatch.setattr(passwords, "matches", slow)
    sign_in(page, status=422)
    page.get("/staff/account", 302)
