"""Every way to fail has a page in the reader's language, and tells nobody what the person wrote."""

import logging
from collections.abc import Callable

import brotli
import pytest
from flask import Flask

from config import LANGUAGES
from engage.languages.catalogue import Catalogue
from engage.web.errors import PAGES
from tests.page import Document
from tests.support.contract import broken_promises
from tests.web.shell.conftest import KINDS, NEVER

pytestmark = pytest.mark.one_database
Workshop = Callable[..., Flask]

CATALOGUE = Catalogue(LANGUAGES)
STATUSES = [400, 403, 404, 409, 410, 413, 422, 429, 500, 503]


def test_every_kind_of_failure_has_a_page() -> None:
    assert set(PAGES) >= {*STATUSES, *KINDS}


def test_what_has_no_page_of_its_own_is_told_as_what_it_is(workshop: Workshop) -> None:
    """A request that asks for nonsense is not the site's fault."""
    client = workshop().test_client()
    nonsense = client.get("/static/icon.svg", headers={"Range": "bytes=9999999-"})
    assert (nonsense.status_code, str(PAGES[400][0]) in nonsense.text) == (416, True)
    wrong = client.put("/en/")
    assert (wrong.status_code, set(wrong.headers["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("code", CATALOGUE.codes())
def test_failure_keeps_the_page_contract(workshop: Workshop, status: int, code: str) -> None:
    app = workshop()
    path = f"/{code}/workshop/fail/{status}"
    document = Document(path, app.test_client().post(path))
    assert document.status == status
    assert not broken_promises(document, app)
    assert NEVER not in document.html
    assert ("Retry-After" in document.headers) is (status in {429, 503})


@pytest.mark.parametrize("status", STATUSES)
def test_the_log_never_holds_what_was_written(
    workshop: Workshop, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        workshop().test_client().post(f"/en/workshop/fail/{status}?q=secret-query", data={"answer": "secret-answer"})
    for secret in (NEVER, "secret-query", "secret-answer", "127.0.0.1"):
        assert secret not in caplog.text


def test_an_unexpected_failure_is_logged_with_its_place(workshop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    workshop().test_client().post("/en/workshop/fail/500")
    assert "unexpected RuntimeError" in caplog.text
    assert "in fail" in caplog.text


@pytest.mark.parametrize(("accepted", "tag"), [("ar", "ar"), ("ro-RO,en;q=0.5", "ro"), ("fr", "en-GB"), ("", "en-GB")])
def test_without_a_language_in_the_address_the_browser_is_asked(workshop: Workshop, accepted: str, tag: str) -> None:
    answer = workshop().test_client().get("/nothing/here/at/all", headers={"Accept-Language": accepted})
    assert answer.status_code == 404
    assert Document("/", answer).one("html").get("lang") == tag


def test_a_form_without_its_token_is_told_in_the_language_of_the_page(own_workshop: Flask) -> None:
    own_workshop.config["WTF_CSRF_ENABLED"] = True
    answer = own_workshop.test_client().post("/ar/workshop/write/x")
    assert answer.status_code == 400
    assert Document("/ar/", answer).one("html").get("dir") == "rtl"


@pytest.mark.parametrize(("path", "status"), [("/ar/nothing/", 404), ("/ar/privacy", 200)])
def test_a_page_that_tells_a_mistake_is_compressed_like_any_other(workshop: Workshop, path: str, status: int) -> None:
    answer = workshop().test_client().get(path, headers={"Accept-Encoding": "br"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (status, "br")
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert "<h1>" in brotli.decompress(answer.data).decode()
