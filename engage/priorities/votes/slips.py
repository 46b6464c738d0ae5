"""A sheet of slips: the codes of one batch, shown once, in the language of those who get them."""

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from engage.content.shown import Shown
from engage.languages.catalogue import Language
from engage.priorities.votes import codes
from engage.projects.models import Activity, Project
from engage.projects.words import cover_of, project_name
from engage.questionnaires.cards import qr_svg


@dataclass(frozen=True)
class Slip:
    """One code to cut out."""

    code: str
    address: str
    qr: Markup


def slips(made: list[str], language: Language) -> list[Slip]:
    """A slip for each code. The square code leads to the page that asks for a language."""
    base = current_app.config["ENGAGE"].base_url
    typed = base.partition("://")[2] + url_for("doors.join", language=language.code)
    return [
        Slip(codes.shown(code), typed, qr_svg(base + url_for("doors.scanned", code=code, _external=False)))
        for code in made
    ]


def words_on_slips(project: Project, vote: Activity, language: Language) -> tuple[str, Shown, str]:
    """What stands on each slip: where, what, and what the code is for."""
    with force_locale(language.locale):
        promise = _("Your code to vote. It works once. Nobody can see what you choose.")
    return project_name(project, language), cover_of(vote, language).title, promise
