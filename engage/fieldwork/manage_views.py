"""Gatherings, for researchers and leads."""

from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.core import clock
from engage.core.errors import Closed
from engage.core.identifiers import grouped
from engage.core.roles import FIELD_STAFF
from engage.fieldwork import actions, queries
from engage.fieldwork.codes import gathering_code
from engage.fieldwork.forms import GatheringForm
from engage.fieldwork.kinds import KINDS_OF_PLACE
from engage.fieldwork.models import Gathering
from engage.projects.models import Project
from engage.projects.queries import project_by_slug, project_with_activities
from engage.questionnaires.cards import qr_svg
from engage.questionnaires.keys import code_key
from engage.web.access import staff_only
from engage.web.forms import ConfirmForm, problems
from engage.web.rendering import page

blueprint = Blueprint("gatherings", __name__, url_prefix="/staff")
COLUMNS = ("kind_of_place", "area", "held_on", "languages", "interpreter", "head_count")


@blueprint.get("/<project>/gatherings")
@staff_only(*FIELD_STAFF)
def everything(project: str) -> str:
    """Every gathering of the project."""
    place = project_by_slug(project)
    found = queries.gatherings_in(place.id)
    return page(
        "fieldwork/gatherings.html", title=_("Gatherings"), project=place, gatherings=found, kinds=KINDS_OF_PLACE
    )


@blueprint.route("/<project>/gatherings/new", methods=["GET", "POST"])
@staff_only(*FIELD_STAFF)
def new(project: str) -> Response | str:
    """Begin one."""
    place = project_by_slug(project)
    form = _form(place, {"held_on": clock.today(place.time_zone), "area": place.area, "languages": []})
    if form.validate_on_submit():
        made = actions.open_gathering(
            project_id=place.id, researcher_id=current_user.id, key=code_key(), facts=_facts(form)
        )
        audit.record("gathering.opened", project_id=place.id, object_id=made.id)
        return redirect(url_for(".gathering", project=project, gathering=made.id), 303)
    return _form_page(form, _("New gathering"), place)


def _form(place: Project, data: dict[str, Any]) -> GatheringForm:
    form = GatheringForm(data=data)
    form.offer(current_app.extensions["engage.languages"].only(place.languages))
    return form


def _facts(form: GatheringForm) -> dict[str, Any]:
    return {name: form.data[name] for name in COLUMNS}


def _form_page(form: GatheringForm, title: str, place: Project) -> Response:
    wrong = problems(form)
    html = page("fieldwork/form.html", title=title, error=bool(wrong), problems=wrong, form=form, project=place)
    return make_response(html, 422 if wrong else 200)


@blueprint.get("/<project>/gatherings/<gathering>")
@staff_only(*FIELD_STAFF)
def gathering(project: str, gathering: str) -> str:
    """One gathering: its record, its code, and how many answers came from it."""
    place, found = queries.gathering_in_project(project, gathering)
    _project, activities = project_with_activities(project)
    titles = {activity.id: activity.definition["title"] for activity in activities}
    sent = [(titles[activity_id], way, count) for activity_id, way, count in queries.sent_by_way(found.id)]
    return page(
        "fieldwork/gathering.html",
        title=_("Gathering"),
        project=place,
        gathering=found,
        sent=sent,
        code=_code(found),
        address=current_app.config["ENGAGE"].base_url
        + url_for("doors.scanned", code=gathering_code(code_key(), found.id)),
        ahead=found.held_on > clock.today(place.time_zone),
        kinds=KINDS_OF_PLACE,
        spoken=current_app.extensions["engage.languages"].only(found.languages),
    )


def _code(found: Gathering) -> str:
    return grouped(gathering_code(code_key(), found.id), 3)


@blueprint.route("/<project>/gatherings/<gathering>/edit", methods=["GET", "POST"])
@staff_only(*FIELD_STAFF)
def edit(project: str, gathering: str) -> Response | str:
    """Correct the record, or count heads."""
    place, found = queries.gathering_in_project(project, gathering)
    form = _form(place, {name: getattr(found, name) for name in COLUMNS})
    if form.validate_on_submit():
        actions.change_gathering(found, _facts(form))
        audit.record("gathering.changed", project_id=place.id, object_id=found.id)
        return redirect(url_for(".gathering", project=project, gathering=gathering), 303)
    return _form_page(form, _("Correct the record"), place)


@blueprint.route("/<project>/gatherings/<gathering>/close", methods=["GET", "POST"])
@staff_only(*FIELD_STAFF)
def close(project: str, gathering: str) -> Response | str:
    """Let nobody join or begin any more, after one more question."""
    place, found = queries.gathering_in_project(project, gathering)
    form = ConfirmForm()
    if not form.validate_on_submit():
        title = _("End this gathering")
        return page("fieldwork/close.html", title=title, kind="danger", project=place, gathering=found, form=form)
    actions.close_gathering(found)
    audit.record("gathering.closed", project_id=place.id, object_id=found.id)
    flash(_("The gathering has ended. Nobody can join it any more."))
    return redirect(url_for(".gathering", project=project, gathering=gathering), 303)


@blueprint.post("/<project>/gatherings/<gathering>/reopen")
@staff_only(*FIELD_STAFF)
def reopen(project: str, gathering: str) -> Response:
    """Let people join and begin again."""
    place, found = queries.gathering_in_project(project, gathering)
    actions.reopen_gathering(found)
    audit.record("gathering.reopened", project_id=place.id, object_id=found.id)
    flash(_("The gathering is open again. The code works as before."))
    return redirect(url_for(".gathering", project=project, gathering=gathering), 303)


@blueprint.get("/<project>/gatherings/<gathering>/screen")
@staff_only(*FIELD_STAFF)
def screen(project: str, gathering: str) -> str:
    """The way in, as large as the screen allows. Closed where nobody can go in any more."""
    place, found = queries.gathering_in_project(project, gathering)
    if found.state != "open":
        raise Closed()
    base = current_app.config["ENGAGE"].base_url
    code = gathering_code(code_key(), found.id)
    address = base + url_for("doors.scanned", code=code)
    return page(
        "fieldwork/screen.html",
        title=place.name,
        back=url_for(".gathering", project=project, gathering=gathering),
        code=grouped(code, 3),
        address=base.partition("://")[2] + "/en/join",
        qr=qr_svg(address),
    )
