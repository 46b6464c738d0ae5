"""What the worker makes of a lead's film or sound: small, playable on each phone, as lively as it was."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from engage.media import clips, ffmpeg
from engage.media.checking import received
from engage.media.clips import DEMUXERS, Prepared, prepare
from engage.media.families import FAMILIES, plan
from engage.media.media_types import EXTENSIONS
from engage.media.purposes import PURPOSES
from tests.factories.media import turned

Sample = Callable[[str], Path]


@pytest.fixture
def made(sample: Sample, tmp_path: Path) -> Callable[..., tuple[Prepared, ffmpeg.Probe]]:
    """made("clip", "phone.mp4"): what comes out, and what ffprobe says of it."""

    def make(purpose: str, name: str, content: bytes = b"") -> tuple[Prepared, ffmpeg.Probe]:
        with received(io.BytesIO(content or sample(name).read_bytes())) as checked:
            result = prepare(purpose, checked.path, checked.media_type, tmp_path)
        return result, ffmpeg.probe(result.path, "mov", decode_seconds=2)

    return make


Made = Callable[..., tuple[Prepared, ffmpeg.Probe]]


@pytest.mark.parametrize("name", ["large.mp4", "hevc.mov", "live.webm", "phone.mp4"])
def test_a_signed_film_fits_every_phone(made: Made, name: str) -> None:
    result, found = made("clip", name)
    assert (result.kind, result.media_type) == ("video", "video/mp4")
    assert found.video and found.audio is None
    assert (found.video.codec, found.video.pixels) == ("h264", "yuv420p")
    assert min(found.video.width, found.video.height) == (480 if name == "large.mp4" else 240)
    assert 25 <= found.video.rate <= 30
    content = result.path.read_bytes()
    assert len(content) * 8 / found.seconds <= 600_000
    assert content.index(b"moov") < content.index(b"mdat")
    assert result.seconds == round(found.seconds)


def test_a_restless_film_is_no_heavier_than_others(made: Made) -> None:
    result, found = made("clip", "noisy.mp4")
    assert 400_000 < result.path.stat().st_size * 8 / found.seconds <= 600_000


def test_a_film_held_upright_is_encoded_upright(made: Made, sample: Sample) -> None:
    result, found = made("clip", "", turned(sample("large.mp4").read_bytes()))
    assert found.video and (found.video.width, found.video.height) == (480, 640)
    with Image.open(io.BytesIO(result.poster)) as poster:
        assert poster.size == (360, 480)


def test_a_film_that_fits_is_not_encoded_again(made: Made, sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    small, _ = made("clip", "large.mp4")
    monkeypatch.setattr(clips, "_encoded", lambda *_: pytest.fail("it was encoded again"))
    again, found = made("clip", "", small.path.read_bytes())
    assert found.video and found.video.height == 480
    assert abs(len(again.path.read_bytes()) - len(small.path.read_bytes())) < 2000


def test_the_poster_is_a_small_real_frame(made: Made) -> None:
    result, _ = made("clip", "large.mp4")
    assert 0 < len(result.poster) <= 4000
    with Image.open(io.BytesIO(result.poster)) as poster:
        assert poster.format == "WEBP"
        assert len(poster.convert("RGB").quantize(16).getcolors()) > 8, "more than one colour"


@pytest.mark.parametrize("name", ["voice.m4a", "voice.mp3", "voice.ogg", "voice.wav", "phone.mp4"])
def test_a_sound_fits_every_phone(made: Made, name: str) -> None:
    result, found = made("sound", name)
    assert (result.kind, result.media_type, result.poster) == ("voice", "audio/mp4", b"")
    assert found.audio and found.audio.codec == "aac" and found.video is None
    assert result.path.stat().st_size * 8 / found.seconds < 60_000


def test_a_residents_film_keeps_its_sound(made: Made) -> None:
    result, found = made("recording", "hevc.mov")
    assert result.media_type == "video/mp4" and found.video and found.audio
    assert (found.video.codec, found.audio.codec) == ("h264", "aac")


@pytest.fixture
def nonsense(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "nonsense"
    path.write_bytes(bytes(5000))
    yield path


@pytest.mark.parametrize("purpose", [recipe.key for recipe in clips.RECIPES])
def test_what_cannot_be_read_is_told(purpose: str, nonsense: Path, sample: Sample, tmp_path: Path) -> None:
    sample("voice.m4a")
    with pytest.raises(ffmpeg.Unreadable):
        prepare(purpose, nonsense, "video/mp4", tmp_path)


def test_a_sound_is_no_clip_and_a_silent_film_no_sound(made: Made) -> None:
    for purpose, name in (("clip", "voice.m4a"), ("sound", "silent.mp4")):
        with pytest.raises(ffmpeg.Unreadable):
            made(purpose, name)


def test_every_type_that_can_be_kept_can_be_served_and_read_again() -> None:
    shapes = {shape for family in FAMILIES for shape in (*family.voices.values(), family.video_shape, family.holds)}
    shapes |= {plan(family, "", "", "strange").shape for family in FAMILIES}
    for shape in shapes:
        assert shape.media_type in EXTENSIONS
        assert DEMUXERS[shape.media_type] == shape.demuxer


def test_everything_that_waits_has_a_recipe() -> None:
    waiting = {purpose.key for purpose in PURPOSES if purpose.kinds != {"photo"}}
    assert set(clips.RECIPES.keys()) == waiting
