"""Formatted text of staff: a few tags, nothing that acts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.web.sanitise import TAGS, clean_html

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<p onclick=alert(1)>x</p>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=https://elsewhere.example><button>x</button></form>",
)
NAMES = "|".join(sorted(TAGS))
ALLOWED = re.compile(rf'</?(?:{NAMES})>|<a(?: href="(?:https?:|mailto:)?[^":]*")? rel="noopener">')


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_is_left(text: str) -> None:
    cleaned = clean_html(text)
    assert not re.search(r"<(?!/?(?:p|a)\b)|\son\w+=|javascript:(?!.*&)|style=", cleaned), cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One <strong>two</strong></p>", "<p>One <strong>two</strong></p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ('<a href="https://example.org">x</a>', '<a href="https://example.org" rel="noopener">x</a>'),
        ("<h1>x</h1>", "x"),
    ],
)
def test_plain_formatting_is_kept(text: str, expected: str) -> None:
    assert clean_html(text) == expected


@given(st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<", ">", '"', "x", "&", "<!--", "-->", "<b", "<a href="])))
def test_only_known_tags_come_out(pieces: list[str]) -> None:
    cleaned = str(clean_html("".join(pieces)))
    assert all(ALLOWED.fullmatch(tag) for tag in re.findall(r"<[^>]*>?", cleaned)), cleaned
    assert clean_html(cleaned) == cleaned, "cleaning twice changes nothing"
