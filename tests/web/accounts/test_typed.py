"""What staff typed comes back when it cannot be kept, and nothing that has to stay secret does."""

from typing import Any

import pytest

from engage.accounts.models import Staff
from engage.core.roles import Role
from engage.web.typed import MOST_TEXTS
from tests.factories.accounts import PASSWORD, sign_in
from tests.factories.projects import make_project
from tests.page import Document, Page
from tests.support.site import Site
from tests.support.staff import sign_in_as

pytestmark = pytest.mark.one_database
ABOUT = "We ask everybody.\n<b>Also</b> those whom nobody asks."


def written(document: Document) -> list[str]:
    return ["".join(card.itertext()) for card in document.all(class_="card")]


@pytest.fixture
def address(site: Site) -> str:
    """The page of a long form of a lead."""
    return f"/staff/{site.save(make_project()).slug}/words"


def send(page: Page, document: Document, status: int) -> Document:
    """Send the long form from its page, as a browser does."""
    data = document.answer_form.values() | {"about": ABOUT, "code": "ABCD-EFGH"}
    path = document.answer_form.action
    return page.post(path, data, status, headers={"Referer": f"http://localhost{document.path}?part=2"})


def test_a_session_that_ended_gives_back_what_was_typed(site: Site, address: str, clock: Any) -> None:
    page = sign_in_as(site, Role.ADMINISTRATOR, None)
    document = page.get(address)
    clock.advance(minutes=61)
    refused = send(page, document, 401)
    assert ABOUT in written(refused) and "ABCD-EFGH" not in refused.html
    assert refused.one("a", class_="go").get("href") == f"/staff/sign-in?next={address}?part%3D2"
    assert refused.headers["Cache-Control"] == "no-store"


def test_signing_in_leads_to_the_page_again(page: Page, address: str, amira: Staff) -> None:
    refused = page.post(address, {"about": ABOUT}, 401)
    at_the_door = page.get(refused.one("a", class_="go").get("href") or "")
    assert page.submit(at_the_door, email=amira.email, password=PASSWORD).location == address


def test_a_page_of_the_session_before_gives_back_what_was_typed(site: Site, address: str, amira: Staff) -> None:
    page = sign_in_as(site, Role.ADMINISTRATOR, None)
    document = page.get(address)
    sign_in(page)
    refused = send(page, document, 400)
    assert ABOUT in written(refused) and "ABCD-EFGH" not in refused.html
    assert refused.one("a", class_="go").get("href") == f"{address}?part=2"


def test_who_may_not_send_it_any_more_keeps_the_words(site: Site, address: str) -> None:
    page = sign_in_as(site, Role.READER, site.save(make_project()).id)
    assert written(page.post(address, {"about": ABOUT}, 404)) == [ABOUT]


def test_no_page_repeats_a_password(site: Site, page: Page) -> None:
    typed = {"current": "Old secret 1", "new": "New secret 2", "again": "New secret 2", "csrf_token": "Stale"}
    page.post("/staff/password", typed, 302)
    signed_in = sign_in_as(site, Role.ADMINISTRATOR, None)
    for where in ("/staff/password", "/staff/sign-in"):
        refused = signed_in.post(where, {**typed, "password": "Old secret 1"}, 400)
        assert "secret" not in refused.html and "Stale" not in refused.html


def test_another_site_learns_and_leads_nowhere(page: Page, address: str) -> None:
    refused = page.post(address, {"about": ABOUT}, 401, headers={"Referer": "http://elsewhere.example//x"})
    assert refused.one("a", class_="go").get("href") == f"/staff/sign-in?next={address}"


def test_a_page_of_thousands_of_texts_is_not_made(site: Site, address: str, clock: Any) -> None:
    page = sign_in_as(site, Role.ADMINISTRATOR, None)
    form = page.get(address).answer_form
    clock.advance(minutes=61)
    many = {f"field-{number}": f"Text {number}" for number in range(400)}
    refused = page.post(form.action, form.values() | many, 401)
    assert len(written(refused)) == MOST_TEXTS


def test_an_answer_of_one_small_word_comes_back_and_what_nobody_typed_does_not(page: Page, address: str) -> None:
    rows = {"options-0-text": "often", "options-0-key": "often-2", "options-0-origin": "idea:12AB", "type": "yes-no"}
    assert written(page.post(address, rows, 401)) == ["often"]


def test_another_site_cannot_put_words_on_a_page_of_ours(page: Page, address: str) -> None:
    refused = page.post(address, {"about": ABOUT}, 403, headers={"Origin": "http://elsewhere.example"})
    assert written(refused) == []
