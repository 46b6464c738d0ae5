"""The site's own strings in each language, to find English that was left on a page in another one."""

from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from engage.languages.catalogue import Language

if TYPE_CHECKING:
    from tests.page import Document

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = ("aria-label", "alt", "title", "placeholder")


def catalogue_file(code: str) -> Path:
    """Where the translations into a language stand."""
    return ROOT / "translations" / code / "LC_MESSAGES" / "messages.po"


def catalogue(code: str) -> polib.POFile:
    """The translations into a language."""
    file = catalogue_file(code)
    assert file.exists(), f"{code!r} has no catalogue: run make strings, then make compile"
    return polib.pofile(str(file))


@cache
def untranslated(code: str) -> frozenset[str]:
    """The English of every string that is written differently in this language."""
    file = catalogue_file(code)
    entries = polib.pofile(str(file)) if file.exists() else []
    return frozenset(entry.msgid for entry in entries if entry.msgstr and entry.msgstr != entry.msgid)


def leftovers(document: "Document", language: Language) -> list[str]:
    """English strings of the site on a page of another language, outside what is marked as English."""
    source = untranslated(language.text_code)
    if document.tree is None or not source:
        return []
    return [
        f"{words!r} is English although there is a translation: make compile, wrap it, or translate it when it is shown"
        for words in words_outside(document.tree, language.tag)
        if words in source
    ]


def words_outside(element: Element, tag: str) -> list[str]:
    """Every text and spoken attribute below an element, without what is marked as of another language than `tag`."""
    if element.get("lang", tag) != tag or element.tag in {"script", "style"}:
        return []
    found = [element.text, *(element.get(name) for name in SPOKEN)]
    texts = [" ".join(words.split()) for words in found if words]
    for child in element:
        texts += words_outside(child, tag)
        texts += [" ".join(child.tail.split())] if child.tail else []
    return texts


@dataclass(frozen=True)
class Source:
    """A string in the source: where it stands, its context, and its singular and plural, or its one form."""

    file: str
    context: str | None
    texts: tuple[str, ...]


@cache
def extracted(*, of_staff: bool = False) -> list[Source]:
    """Every string that residents read and is wrapped for translation; of_staff: those of staff as well."""
    settings = ConfigParser()
    settings.read(ROOT / "translations" / "babel.cfg")
    methods, options = [], {}
    for section in settings.sections():
        method, pattern = section.split(":")
        if of_staff and method == "ignore":
            continue
        methods.append((pattern.strip(), method))
        options[pattern.strip()] = dict(settings[section])
    found = extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS | {"_l": None})
    return [
        Source(file, context, (texts,) if isinstance(texts, str) else tuple(texts))
        for file, _, texts, _, context in found
    ]
