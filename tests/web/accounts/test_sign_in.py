"""Signing in: what an attacker can learn, what a neighbour can break, what a session is worth."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts import actions, passwords, sessions
from engage.accounts.models import AuditEntry, Staff
from engage.accounts.passwords import PasswordHasher
from engage.core.roles import Role
from engage.extensions import db
from tests.factories.accounts import KNOWN, PASSWORD, sign_in
from tests.page import Page
from tests.support.site import Site

ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/staff/",
    "https:evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
    "/staff/\r\nSet-Cookie: a=b",
    "/staff/\n//evil.example",
    "/en/leave",
    "staff/log",
    "",
)


def test_the_right_password_leads_to_the_projects(page: Page, amira: Staff, site: Site) -> None:
    assert sign_in(page, email=" Amira@EXAMPLE.org ").location == "/staff/"
    assert KNOWN in page.get("/staff/account").text
    assert site.read(select(AuditEntry.staff_id)) == [amira.id]


@pytest.mark.one_database
class TestNothingIsLearned:
    """Known, unknown, disabled and unfinished accounts answer alike."""

    def answer(self, site: Site, email: str) -> tuple[int, str, list[tuple[str, str]]]:
        page = Page(site)
        document = sign_in(page, email, "a wrong password", 422)
        body = re.sub(r'(name="csrf_token"[^>]*value=)"[^"]*"', r"\1", document.html).replace(email, "ADDRESS")
        headers = [(name, value) for name, value in document.headers if name not in {"Content-Length", "Set-Cookie"}]
        return document.status, body, headers

    def test_by_what_is_answered(self, site: Site, person: Callable[..., Staff], amira: Staff, hill: Any) -> None:
        person(Role.LEAD, hill, email="new@example.org", with_password=False)
        gone = person(Role.LEAD, hill, email="gone@example.org")
        with site.writing():
            actions.disable(gone.id)
        known = self.answer(site, KNOWN)
        for other in ("nobody@example.org", "new@example.org", "gone@example.org"):
            assert self.answer(site, other) == known

    def test_by_how_much_is_computed(self, page: Page, amira: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
        compared: list[str] = []

        class Counting(PasswordHasher):
            def verify(self, stored: str, typed: str) -> bool:
                compared.append(stored.split("$")[3])
                return super().verify(stored, typed)

        monkeypatch.setattr(passwords, "_hasher", Counting(time_cost=2, memory_cost=19 * 1024, parallelism=1))
        for email in (KNOWN, "nobody@example.org"):
            sign_in(page, email, "a wrong password", 422)
        assert len(compared) == 2
        assert len(set(compared)) == 1

    def test_by_when_it_is_too_often(self, site: Site, amira: Staff) -> None:
        for email in (KNOWN, "nobody@example.org"):
            page = Page(site)
            for _ in range(sessions.TRIES_FROM_HERE):
                sign_in(page, email, "a wrong password", 422)
            assert sign_in(page, email, "a wrong password", 429).headers["Retry-After"]

    def test_a_missing_password_is_said(self, page: Page, amira: Staff) -> None:
        document = sign_in(page, KNOWN, "", 422)
        assert document.errors == ["Write your password."]
        assert document.title.startswith("Error:")


@pytest.mark.one_database
class TestNobodyIsLockedOutByAnother:
    def fail(self, page: Page, times: int, email: str = KNOWN) -> None:
        for _ in range(times):
            sign_in(page, email, "a wrong password", 422)

    def test_a_stranger_far_away_locks_out_only_the_stranger(self, site: Site, amira: Staff) -> None:
        stranger = Page(site)
        stranger.client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
        self.fail(stranger, sessions.TRIES_FROM_HERE)
        sign_in(stranger, status=429)
        sign_in(Page(site))

    def test_a_stranger_at_the_next_desk_does_not_lock_out_a_known_device(self, site: Site, amira: Staff) -> None:
        own = Page(site)
        sign_in(own)
        self.fail(Page(site), sessions.TRIES_FROM_HERE)
        sign_in(Page(site), status=429)
        sign_in(own)

    def test_a_known_device_is_known_to_its_own_account_only(
        self, site: Site, amira: Staff, person: Callable[..., Staff]
    ) -> None:
        person(Role.ADMINISTRATOR, email="b@example.org")
        own = Page(site)
        sign_in(own)
        self.fail(own, sessions.TRIES_FROM_HERE, email="b@example.org")
        sign_in(own, email="b@example.org", status=429)
        sign_in(own)

    def test_a_known_device_has_a_limit_too(self, site: Site, amira: Staff) -> None:
        own = Page(site)
        sign_in(own)
        self.fail(own, sessions.TRIES_FROM_HERE)
        sign_in(own, status=429)

    def test_a_forged_device_is_a_stranger(self, site: Site, amira: Staff) -> None:
        stranger = Page(site)
        stranger.client.set_cookie("staff-device", "Zm9yZ2Vk", path="/staff/sign-in")
        self.fail(stranger, sessions.TRIES_FROM_HERE)
        sign_in(stranger, status=429)

    def test_a_forged_proxy_header_starts_no_new_count(self, site: Site, amira: Staff) -> None:
        stranger = Page(site)
        for number in range(sessions.TRIES_FROM_HERE):
            form = stranger.get("/staff/sign-in").answer_form
            data = form.values() | {"email": KNOWN, "password": "a wrong password"}
            stranger.post("/staff/sign-in", data, 422, headers={"X-Forwarded-For": f"198.51.100.{number}"})
        sign_in(stranger, status=429)

    def test_the_wait_is_a_quarter_of_an_hour(self, site: Site, amira: Staff, clock: Any) -> None:
        page = Page(site)
        self.fail(page, sessions.TRIES_FROM_HERE)
        clock.advance(minutes=16)
        sign_in(page)

    def test_being_right_costs_nothing(self, site: Site, amira: Staff) -> None:
        for _ in range(sessions.TRIES_FROM_HERE + 2):
            sign_in(Page(site))

    def test_many_accounts_from_one_place_are_limited(
        self, site: Site, amira: Staff, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sessions, "TRIES_OF_CALLER", 5)
        page = Page(site)
        for number in range(5):
            self.fail(page, 1, email=f"{number}@example.org")
        sign_in(page, status=429)


def test_hashing_holds_no_lock(page: Page, amira: Staff, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else can write while a password is compared; under a lock this would fail after five seconds."""
    wrote = []

    def matches(stored: str | None, typed: str) -> bool:
        with site.engine.begin() as other:
            wrote.append(other.execute(db.update(Staff).values(created_at=Staff.created_at)).rowcount)
        return True

    monkeypatch.setattr(passwords, "matches", matches)
    sign_in(page)
    assert wrote == [1]


@pytest.mark.one_database
def test_an_old_hash_is_renewed_at_sign_in(page: Page, amira: Staff, site: Site) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with site.writing() as session:
        session.execute(db.update(Staff).values(password_hash=weak))
    sign_in(page)
    [stored] = site.read(select(Staff.password_hash))
    assert not passwords.outdated(stored)
    sign_in(Page(site))


@pytest.mark.one_database
@pytest.mark.parametrize("target", ELSEWHERE)
def test_sign_in_never_leads_elsewhere(page: Page, amira: Staff, target: str) -> None:
    document = page.get("/staff/sign-in")
    assert page.submit(document, email=KNOWN, password=PASSWORD, next=target).location == "/staff/"


@pytest.mark.one_database
def test_sign_in_leads_back_to_where_one_wanted_to_go(page: Page, amira: Staff) -> None:
    assert sign_in(page, query="?next=/staff/log%3Fbefore%3D7").location == "/staff/log?before=7"


@pytest.mark.one_database
def test_a_form_without_its_token_or_from_elsewhere_is_refused(page: Page, amira: Staff) -> None:
    data = page.get("/staff/sign-in").answer_form.values() | {"email": KNOWN, "password": PASSWORD}
    page.post("/staff/sign-in", data | {"csrf_token": ""}, 400)
    page.post("/staff/sign-in", data, 403, headers={"Origin": "https://evil.example"})
    page.post("/staff/sign-in", data)
    page.post("/staff/sign-out", {}, 400)
    page.get("/staff/account")
