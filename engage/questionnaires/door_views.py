"""Entering by a code: typed, or scanned from a slip or a wall."""

from flask import Blueprint, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from engage.content.shown import Shown
from engage.core.errors import Rejected
from engage.extensions import csrf
from engage.projects.words import site_words
from engage.questionnaires.answering import message
from engage.questionnaires.doors import recognise
from engage.questionnaires.guessing import count_wrong_code, refuse_guessers
from engage.questionnaires.landing import StaffAddress
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("doors", __name__)


@blueprint.get("/j/<code>")
@open_to_everyone
def scanned(code: str) -> str:
    """Choose a language; the code goes along. Nothing is spent by looking."""
    return page("doors/scanned.html", title=_("Your neighbourhood. Your say."), code=code)


@blueprint.route("/<language>/join", methods=["GET", "POST"])
@blueprint.get("/<language>/join/<code>")
@csrf.exempt  # no cookie exists before this form is sent: Origin is checked instead
@open_to_everyone
def join(language: str, code: str = "") -> AnyResponse | str:
    """Type the code from the wall or the slip; one button goes in."""
    if request.method == "GET":
        return _form(code)
    refuse_guessers()
    typed = request.form.get("code", "")
    try:
        entry = recognise(typed)
    except Rejected as refusal:
        return make_response(_form(typed, message(refusal)), 422)
    if entry is None:
        count_wrong_code()
        return make_response(_form(typed, message(Rejected("code-unknown"))), 422)
    session.permanent = True
    session.update(entry.remember)
    if entry.activity is None:
        return redirect(url_for("projects.project", language=language, project=entry.project.slug, joined=1), 303)
    place = StaffAddress(project=entry.project.slug, activity=entry.activity)
    start = url_for("questionnaires.start", language=language, **place, begun=1)
    return redirect(start, 303)


def _form(code: str, error: Shown | None = None) -> str:
    site = site_words(g.language)
    title = site["interface.join"].name
    return page("doors/join.html", title=title, error=bool(error), site=site, code=code, message=error)
