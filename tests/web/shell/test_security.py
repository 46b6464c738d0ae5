"""Headers, cookies, Origin, proxies and health."""

from collections.abc import Callable

import pytest
from flask import Flask

from engage.web.security import HEADERS
from tests.page import Page

pytestmark = pytest.mark.one_database
Workshop = Callable[..., Flask]

HERE = "http://localhost"
WRITE = "/en/workshop/write/x"


@pytest.mark.parametrize("path", ["/en/", "/en/nothing/here/", "/static/icon.svg", "/healthz", "/staff/", "/en"])
def test_every_answer_has_every_header(workshop: Workshop, path: str) -> None:
    answer = workshop().test_client().get(path, buffered=True)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]


def test_pages_are_never_kept_by_browsers_or_caches(page: Page) -> None:
    for path, status in (("/en/", 200), ("/en/nothing/here/", 404), ("/healthz", 200)):
        assert page.get(path, status).headers["Cache-Control"] == "no-store"


def test_https_is_kept_only_where_it_is_used(workshop: Workshop) -> None:
    assert "Strict-Transport-Security" not in workshop().test_client().get("/en/").headers
    secure = workshop(base_url="https://engage.example").test_client()
    assert "max-age=31536000" in secure.get("/en/").headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"Origin": HERE}, 204),
        ({"Origin": "https://engage.example"}, 204),
        ({"Sec-Fetch-Site": "same-origin"}, 204),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://engage.example.elsewhere.example"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
def test_only_our_own_pages_may_write(workshop: Workshop, headers: dict[str, str], status: int) -> None:
    app = workshop(base_url="https://engage.example")
    assert app.test_client().post(WRITE, headers=headers).status_code == status


def test_reading_may_come_from_anywhere(workshop: Workshop) -> None:
    assert workshop().test_client().get("/en/", headers={"Origin": "https://elsewhere.example"}).status_code == 200


def cookies(app: Flask, base_url: str, path: str) -> list[str]:
    client = app.test_client()
    with client.session_transaction(path, base_url=base_url) as session:
        session["x"] = 1
    return [
        f"{cookie.key} {cookie.path} {cookie.secure} {cookie.http_only} {cookie.same_site}"
        for cookie in client._cookies.values()
    ]


def test_residents_and_staff_have_separate_cookies(workshop: Workshop) -> None:
    app = workshop(base_url="https://engage.example")
    assert cookies(app, "https://engage.example", "/en/") == ["__Host-engage / True True Lax"]
    assert cookies(app, "https://engage.example", "/staff/") == ["__Secure-staff /staff True True Lax"]


def test_a_laptop_without_https_has_plain_names(workshop: Workshop) -> None:
    app = workshop()
    assert cookies(app, HERE, "/en/") == ["engage / False True Lax"]
    assert cookies(app, HERE, "/staff/x") == ["staff /staff False True Lax"]
    assert cookies(app, HERE, "/staffing") == ["engage / False True Lax"]


FORWARDED = {"X-Forwarded-For": "203.0.113.77", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "engage.example"}


def seen_by(app: Flask, headers: dict[str, str]) -> list[str]:
    return app.test_client().get("/en/workshop/look", headers=headers).text.split()


def test_a_strangers_word_about_its_address_is_not_taken(workshop: Workshop) -> None:
    assert seen_by(workshop(), FORWARDED)[:3] == ["127.0.0.1", "http", "localhost"]


def test_a_trusted_proxys_word_is_taken(workshop: Workshop) -> None:
    app = workshop(trusted_proxies=1)
    assert seen_by(app, FORWARDED)[:3] == ["203.0.113.77", "https", "localhost"], "it passes Host itself"
    forged = FORWARDED | {"X-Forwarded-For": "198.51.100.1, 203.0.113.77"}
    assert seen_by(app, forged)[0] == "203.0.113.77"


def test_a_caller_is_a_pseudonym_of_a_network_for_an_hour(workshop: Workshop, clock: object) -> None:
    app = workshop(trusted_proxies=1)

    def caller(address: str) -> str:
        return seen_by(app, FORWARDED | {"X-Forwarded-For": address})[3]

    here = caller("203.0.113.77")
    assert here == caller("203.0.113.77") != caller("203.0.113.78")
    assert caller("2001:db8::1") == caller("2001:db8::ffff") != caller("2001:db8:0:1::1")
    assert "203" not in here
    clock.advance(hours=1)  # type: ignore[attr-defined]
    assert caller("203.0.113.77") != here


def test_an_address_that_is_none_breaks_nothing(workshop: Workshop) -> None:
    assert workshop(trusted_proxies=1).test_client().get("/en/", headers={"X-Forwarded-For": "x"}).status_code == 200


def test_the_site_says_whether_it_lives_and_can_serve(workshop: Workshop) -> None:
    client = workshop().test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    away = workshop(database_url="postgresql+psycopg://nobody@/none?host=/nowhere").test_client()
    assert [away.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


def test_styles_and_scripts_are_kept_for_ever_under_the_name_of_their_content(page: Page) -> None:
    document = page.get("/en/")
    style = document.one("link", rel="stylesheet").get("href", "")
    answer = page.client.get(style)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css" and answer.text.strip()
    assert page.client.get(style.replace(style.split("/")[2], "000000000000")).status_code == 404
    assert page.client.get("/static/000000000000/nothing").status_code == 404


@pytest.mark.parametrize(
    ("path", "leads"),
    [("/en", "/en/"), ("/en?x=1&y=2", "/en/?x=1&y=2"), ("/en//evil.example/receipt", "/en/evil.example/receipt/")],
)
def test_a_redirect_to_the_right_address_names_no_host(workshop: Workshop, path: str, leads: str) -> None:
    answer = workshop().test_client().get(path, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, leads)
    assert not answer.data


def test_only_what_can_carry_files_may_be_large(workshop: Workshop) -> None:
    client = workshop().test_client()
    form, words = "application/x-www-form-urlencoded", b"answer=" + b"a" * 1_100_000
    parts = b'--x\r\nContent-Disposition: form-data; name="answer"\r\n\r\n%s\r\n--x--\r\n' % words
    file = parts.replace(b'"answer"', b'"file"; filename="a"')
    for data, kind, status in (
        (words, form, 413),
        (words[:900_000], form, 204),
        (parts, "multipart/form-data; boundary=x", 413),
        (file, "multipart/form-data; boundary=x", 204),
    ):
        answer = client.post(f"/en/workshop/write/{kind[0]}{status}", data=data, content_type=kind)
        assert answer.status_code == status, kind
