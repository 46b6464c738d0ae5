"""Clips, sounds and pictures: whole or in parts, kept by phones, harmless by themselves, in one read."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engage.media.models import Media
from tests.factories.media import make_media
from tests.support.site import Site
from tests.web.media.conftest import FILM


def test_a_clip_is_served_whole_and_for_ever(client: FlaskClient, clip: str) -> None:
    with client.get(f"/media/{clip}.mp4") as answer:
        assert (answer.status_code, answer.mimetype, answer.get_data()) == (200, "video/mp4", FILM)
        headers = answer.headers
    assert headers["Content-Length"] == str(len(FILM)) and headers["Accept-Ranges"] == "bytes"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == f"inline; filename={clip}.mp4"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox") and "default-src 'none'" in policy and "script" not in policy
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, len(FILM)), ("bytes=-50", len(FILM) - 50, len(FILM))],
)
def test_a_part_is_served(client: FlaskClient, clip: str, asked: str, start: int, end: int) -> None:
    with client.get(f"/media/{clip}.mp4", headers={"Range": asked}) as answer:
        assert (answer.status_code, answer.get_data()) == (206, FILM[start:end])
        assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(FILM)}"


def test_a_part_that_is_not_there_is_refused(
    site: Site, client: FlaskClient, clip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, opened = site.app.extensions["engage.storage"], []
    monkeypatch.setattr(storage, "open", lambda name: opened.append(type(storage).open(storage, name)) or opened[-1])
    with client.get(f"/media/{clip}.mp4", headers={"Range": f"bytes={len(FILM)}-"}) as answer:
        assert answer.status_code == 416
    assert [file.closed for file in opened] == [True]


def test_what_a_phone_has_is_not_sent_again(client: FlaskClient, clip: str) -> None:
    for extension in ("mp4", "webp", "vtt"):
        with client.get(f"/media/{clip}.{extension}") as answer:
            tag = answer.headers["ETag"]
        with client.get(f"/media/{clip}.{extension}", headers={"If-None-Match": tag}) as answer:
            assert (answer.status_code, answer.get_data()) == (304, b"")
    with client.get(f"/media/{clip}.mp4", headers={"Range": "bytes=0-9", "If-Range": '"another"'}) as answer:
        assert (answer.status_code, answer.get_data()) == (200, FILM)


def test_the_head_of_a_clip_has_no_body(client: FlaskClient, clip: str) -> None:
    with client.head(f"/media/{clip}.mp4") as answer:
        assert (answer.status_code, answer.get_data()) == (200, b"")
        assert answer.headers["Content-Length"] == str(len(FILM))


def test_still_and_captions_are_served(client: FlaskClient, clip: str) -> None:
    with client.get(f"/media/{clip}.webp") as answer:
        assert (answer.mimetype, answer.get_data()) == ("image/webp", b"a still")
    with client.get(f"/media/{clip}.vtt") as answer:
        assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
        assert answer.get_data(as_text=True).startswith("WEBVTT\n\n00:00:00.000 -->")
        assert answer.headers["Cache-Control"] == "public, no-cache", "captions can be mended"


def test_a_file_costs_one_read_and_writes_nothing(site: Site, client: FlaskClient, clip: str) -> None:
    for extension in ("mp4", "webp", "vtt"):
        site.statements.clear()
        with client.get(f"/media/{clip}.{extension}", headers={"Range": "bytes=0-9"}):
            pass
        asked = [sent for sent in site.statements if not sent.startswith("BEGIN")]
        assert len(asked) == 1 and asked[0].startswith("SELECT")


@pytest.mark.parametrize("extension", ["jpg", "webm", "html", "mp4.html", "MP4", "exe"])
def test_other_extensions_are_not_there(client: FlaskClient, clip: str, extension: str) -> None:
    with client.get(f"/media/{clip}.{extension}") as answer:
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd.mp4", "%00.mp4", "%00" * 32 + ".mp4", "x" * 300 + ".mp4"]
)
def test_names_from_outside_reach_nothing(client: FlaskClient, name: str) -> None:
    with client.get(f"/media/{name}") as answer:
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"purpose": "recording"},
        {"state": "waiting"},
        {"state": "refused", "reason": "file-broken", "storage_name": "", "poster_name": ""},
    ],
)
def test_what_is_not_for_everybody_is_not_there(
    site: Site, client: FlaskClient, save: Callable[..., Any], clip: str, fields: dict[str, Any]
) -> None:
    shown = site.read(select(Media))[0]
    files = {"storage_name": shown.storage_name, "poster_name": shown.poster_name, "captions": shown.captions}
    hidden = save(make_media(**files | fields))
    for extension in ("mp4", "webp", "vtt"):
        with client.get(f"/media/{hidden.id}.{extension}") as answer:
            assert answer.status_code == 404


def test_a_file_that_has_gone_is_not_there(site: Site, client: FlaskClient, clip: str) -> None:
    site.app.extensions["engage.storage"].delete(site.read(select(Media.storage_name))[0])
    with client.get(f"/media/{clip}.mp4") as answer:
        assert answer.status_code == 404


def test_a_clip_cannot_be_changed_from_outside(client: FlaskClient, clip: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        with client.open(f"/media/{clip}.mp4", method=method) as answer:
            assert answer.status_code == 405
