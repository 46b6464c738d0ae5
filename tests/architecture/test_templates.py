"""Templates and style sheets: they compile, hold nothing inline, wrap every word, and mirror by themselves."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from tests.architecture.source import ROOT, files, place, tree

TEMPLATES = files("templates/**/*.html")
STYLES = files("static/css/*.css")
SCRIPTS = files("static/js/*.js")
JINJA = re.compile(r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN = {"alt", "aria-label", "title", "placeholder", "content"}
NAMES = {"Engage", "MB", "QR", "CC"}
"""Words that are the same in every language."""
INLINE = re.compile(r"\sstyle=|<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?<![\w-])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
DANGEROUS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b|new Function|https?://(?!www\.w3\.org)"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_template_compiles_and_its_parts_are_there(path: Path, house: Flask) -> None:
    source = path.read_text(encoding="utf-8")
    house.jinja_env.compile(source, filename=str(path))
    parts = meta.find_referenced_templates(house.jinja_env.parse(source))
    missing = [part for part in parts if part is not None and not (ROOT / "templates" / part).is_file()]
    assert not missing


def test_every_template_that_the_code_names_is_there() -> None:
    named = {
        (place(path), node.value)
        for path in files("engage/**/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w/-]+\.html", node.value)
    }
    assert not {pair for pair in named if not (ROOT / "templates" / pair[1]).is_file()}


@pytest.mark.parametrize("path", files("templates/components/*.html"), ids=place)
def test_component_is_one_macro_named_like_its_file(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.startswith("{#"), "say on top what it draws and what it is given"
    assert re.findall(r"\{%-?\s*macro (\w+)", source) == [path.stem]


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_nothing_is_inline(path: Path) -> None:
    found = INLINE.search(JINJA.sub("", path.read_text(encoding="utf-8")))
    assert found is None, f"{found and found[0]!r}: the security policy refuses it"


class Words(HTMLParser):
    """Collects what a person would read or hear in a template without its Jinja parts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(JINJA.sub(" ", source))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = [value for name, value in attrs if name in SPOKEN and value and tag != "meta"]
        self.found += [value for value in spoken if re.search(r"[^\W\d_]{2}", value)]

    def handle_data(self, data: str) -> None:
        words = re.sub(r'[\w-]+="[^"]*"', "", data)  # attributes that Jinja adds to a tag look like text here
        self.found += [word for word in re.findall(r"[^\W\d_]{2,}", words) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_every_word_is_wrapped_for_translation(path: Path) -> None:
    assert Words(path.read_text(encoding="utf-8")).found == []


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", STYLES, ids=place)
def test_styles_mirror_by_themselves(path: Path) -> None:
    found = PHYSICAL.findall(without_comments(path))
    assert not found, f"use inline-start and inline-end: {found}"


@pytest.mark.parametrize("path", STYLES, ids=place)
def test_styles_fetch_nothing(path: Path) -> None:
    assert not re.findall(r"@import|@font-face|url\((?!['\"]?(?:data:|#))", without_comments(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=place)
def test_scripts_build_no_html_and_call_nobody_else(path: Path) -> None:
    assert not DANGEROUS.findall(without_comments(path))


MARKUP_IN_CODE = {
    "engage/web/sanitise.py": "it has just been cleaned",
    "engage/questionnaires/cards.py": "a drawing that segno makes",
}
MARKUP_IN_TEMPLATES = {"templates/components/icon.html": "our own drawings"}


def test_nothing_but_our_own_markup_is_taken_for_safe() -> None:
    """`Markup(…)` around anything but a literal, and `|safe`, would let a person's words become HTML."""
    loose = {
        place(path)
        for path in files("engage/**/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup"
        if not (node.args and isinstance(node.args[0], ast.Constant))
    }
    safe = {
        place(path) for path in TEMPLATES if re.search(r"(?<![\"'])\s*\|\s*safe\b", path.read_text(encoding="utf-8"))
    }
    assert loose == set(MARKUP_IN_CODE)
    assert safe == set(MARKUP_IN_TEMPLATES)


def test_every_sign_that_is_named_is_drawn(house: Flask) -> None:
    icon = (ROOT / "templates/components/icon.html").read_text(encoding="utf-8")
    drawn = set(re.findall(r'^  "(\w+)": ', icon, re.MULTILINE))
    named = {name for path in TEMPLATES for name in re.findall(r'\bicon\("(\w+)"', path.read_text(encoding="utf-8"))}
    assert named <= drawn
    assert set(house.extensions["engage.landing_places"].keys()) <= drawn, "a tile shows what can be done"
