"""Where a person starts: the languages, the projects, what can be done in one, help, privacy, leaving."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from engage.projects import queries
from engage.web.access import open_to_everyone
from engage.web.rendering import page

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
    return page("projects/home.html", title=_("Where do you live?"), projects=queries.open_projects())


@blueprint.get("/<language>/help")
@open_to_everyone
def help_page(language: str) -> str:
    return page("projects/help.html", title=_("Help"))


@blueprint.get("/<language>/privacy")
@open_to_everyone
def privacy(language: str) -> str:
    return page("projects/privacy.html", title=_("Your privacy"))


@blueprint.get("/<language>/accessibility")
@open_to_everyone
def accessibility(language: str) -> str:
    return page("projects/accessibility.html", title=_("Accessibility"))


@blueprint.get("/<language>/leave")
@open_to_everyone
def leave(language: str) -> str:
    return render_template("projects/left.html")
