"""Projects, for staff: the list, a new one, and one project's page."""

from typing import Any

from flask import Blueprint, current_app, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.core.errors import NotFound, Rejected
from engage.core.roles import ADMINISTRATORS, ALL_STAFF, LEADS
from engage.projects import actions, queries
from engage.projects.forms import ProjectForm, lines, words_form
from engage.projects.models import Project
from engage.projects.words import PARTS
from engage.web.access import staff_only
from engage.web.forms import problems
from engage.web.rendering import page

blueprint = Blueprint("projects_manage", __name__, url_prefix="/staff")
STEPS = {"up": -1, "down": 1}


@blueprint.get("/")
@staff_only(*ALL_STAFF)
def home() -> str:
    """The projects that this person has a part in."""
    mine = None if current_user.administrator else [part.project_id for part in current_user.projects]
    return page("projects_manage/home.html", title=_("Projects"), projects=queries.projects_for(mine))


@blueprint.route("/new", methods=["GET", "POST"])
@staff_only(*ADMINISTRATORS)
def new_project() -> Response | str:
    """Begin a project."""
    form = ProjectForm()
    form.offer(list(current_app.extensions["engage.languages"]))
    if form.validate_on_submit():
        project = actions.create_project(_facts(form))
        audit.record("project.created", project_id=project.id)
        return redirect(url_for(".project", project=project.slug), 303)
    return _form_page(form, _("New project"), None)


@blueprint.route("/<project>/edit", methods=["GET", "POST"])
@staff_only(*LEADS)
def edit_project(project: str) -> Response | str:
    """Change what a project is called, who runs it and which languages it speaks."""
    found = queries.project_by_slug(project)
    form = ProjectForm(
        name=found.name,
        area=found.area,
        time_zone=found.time_zone,
        languages=found.languages,
        partners="\n".join(found.partners),
        contact=found.contact,
        welcome=found.words.get("en", {}).get("welcome", ""),
    )
    form.offer(list(current_app.extensions["engage.languages"]))
    if form.validate_on_submit():
        actions.change_project(found, _facts(form))
        audit.record("project.changed", project_id=found.id)
        return redirect(url_for(".project", project=found.slug), 303)
    return _form_page(form, _("Edit project"), found)


def _facts(form: ProjectForm) -> dict[str, Any]:
    return {**form.data, "partners": lines(form.partners.data or ""), "contact": form.contact.data or ""}


def _form_page(form: ProjectForm, title: str, project: Project | None) -> Response:
    wrong = problems(form)
    html = page("projects_manage/form.html", title=title, error=bool(wrong), problems=wrong, form=form, project=project)
    return make_response(html, 422 if wrong else 200)


@blueprint.get("/<project>/")
@staff_only(*ALL_STAFF)
def project(project: str) -> str:
    """One project: its activities and the ways to its people, gatherings and log."""
    found, activities = queries.project_with_activities(project)
    return page("projects_manage/project.html", title=found.name, project=found, activities=activities)


@blueprint.post("/<project>/<activity>/move")
@staff_only(*LEADS)
def move_activity(project: str, activity: str) -> Response:
    """Up or down in the order in which residents see them."""
    found, activities = queries.project_with_activities(project)
    moved = next((one for one in activities if one.slug == activity), None)
    if moved is None:
        raise NotFound()
    to = request.form.get("to")
    if to not in STEPS:
        raise Rejected("choose-listed")
    actions.move_activity(activities, moved, STEPS[to])
    audit.record("project.ordered", project_id=found.id)
    return redirect(url_for(".project", project=found.slug, _anchor=f"activity-{moved.slug}"), 303)


@blueprint.route("/<project>/words", methods=["GET", "POST"])
@staff_only(*LEADS)
def words(project: str) -> Response | str:
    """The project's words in its other languages."""
    found = queries.project_by_slug(project)
    catalogue = current_app.extensions["engage.languages"]
    written = [language for language in catalogue.only(found.languages) if language.text_code != catalogue.source.code]
    held = {
        f"{part}_{language.code}": found.words.get(language.code, {}).get(part, "")
        for language in written
        for part in PARTS
    }
    form = words_form([language.code for language in written])(data=held)
    if form.validate_on_submit():
        for language in written:
            said = {part: form.data[f"{part}_{language.code}"] or "" for part in PARTS}
            actions.set_words(found, language.code, said)
        audit.record("project.translated", project_id=found.id)
        return redirect(url_for(".project", project=found.slug), 303)
    return page(
        "projects_manage/words.html", title=_("Name in other languages"), project=found, form=form, written=written
    )
