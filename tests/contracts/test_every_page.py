"""The page contract on the pages that need nothing in the database, in every language, and on every kind of failure."""

from collections.abc import Callable

import pytest

from config import LANGUAGES
from engage.core.roles import Role
from tests.page import Page
from tests.support.crawl import crawl

pytestmark = pytest.mark.one_database
CODES = [language.code for language in LANGUAGES]


def addresses_for_everyone(page: Page) -> list[str]:
    """Every address of residents that names at most the language."""
    app = page.site.app
    return sorted(
        rule.rule.replace("<language>", "{code}")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.arguments <= {"language"}
        and not rule.rule.startswith(("/staff", "/healthz", "/readyz", "/metrics", "/api"))
    )


@pytest.mark.parametrize("code", CODES)
def test_pages_without_data_keep_the_contract(page: Page, code: str) -> None:
    for address in addresses_for_everyone(page):
        page.get(address.format(code=code))


@pytest.mark.parametrize("code", CODES)
def test_failures_are_pages_in_the_language_of_the_address(page: Page, code: str) -> None:
    page.get(f"/{code}/no-such-project/no-such-activity/", 404)
    page.post(f"/{code}/", {}, 405)
    page.post(f"/{code}/receipt", {"code": "2222"}, 403, headers={"Origin": "https://elsewhere.example"})


def test_an_unknown_language_is_not_found(page: Page) -> None:
    page.get("/xx/", 404)


def test_staff_sign_in_keeps_the_contract(page: Page) -> None:
    page.get("/staff/sign-in")


def load_demonstration(page: Page) -> None:
    done = page.site.app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 0, done.output


def test_every_link_of_the_demonstration_leads_to_a_page(page: Page) -> None:
    """Everything that residents can reach by links, in every language."""
    load_demonstration(page)
    seen = crawl(page, "/", *(f"/{code}/" for code in CODES))
    assert len([address for address in seen if address.count("/") >= 3]) >= 4 * len(CODES)


def test_every_link_of_the_staff_leads_to_a_page(page: Page, sign_in: Callable[..., Page]) -> None:
    """Everything that an administrator can reach by links."""
    load_demonstration(page)
    seen = crawl(sign_in(Role.ADMINISTRATOR), "/staff/", of_each=8)
    assert len(seen) > 20
