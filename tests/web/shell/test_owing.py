"""A Leave that was chosen without a connection is settled before the browser is told anything."""

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.questionnaires.models import Submission
from tests.factories.questionnaires import Opened, opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database


@pytest.fixture
def survey(site: Site) -> Opened:
    return opened(site)


def held(page: Page) -> set[str]:
    """The names of the cookies that this browser has."""
    return {cookie.key for cookie in page.client._cookies.values()}


def test_nothing_is_told_before_it_is_settled(page: Page, survey: Opened) -> None:
    _page, asked = survey.begin(page)
    page.client.set_cookie("left", "1")
    answer = page.get(asked.path + "?begun=1", 303)
    assert answer.location == asked.path
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert held(page) == set()
    assert page.get(asked.path, 303).location == survey.address()


def test_what_a_page_that_was_left_sends_is_not_kept(page: Page, survey: Opened, site: Site) -> None:
    _page, asked = survey.begin(page)
    check = survey.answer(page, asked, {"way": {"way": "walk"}})
    page.client.set_cookie("left", "1")
    assert page.submit(check, 303).location == check.path
    assert held(page) == set() and not site.read(select(Submission))


def test_leave_itself_keeps_what_was_typed_and_takes_the_note(page: Page, survey: Opened) -> None:
    _page, asked = survey.begin(page)
    before = page.client.get_cookie("engage")
    page.client.set_cookie("left", "1")
    form = asked.forms[-1].values() | {"way": "walk", "_to": "leave"}
    answer = page.client.post(asked.path, data=form, headers={"X-Leave": "1"})
    assert answer.headers["Location"] == "/en/leave" and held(page) == set()
    page.client.set_cookie("engage", before.value)
    assert 'value="walk" checked' in page.get(asked.path).html


def test_staff_and_files_are_not_concerned(sign_in: object, site: Site) -> None:
    staff: Page = sign_in(Role.ADMINISTRATOR)  # type: ignore[operator]
    staff.client.set_cookie("left", "1")
    style = staff.get("/staff/").one("link", rel="stylesheet").get("href", "")
    assert staff.client.get(style).status_code == 200
    assert staff.client.get("/staff").location == "/staff/"
    staff.get("/staff/")
    staff.get("/en/", 303)
    staff.get("/staff/")
