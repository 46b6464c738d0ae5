"""What every page is given: its language, the way to the others, and the few facts of the frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import Flask, current_app, g, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from engage.core.errors import NotFound
from engage.languages.catalogue import Catalogue, Language
from engage.languages.negotiation import from_address, from_browser


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

    @app.context_processor
    def frame() -> dict[str, Any]:
        language = g.get("language") or catalogue.source
        return {
            "language": language,
            "languages": language_links(catalogue, g.get("offered", catalogue.codes())),
            "place_name": g.get("place_name", "Engage"),
            "home_url": g.get("home_url") or url_for("projects.home", language=language.code),
            "leave_url": url_for("projects.leave", language=language.code),
            "help_url": url_for("projects.help_page", language=language.code),
            "privacy_url": g.get("privacy_url") or url_for("projects.privacy", language=language.code),
            "accessibility_url": url_for("projects.accessibility", language=language.code),
            "steps_done": None,
            "steps_total": None,
            "computer_draft": g.get("computer_draft", language.text_code != catalogue.source.code),
            "answer_form": None,
            "preview": False,
            "gathering_joined": "gathering" in session,
        }


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


def language_links(catalogue: Catalogue, offered: Iterable[str]) -> list[LanguageLink]:
    """This page in every offered language, signed languages first."""
    here = from_address(request.path, catalogue)
    rest = request.path.lstrip("/").partition("/")[2] if here else ""
    links = [
        LanguageLink(
            code=language.code,
            tag=language.tag,
            direction=language.direction,
            name=language.name,
            mark=language.short,
            signed=language.signed,
            oral=language.oral,
            url=f"/{language.code}/{rest}",
        )
        for language in catalogue.only(offered)
    ]
    return sorted(links, key=lambda link: not link.signed)


def page(template: str, *, title: str, error: bool = False, **context: Any) -> str:
    """Render a page under a title that says what the page is, and no more; templates add the site's name."""
    # Translators: in front of a page's title when something on the page must be mended
    prefix = _("Error:") + " " if error else ""
    return render_template(template, title=f"{prefix}{title}", heading=title, **context)
