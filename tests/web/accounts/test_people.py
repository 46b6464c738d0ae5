"""Adding people, changing what they may do, ending it; who sees whom; and the log."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts import actions, queries
from engage.accounts.models import AuditEntry, Staff, StaffRole
from engage.core.roles import Role
from tests.page import Document, Page, text_of
from tests.support.site import Site

SignIn = Callable[..., Page]
NEWCOMER = "new@example.org"


def handed_link(page: Page, people: str) -> str:
    """The path of the link that the page shows once."""
    shown = text_of(page.get(people).one("code", id="handed-link"))
    assert shown.startswith("http://localhost/staff/link/")
    assert not list(page.get(people).all("code", id="handed-link"))
    return shown.removeprefix("http://localhost")


def cells(document: Document) -> list[list[str]]:
    """The words of a table, row by row, without its heading."""
    return [[text_of(cell) for cell in row] for row in document.one("tbody")]


def roles_of(site: Site, email: str) -> list[tuple[str, str | None]]:
    with site.app.app_context():
        member = queries.person_by_email(email).member
    return [("administrator", None)] * member.administrator + [(part.role, part.slug) for part in member.projects]


def actions_logged(site: Site) -> list[str]:
    return site.read(select(AuditEntry.action).order_by(AuditEntry.position))


class TestALead:
    def test_adds_a_person_and_hands_a_link_over(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        lead = sign_in(Role.LEAD, hill)
        lead.submit(lead.get("/staff/hill/people"), email=" New@Example.ORG", role="researcher")
        link = handed_link(lead, "/staff/hill/people")
        assert roles_of(site, NEWCOMER) == [("researcher", "hill")]
        newcomer = Page(site)
        assert newcomer.submit(newcomer.get(link)).location == "/staff/password"
        assert "researcher" in newcomer.get("/staff/account").text

    def test_learns_nothing_about_accounts_elsewhere(
        self, site: Site, person: Callable[..., Staff], hill: Any, mill: Any, sign_in: SignIn
    ) -> None:
        person(Role.ADMINISTRATOR, email="known@example.org")
        lead = sign_in(Role.LEAD, hill)
        seen = []
        for email in ("known@example.org", "unknown@example.org"):
            lead.submit(lead.get("/staff/hill/people"), email=email, role="reader")
            document = lead.get("/staff/hill/people")
            link = text_of(document.one("code", id="handed-link"))
            [role] = [role for address, role in cells(document) if address == email]
            seen.append((len(link), role))
            stranger = Page(site)
            stranger.get(link.removeprefix("http://localhost"))
        assert seen[0] == seen[1]

    def test_cannot_take_over_the_account_of_somebody_who_reaches_further(
        self, site: Site, person: Callable[..., Staff], hill: Any, sign_in: SignIn
    ) -> None:
        person(Role.ADMINISTRATOR, email="known@example.org")
        lead = sign_in(Role.LEAD, hill)
        lead.submit(lead.get("/staff/hill/people"), email="known@example.org", role="reader")
        link = handed_link(lead, "/staff/hill/people")
        thief = Page(site)
        assert thief.submit(thief.get(link)).location == "/staff/sign-in"
        thief.get("/staff/account", 302)

    def test_cannot_make_an_administrator(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        lead = sign_in(Role.LEAD, hill)
        document = lead.get("/staff/hill/people")
        wrong = lead.submit(document, 422, email=NEWCOMER, role="administrator")
        assert wrong.errors == ["Choose a role."]
        lead.submit(document, email=NEWCOMER, role="reader", project="", staff_id="0", session_epoch="9")
        assert roles_of(site, NEWCOMER) == [("reader", "hill")]
        lead.get("/staff/people", 403)

    def test_changes_a_role_at_once_and_signs_nobody_out(
        self, site: Site, hill: Any, sign_in: SignIn, person: Callable[..., Staff]
    ) -> None:
        lead, other = sign_in(Role.LEAD, hill), person(Role.RESEARCHER, hill, email="b@example.org")
        theirs = Page(site)
        with site.writing():
            token = actions.start_session(other.id, 1)
        with theirs.client.session_transaction("/staff/") as held:
            held["_user_id"], held["seen"] = token, "2999-01-01T00:00:00+00:00"
        theirs.get("/staff/hill/gatherings/new")
        document = lead.get(f"/staff/hill/people/{other.id}")
        assert document.answer_form.values()["role"] == "researcher"
        lead.submit(document, role="reader")
        assert roles_of(site, "b@example.org") == [("reader", "hill")]
        theirs.get("/staff/hill/gatherings/new", 403)
        lead.submit(lead.get(f"/staff/hill/people/{other.id}"), role="none")
        theirs.get("/staff/account", 302)
        assert roles_of(site, "b@example.org") == []
        lead.get(f"/staff/hill/people/{other.id}", 404)
        assert actions_logged(site)[-2:] == ["staff.role-changed", "staff.role-removed"]

    def test_makes_another_link(self, site: Site, hill: Any, sign_in: SignIn, person: Callable[..., Staff]) -> None:
        lead, other = sign_in(Role.LEAD, hill), person(Role.RESEARCHER, hill)
        [form] = [f for f in lead.get(f"/staff/hill/people/{other.id}").forms if f.action.endswith("/link")]
        lead.send(form)
        theirs = Page(site)
        theirs.submit(theirs.get(handed_link(lead, "/staff/hill/people")))
        theirs.get("/staff/account")

    def test_leaves_the_own_role_to_others(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        lead = sign_in(Role.LEAD, hill)
        [own] = site.read(select(Staff.id))
        document = lead.get(f"/staff/hill/people/{own}")
        token = document.forms[0].values()["csrf_token"]
        lead.post(f"/staff/hill/people/{own}/role", {"csrf_token": token, "role": "reader"}, 422)
        assert site.read(select(StaffRole.role)) == ["lead"]

    @pytest.mark.one_database
    def test_does_not_reach_another_project(
        self, site: Site, hill: Any, mill: Any, sign_in: SignIn, person: Callable[..., Staff]
    ) -> None:
        lead, other = sign_in(Role.LEAD, hill), person(Role.RESEARCHER, mill)
        token = lead.get("/staff/hill/people").answer_form.values()["csrf_token"]
        data = {"csrf_token": token, "role": "reader", "email": NEWCOMER}
        for path in (
            "/staff/mill/people",
            "/staff/mill/log",
            f"/staff/mill/people/{other.id}",
            "/staff/nowhere/people",
        ):
            lead.get(path, 404)
        lead.get(f"/staff/hill/people/{other.id}", 404)
        for path in (
            "/staff/mill/people",
            f"/staff/mill/people/{other.id}/role",
            f"/staff/hill/people/{other.id}/role",
        ):
            lead.post(path, data, 404)
        for path in (f"/staff/mill/people/{other.id}/link", f"/staff/hill/people/{other.id}/link"):
            lead.post(path, data, 404)
        for action in ("disable", "enable", "link", "not-administrator"):
            lead.post(f"/staff/people/{other.id}/{action}", data, 403)
        assert actions_logged(site) == ["staff.added"]

    @pytest.mark.one_database
    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"email": "", "role": "reader"}, "Write an e-mail address, such as name@example.org."),
            ({"email": "amira", "role": "reader"}, "Write an e-mail address, such as name@example.org."),
            ({"email": "a@b.c" * 60, "role": "reader"}, "Write an e-mail address, such as name@example.org."),
            ({"email": "a@exa\u202emple.org", "role": "reader"}, "Write an e-mail address, such as name@example.org."),
            ({"email": NEWCOMER, "role": None}, "Choose a role."),
            ({"email": NEWCOMER, "role": "owner"}, "Choose a role."),
        ],
    )
    def test_is_told_what_to_mend(
        self, hill: Any, sign_in: SignIn, site: Site, typed: dict[str, str | None], message: str
    ) -> None:
        lead = sign_in(Role.LEAD, hill)
        assert lead.submit(lead.get("/staff/hill/people"), 422, **typed).errors == [message]
        assert len(site.read(select(Staff.id))) == 1

    @pytest.mark.one_database
    def test_is_told_when_somebody_is_there_already(
        self, hill: Any, sign_in: SignIn, person: Callable[..., Staff]
    ) -> None:
        person(Role.RESEARCHER, hill, email=NEWCOMER)
        lead = sign_in(Role.LEAD, hill)
        document = lead.submit(lead.get("/staff/hill/people"), 422, email=NEWCOMER, role="reader")
        assert document.errors == ["This person has a role here already. Choose the address in the list to change it."]


@pytest.mark.one_database
@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_others_do_not_see_people_or_logs(hill: Any, sign_in: SignIn, role: Role) -> None:
    page = sign_in(role, hill)
    for path in ("/staff/hill/people", "/staff/hill/log", "/staff/people", "/staff/log"):
        page.get(path, 403)
    page.get("/staff/account")
    page.get("/staff/password")


class TestAnAdministrator:
    def test_adds_a_person_anywhere(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        administrator.submit(administrator.get("/staff/people"), email=NEWCOMER, role="lead", project="hill")
        handed_link(administrator, "/staff/people")
        administrator.submit(administrator.get("/staff/people"), email=NEWCOMER, role="administrator", project="")
        assert roles_of(site, NEWCOMER) == [("administrator", None), ("lead", "hill")]
        assert "administrator; Hill: lead" in administrator.get("/staff/people").text

    @pytest.mark.one_database
    def test_is_told_where_a_role_belongs(self, hill: Any, sign_in: SignIn) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        for role, project in (("lead", ""), ("administrator", "hill")):
            document = administrator.submit(
                administrator.get("/staff/people"), 422, email=NEWCOMER, role=role, project=project
            )
            assert document.errors == ["An administrator works in all projects. Every other role needs one project."]
        administrator.submit(administrator.get("/staff/people"), 404, email=NEWCOMER, role="lead", project="nowhere")

    def test_disables_and_enables(self, site: Site, hill: Any, sign_in: SignIn, person: Callable[..., Staff]) -> None:
        administrator, other = sign_in(Role.ADMINISTRATOR), person(Role.LEAD, hill)
        address = f"/staff/people/{other.id}"

        def press(action: str) -> None:
            [form] = [f for f in administrator.get(address).forms if f.action.endswith(action)]
            administrator.send(form)

        press("/disable")
        assert "disabled" in administrator.get("/staff/people").text
        press("/enable")
        press("/link")
        theirs = Page(site)
        theirs.submit(theirs.get(handed_link(administrator, "/staff/people")))
        theirs.get("/staff/account")
        assert actions_logged(site)[1:] == ["staff.disabled", "staff.enabled", "staff.link-made", "staff.link-used"]

    def test_takes_the_role_of_administrator_away(self, site: Site, sign_in: SignIn) -> None:
        first, second = sign_in(Role.ADMINISTRATOR), sign_in(Role.ADMINISTRATOR)
        own = next(link for link in second.get("/staff/people").links if link in own_links(site, second))
        [form] = [f for f in first.get(own).forms if f.action.endswith("/not-administrator")]
        first.send(form)
        second.get("/staff/account", 302)

    @pytest.mark.one_database
    def test_cannot_lock_everybody_out(self, site: Site, sign_in: SignIn) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        [own] = site.read(select(Staff.id))
        document = administrator.get(f"/staff/people/{own}")
        assert [form.action.rpartition("/")[2] for form in document.forms] == ["link"]
        token = document.forms[0].values()["csrf_token"]
        for action in ("disable", "not-administrator"):
            administrator.post(f"/staff/people/{own}/{action}", {"csrf_token": token}, 422)
        administrator.get("/staff/account")
        administrator.get("/staff/people/unknown", 404)


def own_links(site: Site, page: Page) -> list[str]:
    """The address of the page about the person who is signed in."""
    with page.client.session_transaction("/staff/") as held, site.app.app_context():
        from engage.core import clock

        return [f"/staff/people/{queries.signed_in(held['_user_id'], clock.now()).id}"]


class TestTheLog:
    def test_says_who_did_what_to_whom(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        lead = sign_in(Role.LEAD, hill)
        lead.submit(lead.get("/staff/hill/people"), email=NEWCOMER, role="researcher")
        [_, who, what, whom] = cells(lead.get("/staff/hill/log"))[0]
        assert who.startswith("lead-")
        assert (what, whom) == ("added a person as researcher", NEWCOMER)

    @pytest.mark.one_database
    def test_of_a_project_holds_that_project_only(
        self, site: Site, hill: Any, mill: Any, sign_in: SignIn, clock: Any
    ) -> None:
        with site.writing():
            actions.add_person("rosa@example.org", Role.LEAD, hill.id)
            actions.add_person("tomas@example.org", Role.LEAD, mill.id)
        lead, administrator = sign_in(Role.LEAD, hill), sign_in(Role.ADMINISTRATOR)
        own = lead.get("/staff/hill/log").text
        assert "rosa@example.org" in own and "tomas@example.org" not in own
        every = administrator.get("/staff/log").text
        assert "rosa@example.org" in every and "tomas@example.org" in every
        assert "2 Mar 2026, 10:00" in every
        assert "Number of entries: 4." in every

    @pytest.mark.one_database
    def test_is_paged_without_gap_or_repetition(self, site: Site, hill: Any, sign_in: SignIn) -> None:
        administrator = sign_in(Role.ADMINISTRATOR)
        count = 2 * queries.LOG_PAGE + 1
        with site.writing():
            for number in range(count):
                actions.add_person(f"person{number}@example.org", Role.READER, hill.id)
        seen, path = [], "/staff/hill/log"
        while path:
            document = administrator.get(path)
            seen += [row[3] for row in cells(document)]
            older = [link.get("href") for link in document.all("a", rel="next")]
            path = older[0] if older else ""
        assert seen == [f"person{number}@example.org" for number in reversed(range(count))]

    @pytest.mark.one_database
    @pytest.mark.parametrize(("before", "status"), [("x", 200), ("0", 404), ("-1", 404), ("9" * 30, 404), ("1", 200)])
    def test_takes_any_page_number(self, sign_in: SignIn, before: str, status: int) -> None:
        sign_in(Role.ADMINISTRATOR).get(f"/staff/log?before={before}", status)
