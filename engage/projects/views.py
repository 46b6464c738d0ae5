"""Where a person starts: the languages, the projects, what can be done in one, help, privacy, leaving."""

from flask import Blueprint, g, make_response, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engage.projects import queries
from engage.projects.models import Project
from engage.projects.statement import KNOWN_FAILURES, STATEMENT_DATE
from engage.projects.words import cover_of, hear, names_aloud, project_says, show_project, site_words
from engage.web.access import open_to_everyone
from engage.web.rendering import page
from engage.web.security import CLEAR, forget_everything

blueprint = Blueprint("projects", __name__)


@blueprint.get("/")
@open_to_everyone
def choose_language() -> str:
    """Choose a language, in its own name and by its sound."""
    return page("projects/choose_language.html", title=_("Your neighbourhood. Your say."), names=names_aloud())


@blueprint.get("/<language>/")
@open_to_everyone
def home(language: str) -> str:
    """The projects that are open."""
    projects = queries.open_projects()
    hear(projects, g.language)
    site = site_words(g.language)
    return page(
        "projects/home.html",
        title=site["interface.home"].name,
        site=site,
        projects=[(one, *(project_says(one, part, g.language) for part in ("name", "area"))) for one in projects],
    )


@blueprint.get("/<language>/<project>/")
@open_to_everyone
def project(language: str, project: str) -> str:
    """What can be done in a project."""
    found, activities = queries.project_with_activities(project)
    show_project(found, g.language)
    shown = [
        (activity, cover_of(activity, g.language)) for activity in activities if activity.state in {"open", "closed"}
    ]
    return page(
        "projects/project.html",
        title=_("What you can do"),
        project=found,
        name=project_says(found, "name", g.language),
        at=_just_joined(found),
        welcome=project_says(found, "welcome", g.language),
        site=site_words(g.language),
        open_activities=[pair for pair in shown if queries.takes_answers(pair[0])],
        closed_activities=[pair for pair in shown if not queries.takes_answers(pair[0])],
    )


def _just_joined(found: Project) -> str:
    """Where the gathering is that this browser has just joined; empty on any other way here."""
    joined = session.get("gathering") or {}
    return joined.get("area", "") if "joined" in request.args and joined.get("slug") == found.slug else ""


@blueprint.get("/<language>/help")
@blueprint.get("/<language>/<project>/help")
@open_to_everyone
def help_page(language: str, project: str | None = None) -> str:
    """How to get through, and how to reach a person."""
    found = _shown(project)
    site = site_words(g.language)
    return page(
        "projects/help.html",
        title=site["interface.help"].name,
        site=site,
        contact=project_says(found, "contact", g.language) if found else None,
    )


@blueprint.get("/<language>/privacy")
@blueprint.get("/<language>/<project>/privacy")
@open_to_everyone
def privacy(language: str, project: str | None = None) -> str:
    """What is kept and what is not."""
    found = _shown(project)
    site = site_words(g.language)
    return page(
        "projects/privacy.html",
        title=site["interface.privacy"].name,
        site=site,
        project=found,
        contact=project_says(found, "contact", g.language) if found else None,
    )


def _shown(slug: str | None) -> Project | None:
    """The project that the address names, if it names one, which the frame of the page then shows too; NotFound."""
    found = queries.project_by_slug(slug) if slug else None
    if found:
        show_project(found, g.language)
    return found


@blueprint.get("/<language>/accessibility")
@open_to_everyone
def accessibility(language: str) -> str:
    """The accessibility statement, made from the list of known failures."""
    return page(
        "projects/accessibility.html", title=_("Accessibility"), failures=KNOWN_FAILURES, checked_on=STATEMENT_DATE
    )


@blueprint.get("/<language>/leave")
@open_to_everyone
def leave(language: str) -> Response:
    """A neutral page that forgets this browser and goes on to a weather report."""
    response = forget_everything(make_response(render_template("projects/left.html")))
    response.headers["Clear-Site-Data"] = CLEAR
    return response
