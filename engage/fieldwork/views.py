"""Handing one device from person to person."""

from flask import Blueprint, current_app, g, make_response, redirect, request, session, url_for
from werkzeug.wrappers import Response

from engage.fieldwork.queries import is_open_now
from engage.projects.queries import project_by_slug
from engage.projects.words import show_project, site_words
from engage.web.access import open_to_everyone
from engage.web.rendering import page
from engage.web.security import CLEAR, forget_everything, safe_path

blueprint = Blueprint("fieldwork", __name__)


@blueprint.route("/<language>/next", methods=["POST"])
@open_to_everyone
def next_person(language: str) -> Response:
    """Forget everything of the person before; keep only the gathering, until it has ended.

    What is begun and not sent is thrown away only by somebody who was asked.
    """
    if session.get("drafts") and "sure" not in request.form:
        return redirect(url_for(".unfinished", language=language), 303)
    joined = session.get("gathering")
    goes_on = is_open_now(joined["id"]) if joined else False
    ended = 1 if joined and not goes_on else None
    response = forget_everything(redirect(url_for(".ready", language=language, ended=ended), 303))
    if goes_on:
        session.permanent = True
        session["gathering"] = joined
    return response


@blueprint.get("/<language>/next/unfinished")
@open_to_everyone
def unfinished(language: str) -> Response | str:
    """Whether what is begun on this device and not sent can be thrown away."""
    if not session.get("drafts"):
        return ready(language)
    joined = session.get("gathering")
    home = url_for("projects.project", language=language, project=joined["slug"]) if joined else f"/{language}/"
    ballots = current_app.extensions["engage.resident_cookies"]
    ballot = any(name in request.cookies for name in ballots)
    said = site_words(g.language)["interface.unfinished-ballot" if ballot else "interface.unfinished"]
    back = safe_path(request.args.get("back"), home)
    return page("fieldwork/unfinished.html", title=said.name, said=said, back=back)


@blueprint.get("/<language>/next")
@open_to_everyone
def ready(language: str) -> Response:
    """A page with nothing on it but the way to begin, in every language of the project."""
    joined = session.get("gathering")
    project = project_by_slug(joined["slug"]) if joined else None
    if project:
        show_project(project, g.language)
    said = site_words(g.language)["interface.ready"]
    html = page("fieldwork/ready.html", title=said.name, said=said, project=project, ended="ended" in request.args)
    response = make_response(html)
    response.headers["Clear-Site-Data"] = CLEAR
    return response
