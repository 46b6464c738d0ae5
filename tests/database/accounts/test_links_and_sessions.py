"""One-time links, and when sessions end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts import actions, queries
from engage.accounts.members import StaffMember
from engage.accounts.models import SignInLink, Staff, StaffSession
from engage.core import clock as core_clock
from engage.core.errors import Conflict, NotAllowed, Rejected
from engage.core.identifiers import content_hash
from engage.core.roles import Role
from engage.web.transactions import without_lock
from tests.support.site import Site

HOUR = timedelta(hours=1)
THREADS = 64


def link_for(site: Site, person: Staff, made_by: Staff | None = None) -> str:
    with site.writing():
        return actions.make_link(person.id, made_by.id if made_by else None, HOUR)


def spend(site: Site, token: str) -> actions.SpentLink | None:
    with site.writing():
        return actions.spend_link(token)


def session_of(site: Site, person: Staff, epoch: int = 1) -> str:
    with site.writing():
        return actions.start_session(person.id, epoch)


def who(site: Site, token: str, later: timedelta = timedelta(0)) -> StaffMember | None:
    with site.app.app_context():
        return queries.signed_in(token, core_clock.now() + later)


def do(site: Site, action: Callable[..., Any], *arguments: Any) -> None:
    with site.writing():
        action(*arguments)


def test_of_many_at_once_exactly_one_gets_the_link(site: Site, person: Callable[..., Staff]) -> None:
    token = link_for(site, person(Role.ADMINISTRATOR))
    ready = Barrier(THREADS)

    def race(_: int) -> bool:
        ready.wait()
        return spend(site, token) is not None

    with ThreadPoolExecutor(THREADS) as threads:
        assert sum(threads.map(race, range(THREADS))) == 1


def test_only_the_hash_of_a_link_and_of_a_session_is_kept(site: Site, person: Callable[..., Staff]) -> None:
    who_it_is = person(Role.ADMINISTRATOR)
    link, session = link_for(site, who_it_is), session_of(site, who_it_is)
    assert site.read(select(SignInLink.token_hash)) == [content_hash(link)]
    assert site.read(select(StaffSession.token_hash)) == [content_hash(session)]


def test_a_link_is_open_until_it_is_used_or_too_old(site: Site, person: Callable[..., Staff], clock: Any) -> None:
    first, second = (link_for(site, person(Role.ADMINISTRATOR)) for _ in range(2))
    clock.advance(minutes=59)
    assert spend(site, first) is not None
    assert spend(site, first) is None
    clock.advance(minutes=1)
    assert spend(site, second) is None
    assert spend(site, "unknown") is None


@pytest.mark.parametrize("ending", [actions.disable, lambda staff_id: actions.change_role(staff_id, None, None)])
def test_what_ends_an_account_ends_links_and_sessions(
    site: Site, person: Callable[..., Staff], ending: Callable[[str], None]
) -> None:
    ended, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)
    link, session, others = link_for(site, ended), session_of(site, ended), session_of(site, other)
    do(site, ending, ended.id)
    assert spend(site, link) is None
    assert who(site, session) is None
    assert who(site, others) is not None


def test_enabling_revives_nothing(site: Site, person: Callable[..., Staff]) -> None:
    ended = person(Role.ADMINISTRATOR)
    link, session = link_for(site, ended), session_of(site, ended)
    do(site, actions.disable, ended.id)
    do(site, actions.enable, ended.id)
    assert spend(site, link) is None
    assert who(site, session) is None
    assert who(site, session_of(site, ended, epoch=2)) is not None


def test_a_new_password_ends_links_and_sessions(site: Site, person: Callable[..., Staff]) -> None:
    changed = person(Role.ADMINISTRATOR)
    link, session = link_for(site, changed), session_of(site, changed)
    do(site, actions.set_password, who(site, session), "hash")
    assert spend(site, link) is None
    assert who(site, session) is None
    assert who(site, session_of(site, changed, epoch=2)) is not None


def test_a_password_set_in_a_session_that_has_ended_is_refused(site: Site, person: Callable[..., Staff]) -> None:
    ended = person(Role.ADMINISTRATOR)
    member = who(site, session_of(site, ended))
    do(site, actions.disable, ended.id)
    with site.app.app_context(), pytest.raises(NotAllowed):
        actions.set_password(member, "hash")


def test_a_sign_in_that_was_overtaken_by_a_new_password_opens_nothing(site: Site, person: Callable[..., Staff]) -> None:
    changed = person(Role.ADMINISTRATOR)
    do(site, actions.set_password, who(site, session_of(site, changed)), "hash")
    assert who(site, session_of(site, changed, epoch=1)) is None


def test_a_session_lasts_twelve_hours_at_most(site: Site, person: Callable[..., Staff], clock: Any) -> None:
    token = session_of(site, person(Role.ADMINISTRATOR))
    assert who(site, token, 12 * HOUR - timedelta(seconds=1)) is not None
    assert who(site, token, 12 * HOUR) is None


def test_the_next_sign_in_clears_away_sessions_that_are_over(
    site: Site, person: Callable[..., Staff], clock: Any
) -> None:
    someone = person(Role.ADMINISTRATOR)
    session_of(site, someone)
    clock.advance(hours=12)
    newer = session_of(site, someone)
    assert site.read(select(StaffSession.token_hash)) == [content_hash(newer)]


def test_who_is_signed_in_is_one_read_with_every_role(
    site: Site, person: Callable[..., Staff], hill: Any, mill: Any
) -> None:
    someone = person(Role.LEAD, mill, email="a@example.org")
    do(site, actions.add_person, "a@example.org", Role.READER, hill.id)
    token = session_of(site, someone)
    site.statements.clear()
    member = who(site, token)
    assert sum(one.startswith("SELECT") for one in site.statements) == 1
    assert [(part.slug, part.role) for part in member.projects] == [("hill", Role.READER), ("mill", Role.LEAD)]


def test_without_a_role_there_is_no_session_and_no_sign_in(site: Site, person: Callable[..., Staff], hill: Any) -> None:
    someone = person(Role.LEAD, hill, email="a@example.org")
    do(site, actions.change_role, someone.id, hill.id, None)
    assert who(site, session_of(site, someone, epoch=2)) is None
    with site.app.app_context():
        assert queries.credentials("a@example.org") is None


class TestWhatALinkOpens:
    """A link is worth what its maker may do when it is used."""

    def test_a_lead_opens_the_account_of_somebody_new(
        self, site: Site, person: Callable[..., Staff], hill: Any
    ) -> None:
        token = link_for(site, person(Role.RESEARCHER, hill), made_by=person(Role.LEAD, hill))
        assert spend(site, token).opens

    def test_not_of_somebody_who_works_elsewhere_too(
        self, site: Site, person: Callable[..., Staff], hill: Any, mill: Any
    ) -> None:
        lead, other = person(Role.LEAD, hill), person(Role.RESEARCHER, mill, email="b@example.org")
        do(site, actions.add_person, "b@example.org", Role.READER, hill.id)
        assert not spend(site, link_for(site, other, made_by=lead)).opens

    def test_not_of_somebody_who_became_more_since(self, site: Site, person: Callable[..., Staff], hill: Any) -> None:
        lead, other = person(Role.LEAD, hill), person(Role.RESEARCHER, hill, email="b@example.org")
        token = link_for(site, other, made_by=lead)
        do(site, actions.add_person, "b@example.org", Role.ADMINISTRATOR, None)
        assert not spend(site, token).opens

    def test_not_if_its_maker_was_disabled_since(self, site: Site, person: Callable[..., Staff], hill: Any) -> None:
        lead = person(Role.LEAD, hill)
        token = link_for(site, person(Role.RESEARCHER, hill), made_by=lead)
        do(site, actions.disable, lead.id)
        assert not spend(site, token).opens

    def test_the_command_line_opens_every_account(self, site: Site, person: Callable[..., Staff]) -> None:
        assert spend(site, link_for(site, person(Role.ADMINISTRATOR))).opens


class TestRoles:
    def test_adding_somebody_twice_is_a_conflict(self, site: Site, hill: Any) -> None:
        do(site, actions.add_person, "a@example.org", Role.LEAD, hill.id)
        for role, project_id in ((Role.LEAD, hill.id), (Role.READER, hill.id)):
            with site.app.app_context(), pytest.raises(Conflict):
                actions.add_person("a@example.org", role, project_id)
        do(site, actions.add_person, "a@example.org", Role.ADMINISTRATOR, None)
        with site.app.app_context(), pytest.raises(Conflict):
            actions.add_person("a@example.org", Role.ADMINISTRATOR, None)

    def test_a_role_in_the_wrong_place_is_refused(self, site: Site, hill: Any) -> None:
        for role, project_id in ((Role.ADMINISTRATOR, hill.id), (Role.LEAD, None)):
            with site.app.app_context(), pytest.raises(Rejected):
                actions.add_person("a@example.org", role, project_id)

    def test_only_an_existing_role_in_a_project_is_changed(
        self, site: Site, person: Callable[..., Staff], hill: Any, mill: Any
    ) -> None:
        someone = person(Role.LEAD, hill)
        for project_id, role in ((mill.id, Role.READER), (hill.id, Role.ADMINISTRATOR), (None, Role.LEAD)):
            with site.app.app_context(), pytest.raises(Rejected):
                actions.change_role(someone.id, project_id, role)

    def test_many_adding_the_same_person_at_once_make_one(self, site: Site, hill: Any) -> None:
        def add(_: int) -> bool:
            try:
                do(site, actions.add_person, "a@example.org", Role.LEAD, hill.id)
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(add, range(16))) == 1
        assert site.read(select(Staff.email)) == ["a@example.org"]


def test_slow_work_refuses_to_lose_what_is_not_saved(site: Site, person: Callable[..., Staff]) -> None:
    someone = person(Role.ADMINISTRATOR)
    with site.writing() as session:
        session.get(Staff, someone.id).email = "b@example.org"
        with pytest.raises(RuntimeError, match="unsaved"), without_lock():
            pass
