"""From draft to closed: waivers, publishing, opening, closing, previews, posters and deleting, for leads."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.core import clock
from engage.core.errors import Conflict, NotFound, Rejected
from engage.core.roles import FIELD_STAFF, LEADS
from engage.projects import actions as project_actions
from engage.projects.models import Activity, Project
from engage.projects.queries import activity_in_project
from engage.questionnaires import publishing, removing
from engage.questionnaires.definition import from_json
from engage.questionnaires.editions import definition_of
from engage.questionnaires.landing import landing_place
from engage.questionnaires.manage_views import activity_page, address_of, catalogue, waivable
from engage.questionnaires.obstacles import Obstacle
from engage.questionnaires.posters import posters
from engage.questionnaires.previews import preview_token
from engage.questionnaires.release_forms import OpenForm, WaiverForm
from engage.web.access import staff_only
from engage.web.forms import ConfirmForm, problems
from engage.web.rendering import page

blueprint = Blueprint("release", __name__, url_prefix="/staff")
MOST_YEARS = 5
"""How far ahead the last day may be: further is a slip of the finger."""


def _to_activity(place: Project, found: Activity, anchor: str | None = None) -> Response:
    return redirect(url_for("editor.activity", **address_of(found, place), _anchor=anchor), 303)


def _mend_first(place: Project, found: Activity, refused: list[Obstacle]) -> Response:
    return make_response(activity_page(place, found, refused), 422)


def _asked_first(template: str, title: str, place: Project, found: Activity, **context: Any) -> str:
    """A page that asks whether somebody is sure."""
    return page(template, title=title, kind="danger", project=place, activity=found, **context)


@blueprint.post("/<project>/<activity>/waiver")
@staff_only(*LEADS)
def waive(project: str, activity: str) -> Response:
    """Record why a language is shown although nobody has checked it."""
    place, found = activity_in_project(project, activity)
    form = WaiverForm()
    form.language.choices = waivable(place)
    if not form.validate():
        return _mend_first(place, found, [Obstacle(str(told)) for _field, told in problems(form)])
    if refused := publishing.waiver_problems(found, from_json(found.definition), form.language.data):
        return _mend_first(place, found, refused)
    found.waivers = {**found.waivers, form.language.data: form.reason.data}
    audit.record("activity.waiver", project_id=place.id, object_id=found.id, language=form.language.data)
    flash(_("Recorded. Residents see this language from the next publishing on."))
    return _to_activity(place, found, "languages")


@blueprint.post("/<project>/<activity>/waiver/<code>/away")
@staff_only(*LEADS)
def take_back_waiver(project: str, activity: str, code: str) -> Response:
    """Show a language only once it is checked, although it was waived."""
    place, found = activity_in_project(project, activity)
    if code not in catalogue():
        raise NotFound()
    language = catalogue().get(code)
    publishing.take_back_waiver(found, language, catalogue().source)
    audit.record("activity.waiver-away", project_id=place.id, object_id=found.id, language=code)
    flash(_("Taken back. %(language)s is shown only once it is checked.", language=language.name))
    return _to_activity(place, found, "languages")


@blueprint.post("/<project>/<activity>/publish")
@staff_only(*LEADS)
def publish(project: str, activity: str) -> Response:
    """Freeze the wording and the languages as they are now."""
    place, found = activity_in_project(project, activity)
    try:
        publishing.publish(place, found, landing_place(found.kind), catalogue())
    except Rejected as refusal:
        return _mend_first(place, found, refusal.facts["problems"])
    audit.record("activity.published", project_id=place.id, object_id=found.id)
    waits = found.standing == "published"
    flash(_("Published. Nobody can answer until you open it.") if waits else _("Published. Residents read this now."))
    return _to_activity(place, found)


@blueprint.post("/<project>/<activity>/discard")
@staff_only(*LEADS)
def discard(project: str, activity: str) -> Response:
    """Throw away what was changed in the draft since it was published."""
    place, found = activity_in_project(project, activity)
    publishing.discard_changes(found)
    audit.record("activity.discarded", project_id=place.id, object_id=found.id)
    flash(_("The changes are gone. The draft says what residents read."))
    return _to_activity(place, found)


@blueprint.post("/<project>/<activity>/open")
@staff_only(*LEADS)
def open_activity(project: str, activity: str) -> Response:
    """Take answers from now on, until the end of a day if one is named."""
    place, found = activity_in_project(project, activity)
    landing = landing_place(found.kind)
    if found.standing not in {"published", "closed"} or not landing.may_open(found):
        raise Conflict("state")
    # Settings may have changed since the wording was published, and both stand once it is open.
    if unmet := landing.problems(definition_of(found.wording_id or ""), found.settings):
        told = Obstacle(_("Mend this before it opens. A changed question counts once you publish again."))
        return _mend_first(place, found, [told, *unmet])
    form = OpenForm()
    if refused := _refused_day(place, form):
        return _mend_first(place, found, refused)
    _close_after(place, found, form.closes_on.data)
    project_actions.set_state(found, "open")
    audit.record("activity.opened", project_id=place.id, object_id=found.id)
    flash(_("It is open. People can answer now."))
    return _to_activity(place, found)


@blueprint.post("/<project>/<activity>/last-day")
@staff_only(*LEADS)
def change_last_day(project: str, activity: str) -> Response:
    """Name another last day, or none, while it is open."""
    place, found = activity_in_project(project, activity)
    if found.standing != "open":
        raise Conflict("state")
    form = OpenForm()
    if refused := _refused_day(place, form):
        return _mend_first(place, found, refused)
    _close_after(place, found, form.closes_on.data)
    audit.record("activity.last-day", project_id=place.id, object_id=found.id)
    flash(_("The last day is changed.") if found.closes_at else _("It stays open until you close it."))
    return _to_activity(place, found)


def _refused_day(place: Project, form: OpenForm) -> list[Obstacle]:
    """Why this cannot be the last day; nothing if it can, or if there is none."""
    day, today = form.closes_on.data, clock.today(place.time_zone)
    if not form.validate() or (day and day < today):
        return [Obstacle(_("Choose a last day that is today or later."))]
    if day and (day.year - MOST_YEARS, day.month, day.day) > (today.year, today.month, today.day):
        return [Obstacle(_("Choose a last day within the next five years."))]
    return []


def _close_after(place: Project, found: Activity, day: date | None) -> None:
    """Let it close by itself at the end of this day, where the project is."""
    found.closes_at = datetime.combine(day, time(23, 59, 59), ZoneInfo(place.time_zone)) if day else None


@blueprint.route("/<project>/<activity>/close", methods=["GET", "POST"])
@staff_only(*LEADS)
def close_activity(project: str, activity: str) -> Response | str:
    """Take no more answers, after one more question."""
    place, found = activity_in_project(project, activity)
    if found.standing != "open":
        raise Conflict("state")
    form, landing = ConfirmForm(), landing_place(found.kind)
    if not form.validate_on_submit():
        title, may_open = _("Close this activity?"), landing.may_open(found)
        return _asked_first("editor/close.html", title, place, found, form=form, may_open=may_open)
    project_actions.set_state(found, "closed")
    landing.after_closing(found)
    audit.record("activity.closed", project_id=place.id, object_id=found.id)
    flash(_("It is closed. It takes no more answers."))
    return _to_activity(place, found)


@blueprint.post("/<project>/<activity>/preview/<code>")
@staff_only(*LEADS)
def preview(project: str, activity: str, code: str) -> Response:
    """See the draft as residents would, in one language; nothing answered there is kept."""
    place, found = activity_in_project(project, activity)
    if code not in place.languages:
        raise NotFound()
    try:
        wording_id = publishing.prepare_preview(place, found, landing_place(found.kind), catalogue())
    except Rejected as refusal:
        return _mend_first(place, found, refusal.facts["problems"])
    token = preview_token(found.id, wording_id)
    audit.record("activity.previewed", project_id=place.id, object_id=found.id, language=code)
    return redirect(url_for("questionnaires.start", language=code, **address_of(found, place), preview=token), 303)


@blueprint.get("/<project>/<activity>/poster")
@staff_only(*FIELD_STAFF)
def poster(project: str, activity: str) -> str:
    """A sheet for the wall in each language, with a square code that opens the activity in it."""
    place, found = activity_in_project(project, activity)
    return page("editor/poster.html", title=_("Posters"), project=place, activity=found, sheets=posters(place, found))


@blueprint.route("/<project>/<activity>/delete", methods=["GET", "POST"])
@staff_only(*LEADS)
def delete(project: str, activity: str) -> Response | str:
    """Delete a draft that was never published, after one more question."""
    place, found = activity_in_project(project, activity)
    if not removing.may_delete(found):
        raise Conflict("published")
    form, title = ConfirmForm(), found.definition["title"]
    if not form.validate_on_submit():
        return _asked_first("editor/delete_activity.html", _("Delete this activity?"), place, found, form=form)
    audit.record("activity.deleted", project_id=place.id, object_id=found.id, kind=found.kind)
    removing.delete_draft(found)
    flash(_("“%(title)s” is deleted.", title=title))
    return redirect(url_for("projects_manage.project", project=place.slug), 303)
