"""Captions: what is read is what was written, and what is wrong is told by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.media.captions import BadCaptions, Cue, Problem, plain_words, read, written
from engage.media.messages import CAPTION_MESSAGES

GOOD = """\ufeffWEBVTT a title

NOTE nobody reads this
00:09.000 is not a time here

STYLE
::cue { color: red }

first
00:00.500 --> 00:02.000 line:10% size:50% onclick:alert
<v Ada>How do <b>you</b> usually</v>
get to the doctor &amp; back?

00:00:02.000 --> 00:00:04.000
By bus
"""


def test_words_times_and_places_are_read() -> None:
    assert read(GOOD, 4) == [
        Cue(500, 2000, "How do you usually\nget to the doctor & back?", "line:10% size:50%"),
        Cue(2000, 4000, "By bus"),
    ]


def test_the_file_is_written_in_one_way() -> None:
    assert written(read(GOOD.replace("\n", "\r\n"), 4)) == (
        "WEBVTT\n\n"
        "00:00:00.500 --> 00:00:02.000 line:10% size:50%\nHow do you usually\nget to the doctor &amp; back?\n\n"
        "00:00:02.000 --> 00:00:04.000\nBy bus\n"
    )
    assert plain_words(read(GOOD, 4)) == "How do you usually get to the doctor & back?\nBy bus"


ONE = "WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nWords", Problem(1, "captions-header")),
        ("WEBVTTT\n\n00:01.000 --> 00:02.000\nWords", Problem(1, "captions-header")),
        ("WEBVTT\n", Problem(2, "captions-none")),
        ("WEBVTT\n\nNOTE only this", Problem(3, "captions-none")),
        ("WEBVTT\n\nWords\nand words", Problem(3, "captions-no-time")),
        ("WEBVTT\n\nname\n00:01 --> 00:02\nWords", Problem(4, "captions-time")),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nWords", Problem(3, "captions-time")),
        ("WEBVTT\n\n00:01.000 -->\nWords", Problem(3, "captions-time")),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nWords", Problem(3, "captions-ends-first")),
        (ONE + "00:00.500 --> 00:03.000\nWords", Problem(6, "captions-order")),
        (ONE + "00:02.000 --> 00:12.000\nWords", Problem(6, "captions-late")),
        (ONE + "00:02.000 --> 00:03.000", Problem(6, "captions-empty")),
        (ONE + "00:02.000 --> 00:03.000\n<i></i>", Problem(6, "captions-empty")),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:02.000 --> 00:03.000\nB", Problem(3, "captions-arrow")),
        ("WEBVTT\n" + "x" * 100_001, Problem(1, "captions-long")),
    ],
)
def test_each_mistake_is_told_by_its_line(text: str, problem: Problem) -> None:
    with pytest.raises(BadCaptions) as caught:
        read(text, 10)
    assert caught.value.problems == (problem,)
    assert problem.reason in CAPTION_MESSAGES


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(BadCaptions) as caught:
        read("WEBVTT\n\n00:02.000 --> 00:01.000\nA\n\nB\n\n00:03.000 --> 00:99.000\nC", 10)
    assert [problem.line for problem in caught.value.problems] == [3, 6, 8]


def test_too_many_captions_are_refused() -> None:
    with pytest.raises(BadCaptions):
        read("WEBVTT\n" + "\n00:01.000 --> 00:02.000\nA\n" * 1001, 10)


words = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20).filter(
        lambda line: "-->" not in line
    ),
    min_size=1,
    max_size=3,
).map("\n".join)


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    starts = sorted(draw(st.lists(st.integers(0, 590_000), min_size=1, max_size=8)))
    return [Cue(start, start + draw(st.integers(1, 9_000)), draw(words)) for start in starts]


@given(cues())
def test_what_is_written_reads_the_same(made: list[Cue]) -> None:
    assert read(written(made), 600) == made


@given(st.text())
def test_no_text_is_too_odd_to_be_answered(text: str) -> None:
    for attempt in (text, f"WEBVTT\n\n{text}", f"WEBVTT\n\n00:01.000 --> 00:02.000 {text}"):
        try:
            kept = written(read(attempt, 10))
        except BadCaptions as error:
            assert error.problems
        else:
            assert written(read(kept, 10)) == kept
