"""The pages that need no data, on a small phone: they fit, they pass axe, and nothing is asked of anybody else."""

import pytest

from config import LANGUAGES
from tests.support import axe
from tests.support.browser import Phones

pytestmark = pytest.mark.one_database
PAGES = ("", "help", "privacy", "accessibility", "nothing/here/")


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_page_passes_axe_and_fits_a_small_phone(phones: Phones, live: str, code: str) -> None:
    phone = phones()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        phone.goto(f"/{code}/{name}")
        assert axe.violations(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    assert [url for url in asked if not url.startswith((live, "data:"))] == []
