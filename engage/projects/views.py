"""Where a person starts: the languages, the projects, what can be done in one, help, privacy, leaving."""

from flask import Blueprint, g, make_response, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engage.projects import queries
from engage.projects.statement import KNOWN_FAILURES, STATEMENT_DATE
from engage.projects.words import project_name, project_welcome, show_project
from engage.web.access import open_to_everyone
from engage.web.rendering import page
from engage.web.security import forget_everything

blueprint = Blueprint("projects", __name__)


@blueprint.get("/")
@open_to_everyone
def choose_language() -> str:
    """Choose a language, in its own name and by its sound."""
    return page("projects/choose_language.html", title=_("Your neighbourhood. Your say."))


@blueprint.get("/<language>/")
@open_to_everyone
def home(language: str) -> str:
    """The projects that are open."""
    projects = [(project, project_name(project, g.language)) for project in queries.open_projects()]
    return page("projects/home.html", title=_("Where do you live?"), projects=projects)


@blueprint.get("/<language>/<project>/")
@open_to_everyone
def project(language: str, project: str) -> str:
    """What can be done in a project."""
    found, activities = queries.project_with_activities(project)
    show_project(found, g.language)
    shown = [activity for activity in activities if activity.state in {"open", "closed"}]
    return page(
        "projects/project.html",
        title=project_name(found, g.language),
        project=found,
        welcome=project_welcome(found, g.language),
        open_activities=[activity for activity in shown if queries.takes_answers(activity)],
        closed_activities=[activity for activity in shown if not queries.takes_answers(activity)],
    )


@blueprint.get("/<language>/help")
@open_to_everyone
def help_page(language: str) -> str:
    """How to get through, and how to reach a person."""
    return page("projects/help.html", title=_("Help"))


@blueprint.get("/<language>/privacy")
@blueprint.get("/<language>/<project>/privacy")
@open_to_everyone
def privacy(language: str, project: str | None = None) -> str:
    """What is kept and what is not."""
    found = queries.project_by_slug(project) if project else None
    if found:
        show_project(found, g.language)
    return page("projects/privacy.html", title=_("Your privacy"), project=found)


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
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
