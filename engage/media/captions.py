"""Captions: a small reader and writer of WebVTT (pure)."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engage.core.errors import Rejected

MOST_CUES = 1000
LONGEST_FILE = 100_000
TOLERANCE = 1.0
"""Seconds that the last caption may outlast the clip, whose length is rounded."""

TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):[a-z0-9.,%-]+")
TAG = re.compile(r"<[^<>]*>")
ARROW = "-->"
HEADER = "WEBVTT\n\n"
SRT_TIME = re.compile(r"(\d\d:\d\d),(\d{3})")
SENTENCE_ENDS = re.compile(r"(?<=[.!?؟…])\s+")


@dataclass(frozen=True)
class Cue:
    """One caption: from when to when (in milliseconds), its words (lines apart by newlines), and where it stands."""

    start: int
    end: int
    words: str
    settings: str = ""


@dataclass(frozen=True)
class Problem:
    """Something to mend: the line (from 1) and a stable key of `messages.CAPTION_MESSAGES`."""

    line: int
    reason: str


class BadCaptions(Rejected):
    """The captions cannot be used. Every problem that was found stands in `problems`, by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("captions-broken", line=problems[0].line)
        self.problems = tuple(problems)


def read(text: str, seconds: float) -> list[Cue]:
    """The captions of a clip that lasts so many seconds; BadCaptions.

    Notes, styles, names of cues and formatting are left out; the words and the place on the picture stay.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").split("\n")
    if len(text) > LONGEST_FILE:
        raise BadCaptions([Problem(1, "captions-long")])
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise BadCaptions([Problem(1, "captions-header")])
    cues: list[Cue] = []
    problems: list[Problem] = []
    for first, block in _blocks(lines):
        found = _cue(first, block, cues[-1].start if cues else 0, round((seconds + TOLERANCE) * 1000))
        if isinstance(found, Cue):
            cues.append(found)
        elif found:
            problems.append(found)
    if not cues and not problems:
        problems.append(Problem(len(lines), "captions-none"))
    if len(cues) > MOST_CUES:
        problems.append(Problem(len(lines), "captions-long"))
    if problems:
        raise BadCaptions(problems)
    return cues


def taken(text: str, seconds: float) -> list[Cue]:
    """The captions in a WebVTT or an SRT file, or plain sentences spread over the clip in order; BadCaptions."""
    text = text.removeprefix("\ufeff").lstrip("\r\n")
    if text.startswith("WEBVTT"):
        return read(text, seconds)
    if ARROW not in text:
        return spread(text, seconds)
    # SRT is WebVTT without the first line and with commas in its times. The header stands on lines of its own.
    try:
        return read(HEADER + SRT_TIME.sub(r"\1.\2", text), seconds)
    except BadCaptions as bad:
        above = HEADER.count("\n")
        raise BadCaptions([Problem(max(1, one.line - above), one.reason) for one in bad.problems]) from bad


def spread(text: str, seconds: float) -> list[Cue]:
    """Sentences without times as captions that fill the clip, each as long as its share of the letters."""
    if len(text) > LONGEST_FILE:
        raise BadCaptions([Problem(1, "captions-long")])
    sentences = [one.strip() for line in text.splitlines() for one in SENTENCE_ENDS.split(line) if one.strip()]
    whole = round(seconds * 1000)
    if not sentences:
        raise BadCaptions([Problem(1, "captions-none")])
    if len(sentences) > min(MOST_CUES, whole):
        raise BadCaptions([Problem(1, "captions-long")])
    share = (whole - len(sentences)) / sum(map(len, sentences))  # at least a thousandth of a second for each
    ends = [round(share * letters) + place for place, letters in enumerate(accumulate(map(len, sentences)), start=1)]
    return [Cue(start, end, words) for start, end, words in zip([0, *ends], ends, sentences, strict=False)]


def written(cues: Sequence[Cue]) -> str:
    """The captions as a WebVTT file; reading it gives the same captions."""
    blocks = ["WEBVTT"]
    for cue in cues:
        timing = f"{_clock(cue.start)} {ARROW} {_clock(cue.end)} {cue.settings}".rstrip()
        blocks.append(f"{timing}\n{html.escape(cue.words, quote=False)}")
    return "\n\n".join(blocks) + "\n"


def plain_words(cues: Sequence[Cue]) -> str:
    """What is said, one caption a line: the beginning of a transcript."""
    return "\n".join(cue.words.replace("\n", " ") for cue in cues)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each group of lines between empty ones, after the header, with the number of its first line."""
    block: list[str] = []
    start = 1
    in_header = True
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line)
            continue
        if block and not in_header:
            yield start, block
        if block:
            in_header = False
        block = []


def _cue(first: int, block: list[str], not_before: int, not_after: int) -> Cue | Problem | None:
    """The caption that a block holds, what is wrong with it, or None for a note, a style or a region."""
    if re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)", block[0]) and ARROW not in block[0]:
        return None
    at = 0 if ARROW in block[0] else 1
    if len(block) <= at or ARROW not in block[at]:
        return Problem(first, "captions-no-time")
    line = first + at
    timing = _timing(block[at])
    words = _words(block[at + 1 :])
    if timing is None:
        return Problem(line, "captions-time")
    start, end, settings = timing
    checks = (
        (end <= start, "captions-ends-first"),
        (start < not_before, "captions-order"),
        (end > not_after, "captions-late"),
        (not words, "captions-empty"),
        (ARROW in words, "captions-arrow"),
    )
    reason = next((reason for wrong, reason in checks if wrong), None)
    return Problem(line, reason) if reason else Cue(start, end, words, settings)


def _timing(line: str) -> tuple[int, int, str] | None:
    before, _, after = line.partition(ARROW)
    last, *settings = after.split() or [""]
    start, end = TIME.fullmatch(before.strip()), TIME.fullmatch(last)
    if not start or not end:
        return None
    kept = " ".join(setting for setting in settings if SETTING.fullmatch(setting) and "region" not in setting)
    return _milliseconds(start), _milliseconds(end), kept


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _words(lines: list[str]) -> str:
    plain = (html.unescape(TAG.sub("", line)).strip() for line in lines)
    return "\n".join(line for line in plain if line)


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
