"""What every page promises, checked on each page that any test fetches. A broken promise says how to mend it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException

from engage.extensions import csrf
from engage.languages.catalogue import Catalogue, Language
from engage.languages.negotiation import from_address
from tests.support.strings import leftovers

if TYPE_CHECKING:
    from tests.page import Document

HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}
FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")
FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("source", "src"),
    ("track", "src"),
    ("form", "action"),
    ("button", "formaction"),
    ("use", "href"),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}|\{%|&lt;[a-z]+&gt;")
Check = Callable[["Document", Flask], Iterator[str]]


def broken_promises(document: "Document", app: Flask) -> list[str]:
    """Everything that is wrong with an answer; nothing for a redirect or a file beyond its headers."""
    shown = document.tree is not None and not 300 <= document.status < 400
    checks = [headers, *CHECKS] if shown else [headers]
    return [problem for check in checks for problem in check(document, app)]


def headers(document: "Document", app: Flask) -> Iterator[str]:
    for name, start in HEADERS.items():
        held = document.headers.get(name, "")
        kept = name == "Cache-Control" and document.path.startswith("/static/")
        if not held.startswith(start) and not kept:
            yield f"the header {name} is {held!r} and should begin with {start!r}: see web/security.py"


def well_formed(document: "Document", app: Flask) -> Iterator[str]:
    for (line, _), code, facts in document.parser.errors:
        yield f"line {line} is not HTML as it should be: {code} {facts}"


def language(document: "Document", app: Flask) -> Iterator[str]:
    expected = language_of(document, app)
    root = document.one("html")
    if (root.get("lang"), root.get("dir")) != (expected.tag, expected.direction):
        yield f"<html> should have lang={expected.tag} dir={expected.direction}, as its address says"
    yield from leftovers(document, expected)
    for element in document.all():
        for words in (element.text, element.tail, element.get("aria-label"), element.get("alt"), element.get("title")):
            if element.tag != "script" and words and (found := PLACEHOLDER.search(words)):
                yield f"{found[0]!r} was left in the text: {words.strip()!r}"


def language_of(document: "Document", app: Flask) -> Language:
    """The language that a page should be in: that of its address, else the source language (English for staff)."""
    catalogue: Catalogue = app.extensions["engage.languages"]
    return from_address(document.path, catalogue) or catalogue.source


def heading_and_title(document: "Document", app: Flask) -> Iterator[str]:
    headings = list(document.all("h1"))
    if len(headings) != 1:
        yield f"there are {len(headings)} <h1>; a page has exactly one"
    if len(list(document.all("main"))) != 1:
        yield "there is not exactly one <main>"
    # The page after Leave does not say where it comes from.
    if not re.fullmatch(r"(\S.* – )?Engage", document.title) and not document.path.endswith("/leave"):
        yield f"the title {document.title!r} should be “what the page is – Engage”"
    levels = [int(e.tag[1]) for e in document.all() if re.fullmatch("h[1-6]", str(e.tag))]
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"a level of headings is skipped between h{before} and h{after}"


def identifiers(document: "Document", app: Flask) -> Iterator[str]:
    held = Counter(element.get("id") for element in document.all() if element.get("id") is not None)
    yield from (f"the id {name!r} is used {count} times" for name, count in held.items() if count > 1)
    for element in document.all():
        named = " ".join(element.get(attribute, "") for attribute in REFERENCES).split()
        if element.tag == "a" and len(element.get("href", "")) > 1 and element.get("href", "").startswith("#"):
            named.append(element.get("href", "")[1:])
        yield from (f"<{element.tag}> names the id {name!r}, which is not there" for name in named if name not in held)


def names(document: "Document", app: Flask) -> Iterator[str]:
    """Everything that can be pressed or filled in says what it is."""
    labelled = {label.get("for") for label in document.all("label") if "".join(label.itertext()).strip()}
    wrapped = {field for label in document.all("label") for field in label.iter() if "".join(label.itertext()).strip()}
    for element in document.all():
        own = element.get("aria-label") or element.get("aria-labelledby") or ""
        if element.tag in FIELDS and element.get("type") not in UNLABELLED:
            if not (own or element.get("id") in labelled or element in wrapped):
                yield f"the field {element.get('name')!r} has no label"
        elif element.tag in {"a", "button", "summary"} and not (own or _spoken(element)):
            yield f"a <{element.tag}> has no words: {element.attrib}"
        elif element.tag == "img" and element.get("alt") is None:
            yield f"the picture {element.get('src')!r} has no alt"


def _spoken(element: Element) -> str:
    pictures = "".join(picture.get("alt", "") for picture in element.iter("img"))
    return ("".join(element.itertext()) + pictures).strip()


def groups(document: "Document", app: Flask) -> Iterator[str]:
    """Radio buttons and checkboxes that belong together stand in a <fieldset> that begins with its <legend>."""
    fieldsets = [
        f for f in document.all("fieldset") if len(f) and f[0].tag == "legend" and "".join(f[0].itertext()).strip()
    ]
    grouped = {field for fieldset in fieldsets for field in fieldset.iter("input")}
    fields = [field for field in document.all("input") if field.get("type") in {"radio", "checkbox"}]
    together = Counter(field.get("name") for field in fields)
    for name in {field.get("name") for field in fields if field not in grouped}:
        if together[name] > 1:
            yield f"the choices named {name!r} do not stand in a <fieldset> with a <legend>"


def forms(document: "Document", app: Flask) -> Iterator[str]:
    """One answering form; anything else there is marked; Enter means its main button; a token in each that writes."""
    inside = set(document.one("main").iter("form")) if list(document.all("main")) else set()
    answering = []
    for form in document.forms:
        control = form.element.get("data-control") is not None
        if form.element in inside and not control:
            answering.append(form)
            if form.method != "post":
                yield f"the form to {form.action} in <main> is not sent by POST: add data-control"
        if form.method == "post" and "csrf_token" not in form.values() and not _exempt(app, form.action):
            yield f"the form to {form.action} has no csrf_token"
    if len(answering) > 1:
        yield f"{len(answering)} answering forms stand in <main>: mark the others with data-control"
    for form in answering:
        submits = [button for button in form.buttons if button.get("type", "submit") == "submit"]
        if not submits:
            yield f"the form to {form.action} has no button"
        elif submits[0].get("formaction") is not None or submits[0].get("name", "").startswith("_"):
            yield f"Enter in the form to {form.action} presses {submits[0].attrib}: its main button must come first"


def _exempt(app: Flask, action: str) -> bool:
    """Whether a form goes to a view that checks Origin instead of a token, because no cookie may be there yet."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(urlsplit(action).path, method="POST")
    except HTTPException:
        return False
    view = app.view_functions[endpoint]
    return f"{view.__module__}.{view.__name__}" in csrf._exempt_views


def nothing_inline(document: "Document", app: Flask) -> Iterator[str]:
    for element in document.all():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline <{element.tag}>: the security policy refuses it"
        for name, value in element.attrib.items():
            if name == "style" or str(name).startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"<{element.tag} {name}=…>: the security policy refuses it"


def nothing_from_elsewhere(document: "Document", app: Flask) -> Iterator[str]:
    for element in document.all():
        for name, value in element.attrib.items():
            if (element.tag, name) not in FETCHED or value.startswith("data:"):
                continue
            if urlsplit(urljoin("http://localhost/", value)).netloc != "localhost":
                yield f"<{element.tag} {name}={value!r}> leads to another site"


def ways_out(document: "Document", app: Flask) -> Iterator[str]:
    """Every page of residents has Leave, help, privacy and accessibility, as a link or as a button of its form."""
    if (
        document.path.startswith("/staff")
        or document.path.endswith("/leave")
        or language_of_path(document, app) is None
    ):
        return
    ends = {link.rpartition("/")[2] for link in document.links}
    pressed = {button.get("value") for button in document.all("button", name="_to")}
    for way in ("leave", "help", "privacy", "accessibility"):
        if way not in ends | pressed:
            yield f"there is no way to {way!r}"


def language_of_path(document: "Document", app: Flask) -> Language | None:
    """The language in the address, or None where it names none."""
    return from_address(document.path, app.extensions["engage.languages"])


CHECKS: tuple[Check, ...] = (
    well_formed, language, heading_and_title, identifiers, names, groups, forms,
    nothing_inline, nothing_from_elsewhere, ways_out,
)  # fmt: skip
