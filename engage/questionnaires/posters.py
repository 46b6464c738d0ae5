"""Sheets for the wall, one in each language: what there is to do, until when, and how to come to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import force_locale, format_date
from flask_babel import gettext as _
from markupsafe import Markup

from engage.languages.catalogue import Language
from engage.projects.models import Activity, Project
from engage.projects.words import project_name
from engage.questionnaires.cards import qr_svg
from engage.questionnaires.landing import Address


@dataclass(frozen=True)
class Poster:
    """One sheet. cover: as the activity has it. how, until: in the sheet's language; until is empty without an end."""

    language: Language
    place: str
    cover: Mapping[str, Any]
    address: str
    qr: Markup
    how: str
    until: str


def posters(project: Project, activity: Activity) -> list[Poster]:
    """A sheet for each language of the project in which the activity was published."""
    languages = current_app.extensions["engage.languages"].only(project.languages)
    return [_poster(project, activity, language) for language in languages if language.code in activity.cover]


def _poster(project: Project, activity: Activity, language: Language) -> Poster:
    place = Address(language=language.code, project=project.slug, activity=activity.slug)
    address = current_app.config["ENGAGE"].base_url + url_for("questionnaires.start", **place)
    with force_locale(language.locale):
        # Translators: on a poster, above a square code (QR) and the address that it leads to
        how = _("Scan this with the camera of your phone, or type the address below.")
        last_day = format_date(project.day_of(activity.closes_at), "long") if activity.closes_at else ""
        until = _("Open until %(day)s", day=last_day) if last_day else ""
    name = project_name(project, language)
    return Poster(language, name, activity.cover[language.code], address, qr_svg(address), how, until)
