"""The stand-ins that ship with the demonstration: small, playable, and honest about what they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from engage.media import ffmpeg, slates
from engage.media.captions import plain_words, read

LONG = "We ask about getting around, health and the places you like. You can stop at any time. " * 4


@pytest.mark.parametrize("words", ["Bus", "How do you usually get to the doctor?", LONG, "Ţară & <Şcoală> “…”"])
def test_a_slate_is_small_and_says_its_words(sample: Callable[[str], Path], tmp_path: Path, words: str) -> None:
    sample("voice.m4a")
    files = slates.make_slate(words, tmp_path, "one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.mp4", "one.vtt", "one.webp"]
    assert files.clip.stat().st_size <= 10_000 and files.poster.stat().st_size <= 4_000
    found = ffmpeg.probe(files.clip, "mov", decode_seconds=3)
    assert found.video and found.audio is None
    assert (found.video.codec, found.video.width, found.video.height) == ("h264", 640, 480)
    assert found.seconds == files.seconds
    cues = read(files.captions.read_text(encoding="utf-8"), files.seconds)
    assert plain_words(cues).split() == words.split()
    assert cues[-1].end <= files.seconds * 1000


def test_two_slates_of_the_same_words_are_the_same_and_of_others_are_not(
    sample: Callable[[str], Path], tmp_path: Path
) -> None:
    sample("voice.m4a")
    made = [slates.make_slate(words, tmp_path, name) for words, name in (("Bus", "a"), ("Bus", "b"), ("Walk", "c"))]
    first, second, other = (files.clip.read_bytes() for files in made)
    assert first == second != other
    with Image.open(made[0].poster) as bus, Image.open(made[2].poster) as walk:
        assert ImageChops.difference(bus.convert("L"), walk.convert("L")).getextrema()[1] > 100


def test_the_chime_is_small_and_can_be_heard(sample: Callable[[str], Path], tmp_path: Path) -> None:
    sample("voice.m4a")
    path = tmp_path / "chime.m4a"
    assert slates.make_chime(path) == 1
    assert path.stat().st_size <= 3_000
    found = ffmpeg.probe(path, "mov", decode_seconds=2)
    assert found.audio and found.audio.codec == "aac" and 0.9 < found.seconds < 1.4
