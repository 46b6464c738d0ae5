"""A project's own words in the reader's language, those of the site around them, and the frame they stand in."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError

from engage.content.interface import INTERFACE, NAME
from engage.content.models import SITE
from engage.content.queries import current_renditions, recorded_by_scope, said_by_language
from engage.content.shown import NOTHING, Clip, Shown, Words, words_for
from engage.content.units import Unit
from engage.core import clock
from engage.extensions import db
from engage.languages.catalogue import Language
from engage.projects.models import Activity, Project
from engage.web.errors import SAYS

T = TypeVar("T")
HELD_FOR = timedelta(minutes=1)
PARTS = ("name", "area", "welcome", "contact")
"""What of a project can be said in each of its languages."""


def project_name(project: Project, language: Language) -> str:
    """Its name as this reader knows it; the source name where there is no other."""
    return project.words.get(language.text_code, {}).get("name") or project.name


def units_of(project: Project) -> tuple[Unit, ...]:
    """What it says about itself, as units: in the words of the source language, empty ones left out."""
    return tuple(unit for part in PARTS if (unit := _unit(project, part)).source)


def _unit(project: Project, part: str) -> Unit:
    return Unit(f"project.{part}", _written(project, part, _source()).text)


def project_says(project: Project, part: str, language: Language) -> Shown:
    """One of its parts as this reader is told, with its sign and its sound.

    It is marked with its language where that is not the reader's.
    """
    unit = _unit(project, part)
    recorded = _held(_key(project, language), lambda: recorded_by_scope([project.id], language.code)[project.id])
    fresh = {
        form: Clip(**facts)
        for (key, form), (rendered, facts) in recorded.items()
        if key == unit.key and rendered == unit.hash
    }
    return replace(_written(project, part, language), sign=fresh.get("sign"), sound=fresh.get("sound"))


def hear(projects: Sequence[Project], language: Language) -> None:
    """Read the signs and sounds of several projects at once, before each is asked what it says."""
    unheard = [project for project in projects if _recalled(_key(project, language)) is None]
    if unheard:
        found = recorded_by_scope([project.id for project in unheard], language.code)
        for project in unheard:
            _hold(_key(project, language), found[project.id])


def _key(project: Project, language: Language) -> str:
    return f"{project.id} {language.code}"


def _written(project: Project, part: str, language: Language) -> Shown:
    told = project.words.get(language.text_code, {}).get(part)
    source = getattr(project, part, "") or _source_words(project).get(part, "")
    return Shown(told) if told else _in_source(source, language)


def _source_words(project: Project) -> dict[str, str]:
    words: dict[str, str] = project.words.get(_source().code, {})
    return words


def _source() -> Language:
    source: Language = current_app.extensions["engage.languages"].source
    return source


def _in_source(text: str, language: Language) -> Shown:
    """Words that nobody has put into the reader's language."""
    return _marked(text, _source(), language)


def _marked(text: str, written: Language, language: Language) -> Shown:
    """Words in another language, marked as such unless it is written as the reader's own."""
    if language.text_code == written.text_code:
        return Shown(text)
    return Shown(text, lang=written.tag, dir=written.direction, fallback=True)


@dataclass(frozen=True)
class Cover:
    """What a project's page tells of an activity."""

    title: Shown
    minutes: int
    instead: tuple[Language, ...] = ()
    """The languages that it is in, where the reader's is not among them."""


def cover_of(activity: Activity, language: Language) -> Cover:
    """An activity's title as this reader knows it, with its sign and its sound; else in the first language it has."""
    own = activity.cover.get(language.code)
    if own is None:
        others: list[Language] = current_app.extensions["engage.languages"].only(activity.cover)
        first = activity.cover[others[0].code] if others else {}
        title = _marked(first["title"], others[0], language) if others else NOTHING
        return Cover(title, first.get("minutes", 0), tuple(others))
    sign, sound = (Clip(**own[form]) if form in own else None for form in ("sign", "sound"))
    return Cover(Shown(own["title"], sign=sign, sound=sound), own["minutes"])


def site_words(language: Language) -> Words:
    """The site's own words with their signs and sounds, for a page that belongs to no edition."""
    return _held(
        language.code,
        lambda: words_for(INTERFACE, current_renditions(SITE, INTERFACE, language.code), language, _source()),
    )


def bind(app: Flask) -> None:
    """Let the pages of failures be signed and spoken."""
    app.extensions[SAYS] = _failure_says


def _failure_says(status: int) -> Shown:
    """What the page of a failure says. Nothing is read where the database may be away, or half done."""
    code = g.language.code if "language" in g else ""
    _read_at, words = _memory().get(code, (None, Words({})))
    if code and status < 500:
        with suppress(SQLAlchemyError), db.session.no_autoflush:
            words = site_words(g.language)
    return cast(Words, words)[f"interface.page.{status}"]


def names_aloud() -> dict[str, Shown]:
    """{language: its own name with its sound}, for those that have one."""
    catalogue = current_app.extensions["engage.languages"]
    sounds = _held("names", lambda: said_by_language(NAME, "sound"))
    return {code: Shown(catalogue.get(code).name, sound=Clip(**sounds[code])) for code in sounds if code in catalogue}


def forget_signs_and_sounds() -> None:
    """Read again what is held of the site and of projects, because some of it was taken away."""
    _memory().clear()


def _memory() -> dict[str, tuple[datetime, Any]]:
    """{key: (when it was read, what was read)}."""
    held: dict[str, tuple[datetime, Any]] = current_app.extensions.setdefault("engage.site_says", {})
    return held


def _recalled(key: str) -> Any:
    """What is held under a key; None where that is nothing, or too old."""
    read_at, said = _memory().get(key, (None, None))
    return said if read_at is not None and clock.now() - read_at <= HELD_FOR else None


def _hold(key: str, said: T) -> T:
    _memory()[key] = (clock.now(), said)
    return said


def _held(key: str, read: Callable[[], T]) -> T:
    """What is signed and spoken hardly ever changes: it is read once a minute, and pages ask for the rest."""
    said = _recalled(key)
    return _hold(key, read()) if said is None else said


def show_project(project: Project, language: Language) -> None:
    """Set the frame of this request's page: the project's name, its address and its languages."""
    g.place_name = project_name(project, language)
    g.project = project.slug
    g.offered = project.languages
