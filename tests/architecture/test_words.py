"""The words of the site: wrapped, plain, short, British."""

import re

import pytest

from tests.support.strings import Source, extracted

SENTENCE = re.compile(r"[^.!?:]+[.!?:]?")
LONGEST = 20
"""Words in a sentence."""
BANNED = re.compile(r"\b(please|sorry|invalid|user|users|click|submit|oops|utilise|stakeholders?)\b", re.IGNORECASE)
AMERICAN = re.compile(
    r"\b(color|center|behavior|favorite|neighborhood|organi[z]e\w*|recogni[z]e\w*|analy[z]e\w*|program|canceled|gray)\b",
    re.IGNORECASE,
)


def sources() -> list[Source]:
    return extracted(of_staff=True)


def texts() -> list[tuple[str, str]]:
    return [(f"{source.file}: {text}", text) for source in sources() for text in source.texts]


def test_there_are_strings_to_look_at() -> None:
    assert len(texts()) > 100


@pytest.mark.parametrize("pattern", [BANNED, AMERICAN], ids=["unfriendly", "american"])
def test_no_such_words(pattern: re.Pattern[str]) -> None:
    found = [where for where, text in texts() if pattern.search(text)]
    assert not found, "\n".join(found)


def test_sentences_are_short() -> None:
    long = [
        where
        for where, text in texts()
        for sentence in SENTENCE.findall(text)
        if len(re.findall(r"[\w’'-]+", sentence)) > LONGEST
    ]
    assert not long, "\n".join(long)


def test_places_in_strings_have_names() -> None:
    """Another language may need them in another order."""
    unnamed = [where for where, text in texts() if re.search(r"%[sdif]|(?<![%$])\{\w*\}", text)]
    assert not unnamed, "\n".join(unnamed)


def test_strings_carry_no_markup_and_no_loose_spaces() -> None:
    found = [where for where, text in texts() if re.search(r"<\w|&\w+;|^\s|\s$|  |\n", text)]
    assert not found, "\n".join(found)
