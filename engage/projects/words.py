"""A project's own words in the reader's language, those of the site around them, and the frame they stand in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from flask import current_app, g, url_for

from engage.content.interface import INTERFACE, NAME
from engage.content.models import SITE
from engage.content.queries import current_renditions, said_by_language
from engage.content.shown import Clip, Shown, Words, words_for
from engage.content.units import Unit
from engage.core import clock
from engage.languages.catalogue import Language
from engage.projects.models import Activity, Project

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
    return Unit(f"project.{part}", project_says(project, part, _source()).text)


def project_says(project: Project, part: str, language: Language) -> Shown:
    """One of its parts as this reader is told, marked with its language where that is not the reader's."""
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
    source = _source()
    if language.text_code == source.code:
        return Shown(text)
    return Shown(text, lang=source.tag, dir=source.direction, fallback=True)


@dataclass(frozen=True)
class Cover:
    """What a project's page tells of an activity."""

    title: Shown
    minutes: int


def cover_of(activity: Activity, language: Language) -> Cover:
    """An activity's title as this reader knows it, with its sign and its sound."""
    own = activity.cover.get(language.code)
    cover = own or activity.cover.get(_source().code) or {}
    text = cover.get("title", "")
    if own is None:
        return Cover(_in_source(text, language), cover.get("minutes", 0))
    sign, sound = (Clip(**cover[form]) if form in cover else None for form in ("sign", "sound"))
    return Cover(Shown(text, sign=sign, sound=sound), cover["minutes"])


def site_words(language: Language) -> Words:
    """The site's own words with their signs and sounds, for a page that belongs to no edition."""
    return _held(
        language.code,
        lambda: words_for(INTERFACE, current_renditions(SITE, INTERFACE, language.code), language, _source()),
    )


def names_aloud() -> dict[str, Shown]:
    """{language: its own name with its sound}, for those that have one."""
    catalogue = current_app.extensions["engage.languages"]
    sounds = _held("names", lambda: said_by_language(NAME, "sound"))
    return {code: Shown(catalogue.get(code).name, sound=Clip(**sounds[code])) for code in sounds if code in catalogue}


def _held(key: str, read: Callable[[], T]) -> T:
    """What the site says hardly ever changes: it is read once a minute, and pages ask the database for the rest."""
    held = current_app.extensions.setdefault("engage.site_says", {})
    read_at, said = held.get(key, (None, None))
    if read_at is None or clock.now() - read_at > HELD_FOR:
        said = read()
        held[key] = (clock.now(), said)
    return said  # type: ignore[no-any-return]


def show_project(project: Project, language: Language) -> None:
    """Set the frame of this request's page: the project's name, its address and its languages."""
    g.place_name = project_name(project, language)
    g.home_url = url_for("projects.project", language=language.code, project=project.slug)
    g.help_url = url_for("projects.help_page", language=language.code, project=project.slug)
    g.privacy_url = url_for("projects.privacy", language=language.code, project=project.slug)
    g.offered = project.languages
