"""What an upload is, is decided by decoding it. Nothing of its origin is kept, and nothing stays behind."""

import io
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from engage.core.errors import Rejected
from engage.media import checking, ffmpeg
from engage.media.media_types import EXTENSIONS, KINDS
from engage.web.messages import MESSAGES
from tests.factories.media import PLACE, SECRET, photo, png_bomb, turned

Sample = Callable[[str], Path]


@pytest.fixture(autouse=True)
def nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert os.listdir(tmp_path) == []


def check(content: bytes, **options: Any) -> tuple[checking.Checked, bytes]:
    """What is kept, and its bytes."""
    with checking.received(io.BytesIO(content), **options) as checked:
        assert checked.bytes == checked.path.stat().st_size
        return checked, checked.path.read_bytes()


def refusal(content: bytes, **options: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        check(content, **options)
    assert caught.value.reason in MESSAGES
    assert MESSAGES[caught.value.reason]
    return caught.value


@pytest.mark.parametrize(
    ("name", "kind", "media_type", "finished"),
    [
        ("phone.mp4", "video", "video/mp4", True),
        ("silent.mp4", "video", "video/mp4", True),
        ("hevc.mov", "video", "video/quicktime", False),
        ("live.webm", "video", "video/webm", True),
        ("voice.m4a", "voice", "audio/mp4", True),
        ("voice.mp3", "voice", "audio/mpeg", True),
        ("voice.ogg", "voice", "audio/ogg", True),
        ("voice.wav", "voice", "audio/mp4", True),
    ],
)
def test_what_phones_make_is_kept_without_its_metadata(
    sample: Sample, name: str, kind: str, media_type: str, finished: bool
) -> None:
    original = sample(name).read_bytes()
    checked, kept = check(original)
    assert (checked.kind, checked.media_type, checked.finished) == (kind, media_type, finished)
    assert checked.kind in KINDS and checked.media_type in EXTENSIONS
    assert checked.seconds == (3 if name in {"phone.mp4", "silent.mp4"} else 2)
    for secret in (SECRET.encode(), PLACE.encode(), b"loci"):
        assert secret not in kept


def test_the_samples_do_say_where_they_were_made(sample: Sample) -> None:
    for name, place in (("phone.mp4", b"loci"), ("hevc.mov", PLACE.encode())):
        original = sample(name).read_bytes()
        assert SECRET.encode() in original and place in original


def test_the_index_comes_first(sample: Sample) -> None:
    _, kept = check(sample("phone.mp4").read_bytes())
    assert kept.index(b"moov") < kept.index(b"mdat")


def test_pictures_and_sound_stay_what_they_were(sample: Sample, tmp_path: Path) -> None:
    """The same decoded frames and tones, by their checksums."""
    kept = tmp_path / "kept.mp4"
    kept.write_bytes(check(sample("phone.mp4").read_bytes())[1])
    sums = [
        subprocess.run(["ffmpeg", "-loglevel", "error", "-i", file, "-f", "md5", "-"], capture_output=True, check=True)
        for file in (sample("phone.mp4"), kept)
    ]
    kept.unlink()
    assert sums[0].stdout == sums[1].stdout


def test_a_film_that_was_held_upright_stays_upright(sample: Sample) -> None:
    _, kept = check(turned(sample("phone.mp4").read_bytes()))
    at = kept.index(b"tkhd") + 4 + 40
    assert kept[at : at + 16] == bytes.fromhex("00000000000100000000000000000000"[:24]) + b"\xff\xff\x00\x00"


def test_a_photo_is_kept_without_its_metadata() -> None:
    checked, kept = check(photo())
    assert (checked.kind, checked.media_type, checked.seconds, checked.finished) == ("photo", "image/jpeg", 0, True)
    assert SECRET.encode() not in kept


HOSTILE = {
    "html": b"<!doctype html><script>alert(1)</script>" + b" " * 5000,
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "concat": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "subtitles": b"1\n00:00:01,000 --> 00:00:02,000\nwords\n",
    "zip": b"PK\x03\x04" + bytes(500),
    "program": b"\x7fELF" + bytes(500),
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500),
    "gif": b"GIF89a" + bytes(500),
    "one byte": b"\xff",
    "text": b"A photo of the market",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_neither_photo_nor_recording_is_refused(name: str) -> None:
    """Whatever it is called: no name is ever looked at."""
    started = time.monotonic()
    assert refusal(HOSTILE[name]).reason == "file-unknown"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "content",
    [
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom<html><script>alert(1)</script>" + bytes(2000),
        b"\x1a\x45\xdf\xa3" + bytes(2000),
        b"OggS" + bytes(2000),
        b"ID3\x04\0\0\0\0\0\0" + bytes(2000),
        b"RIFF\0\0\0\0WAVEfmt " + bytes(2000),
        b"\xff\xf1" + b"<script>" * 200,
    ],
)
def test_what_only_begins_like_a_recording_is_refused(sample: Sample, content: bytes) -> None:
    sample("phone.mp4")
    assert refusal(content).reason == "file-broken"


def test_a_file_that_is_two_things_is_kept_as_one(sample: Sample) -> None:
    page = b"<script>alert(1)</script>"
    for original in (photo() + page, sample("phone.mp4").read_bytes() + b"\0\0\1\0free" + page + bytes(223)):
        assert page not in check(original)[1]


def test_nothing_is_refused_as_empty() -> None:
    assert refusal(b"").reason == "file-empty"


def test_a_bomb_is_refused_at_once() -> None:
    started = time.monotonic()
    assert refusal(png_bomb()).reason == "file-broken"
    assert time.monotonic() - started < 2


class Endless:
    """An upload that never ends; counts what was read of it."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        self.given += size
        return bytes(size)


def test_reading_stops_where_the_limit_is() -> None:
    upload: Any = Endless()
    with pytest.raises(Rejected) as caught, checking.received(upload):
        pass
    assert (caught.value.reason, caught.value.facts) == ("file-too-large", {"limit": 60})
    assert upload.given < 61_000_000


def test_a_photo_may_weigh_less_than_a_film() -> None:
    assert refusal(photo() + bytes(20_000_000)).facts == {"limit": 20}


def test_a_long_recording_is_refused_with_true_advice(sample: Sample) -> None:
    long = sample("long.ogg").read_bytes()
    assert refusal(long).reason == "file-too-long"
    assert check(long, longest=600)[0].seconds == 160


def test_hours_of_silence_in_a_few_bytes_are_refused(sample: Sample) -> None:
    """Written to a pipe, the file cannot say how long it is."""
    sample("voice.wav")  # ffmpeg is there
    silence = ["-f", "lavfi", "-i", "anullsrc=r=1000:cl=mono:n=65535", "-t", "7200", "-f", "flac", "pipe:1"]
    content = subprocess.run(["ffmpeg", "-loglevel", "error", *silence], check=True, capture_output=True).stdout
    assert len(content) < 2_000_000
    assert refusal(content).reason == "file-too-long"


def test_words_between_the_pictures_are_gone(sample: Sample) -> None:
    content = sample("phone.mp4").read_bytes()
    assert b"x264 - core" in content
    assert b"x264 - core" not in check(content)[1]


@pytest.mark.parametrize("name", ["phone.mp4", "index-first.mp4", "voice.m4a"])
def test_half_an_upload_is_refused(sample: Sample, name: str) -> None:
    whole = sample(name).read_bytes()
    assert refusal(whole[: len(whole) // 2]).reason == "file-broken"


@pytest.mark.parametrize("filling", [os.urandom, bytes])
@pytest.mark.parametrize("name", ["index-first.mp4", "index-first.m4a", "live.webm"])
def test_a_recording_with_nothing_in_it_is_refused(sample: Sample, name: str, filling: Callable[[int], bytes]) -> None:
    """Its description is whole, what it describes is not there."""
    whole = bytearray(sample(name).read_bytes())
    at = whole.index(b"mdat") + 4 if b"mdat" in whole else whole.index(b"\x1f\x43\xb6\x75") + 12
    whole[at:] = filling(len(whole) - at)
    assert refusal(bytes(whole)).reason == "file-broken"


@pytest.mark.parametrize("kinds", [{"video"}, {"voice"}, {"voice", "video"}])
def test_only_the_kinds_that_are_asked_for_pass(kinds: Collection[str]) -> None:
    assert refusal(photo(), kinds=kinds).reason == "file-unknown"


def test_without_ffmpeg_recordings_wait_and_photos_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "installed", lambda: False)
    assert refusal(b"OggS" + bytes(200)).reason == "files-wait"
    assert refusal(HOSTILE["html"]).reason == "file-unknown"
    assert check(photo())[0].kind == "photo"


def test_a_program_that_takes_too_long_is_stopped(sample: Sample, tmp_path: Path) -> None:
    target, for_ever = tmp_path / "slow.mp4", ["-vf", "loop=-1:90,realtime", "-f", "mp4"]
    with pytest.raises(ffmpeg.Unreadable, match="too long"):
        ffmpeg.convert(sample("phone.mp4"), "mov", for_ever, target, seconds=1)
    target.unlink(missing_ok=True)


def test_a_film_cannot_name_other_files(sample: Sample, tmp_path: Path) -> None:
    """Even if a list of other files got as far as ffmpeg, it is read as what it was taken for."""
    sample("phone.mp4")
    listed = tmp_path / "list"
    listed.write_bytes(HOSTILE["concat"])
    for demuxer in ("mov", "matroska", "ogg"):
        with pytest.raises(ffmpeg.Unreadable):
            ffmpeg.probe(listed, demuxer)
    listed.unlink()
