"""Members of staff for the tests, signed in without going through the sign-in page."""

from typing import Any

from playwright.sync_api import Page as Phone

from engage.accounts import actions
from engage.core import clock
from engage.core.identifiers import new_id
from engage.core.roles import Role
from tests.page import Page
from tests.support.site import Site


def sign_in_as(site: Site, role: Role, project_id: str | None) -> Page:
    """A fresh browser in which a new member of staff with this role is signed in."""
    with site.writing():
        staff_id = actions.add_person(f"{role.value}-{new_id()[:12]}@example.org", role, project_id)
        token = actions.start_session(staff_id, epoch=1)
    page = Page(site)
    with page.client.session_transaction("/staff/") as cookie:
        cookie["_user_id"] = token
        cookie["seen"] = clock.now().isoformat()
    site.statements.clear()
    return page


def hand_over(page: Page, phone: Phone, address: str) -> None:
    """Let a browser go on with the cookies of a signed-in `page`; `address` is that of the live site."""
    cookies: list[Any] = [
        {"name": cookie.key, "value": cookie.value, "domain": address.split("/")[2].split(":")[0], "path": cookie.path}
        for cookie in page.client._cookies.values()
    ]
    phone.context.add_cookies(cookies)
