"""What every page is given: its language, the way to the others, and the few facts of the frame."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from babel import Locale
from flask import Flask, current_app, g, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from engage.core.errors import NotFound
from engage.core.identifiers import new_id
from engage.languages.catalogue import Catalogue, Language
from engage.languages.negotiation import from_address, from_browser

MOST_DRAWN = 1000
"""How many pages that are the same for everyone a process holds; about 10 kB each."""


@dataclass(frozen=True)
class Frame:
    """Everything that the frame of a page is made from, so that pages with the same facts have the same frame."""

    language: Language
    path: str
    query: str
    """What follows the address in every language: the token of a preview, or nothing."""
    offered: tuple[str, ...]
    place_name: str
    project: str | None
    """The slug of the project that the page is part of."""
    least_checked: str | None
    """How far the words of the activity have come that the page shows; nothing where they were checked, None where it
    belongs to no activity."""
    gathering_joined: bool


@dataclass(frozen=True)
class LanguageLink:
    """A language to switch to, and this page's address in it."""

    code: str
    tag: str
    direction: str
    name: str
    mark: str
    signed: bool
    oral: bool
    url: str


def bind(app: Flask, catalogue: Catalogue) -> None:
    """Choose the language of each request and give every template what the frame needs."""
    app.extensions["engage.languages"] = catalogue
    app.extensions["engage.drawn"] = {}

    @app.before_request
    def choose_language() -> None:
        g.language = language_of_request(catalogue)
        if "\x00" in request.path:  # PostgreSQL takes no such sign in a text
            raise NotFound()
        if (request.view_args or {}).get("language", g.language.code) not in catalogue:
            raise NotFound()

    @app.context_processor
    def who() -> dict[str, Any]:
        """Only the pages of staff know who is signed in."""
        return {"current_user": current_user, "staff": current_user} if request.path.startswith("/staff") else {}

    around = lru_cache(MOST_DRAWN)(partial(_around, catalogue))

    @app.context_processor
    def frame() -> dict[str, Any]:
        return around(current_frame())


def current_frame() -> Frame:
    """The frame of this request's page."""
    catalogue: Catalogue = current_app.extensions["engage.languages"]
    language = g.get("language") or catalogue.source
    return Frame(
        language=language,
        path=request.path,
        query=g.get("query", ""),
        offered=tuple(g.get("offered", catalogue.codes())),
        place_name=g.get("place_name", "Engage"),
        project=g.get("project"),
        least_checked=g.get("least_checked"),
        gathering_joined="gathering" in session,
    )


def _around(catalogue: Catalogue, frame: Frame) -> dict[str, Any]:
    """What every template knows. It comes from the frame alone."""
    here: dict[str, Any] = {"language": frame.language.code, "project": frame.project}
    home = "projects.project" if frame.project else "projects.home"
    return {
        "language": frame.language,
        "languages": language_links(catalogue, frame.path, frame.offered, frame.query),
        "place_name": frame.place_name,
        "home_url": url_for(home, **here),
        "leave_url": url_for("projects.leave", language=frame.language.code),
        "help_url": url_for("projects.help_page", **here),
        "privacy_url": url_for("projects.privacy", **here),
        "accessibility_url": url_for("projects.accessibility", language=frame.language.code),
        "steps_done": None,
        "steps_total": None,
        "unchecked": _unchecked(frame.language, frame.least_checked),
        "answer_form": None,
        "language_form": None,
        "preview": False,
        "gathering_joined": frame.gathering_joined,
    }


def _unchecked(language: Language, least_checked: str | None) -> list[str]:
    """What a reader is told of words that nobody has checked."""
    if least_checked == "computer draft" or (least_checked is None and language.drafted):
        return [_("Drafted by computer, not yet checked by a person.")]
    # Translators: of the questions on the page
    translated = [_("Translated by a person. Nobody else has checked it yet.")] if least_checked else []
    around = _("Only the buttons and notes around it were drafted by computer, not yet checked by a person.")
    return [*translated, around] if language.drafted else translated


def current_locale() -> Locale:
    """Babel's locale for this request; the source language outside one."""
    language: Language | None = g.get("language")
    return (language or current_app.extensions["engage.languages"].source).locale


def language_of_request(catalogue: Catalogue) -> Language:
    """From the address; staff pages are in the source language; elsewhere the browser's wish decides."""
    if named := from_address(request.path, catalogue):
        return named
    if request.path.startswith("/staff"):
        return catalogue.source
    return from_browser(list(request.accept_languages.values()), catalogue)


def language_links(catalogue: Catalogue, path: str, offered: Iterable[str], query: str = "") -> list[LanguageLink]:
    """The page with this path in every offered language, signed languages first."""
    here = from_address(path, catalogue)
    rest = path.lstrip("/").partition("/")[2] if here else ""
    links = [
        LanguageLink(
            code=language.code,
            tag=language.tag,
            direction=language.direction,
            name=language.name,
            mark=language.short,
            signed=language.signed,
            oral=language.oral,
            url=f"/{language.code}/{rest}{query}",
        )
        for language in catalogue.only(offered)
    ]
    return sorted(links, key=lambda link: not link.signed)


def page(template: str, *, title: str, error: bool = False, **context: Any) -> str:
    """Render a page under a title that says what the page is, and no more; templates add the site's name."""
    # Translators: in front of a page's title when something on the page must be mended
    prefix = _("Error:") + " " if error else ""
    return render_template(template, title=f"{prefix}{title}", heading=title, **context)


def drawn_once(draw: Callable[[], str], *facts: Hashable) -> str:
    """A page on which nobody has written yet: the same for everyone who meets it, so it is drawn once and held.

    facts: everything that the page is made from beside its frame. It must be of an edition, which never changes. The
    token of its forms is each reader's own and is put in each time.
    """
    held: dict[Hashable, list[str]] = current_app.extensions["engage.drawn"]
    key = (current_frame(), *facts)
    if key not in held:
        if len(held) >= MOST_DRAWN:
            held.clear()
        held[key] = _without_token(draw)
    pieces = held[key]
    return generate_csrf().join(pieces) if len(pieces) > 1 else pieces[0]


def _without_token(draw: Callable[[], str]) -> list[str]:
    """A page in pieces; the reader's token belongs between them."""
    g.csrf_token = stand_in = new_id()
    try:
        return draw().split(stand_in)
    finally:
        g.pop("csrf_token")
