"""The page contract on the pages that need nothing in the database, in every language, and on every kind of failure."""

import pytest

from config import LANGUAGES
from tests.page import Page

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
