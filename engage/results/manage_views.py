"""Exports and the publication gate, for leads; what is published, for everyone who works on a project."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.core.errors import NotAllowed, NotFound
from engage.core.roles import ALL_STAFF, LEADS
from engage.projects.models import Activity, Project
from engage.projects.queries import activity_in_project, project_with_activities
from engage.questionnaires.landing import landing_place
from engage.results import actions, exporting
from engage.results.formats import FORMATS
from engage.results.models import Publication
from engage.results.publication import labels, says_something, told
from engage.results.published import shown
from engage.results.queries import asked_in, figures_now, newest_publication
from engage.results.sources import SOURCES
from engage.web.access import staff_only
from engage.web.rendering import page
from engage.web.transactions import without_lock

blueprint = Blueprint("results_manage", __name__, url_prefix="/staff")
PARTS = ("people", "questions")
"""What figures tell."""


def _has_figures(activity: Activity) -> bool:
    return activity.wording_id is not None and landing_place(activity.kind).has_figures


@blueprint.get("/<project>/<activity>/results")
@staff_only(*LEADS)
def overview(project: str, activity: str) -> str:
    """Files to take away, what was published, and what would be published now."""
    return _overview(*activity_in_project(project, activity))


def _overview(place: Project, found: Activity, *, refused: bool = False) -> str:
    """refused: whether somebody just tried to publish, and there was nothing to publish."""
    publication = newest_publication(found.id)
    return page(
        "results/overview.html",
        title=_("Results and exports"),
        error=refused,
        refused=refused,
        project=place,
        activity=found,
        sources=[source for source in SOURCES if source.fits(found) and source.ready(found)],
        formats=list(FORMATS),
        publication=publication,
        preview=_preview(found, publication) if _has_figures(found) else None,
    )


def _preview(activity: Activity, publication: Publication | None) -> dict[str, Any]:
    """What everybody would read if the figures were published now."""
    figures = figures_now(activity, publication)
    questions = told(asked_in(figures["wordings"]), figures, labels)
    asked_still = {one.asked.question.key for one in questions}
    before = told(asked_in(publication.figures["wordings"]), publication.figures, labels) if publication else []
    left_out = sum(line.value is None for one in questions for line in one.lines)
    return {
        "people": figures["people"],
        "told": questions,
        "left_out": left_out,
        "gone": [one.asked.question.text for one in before if one.asked.question.key not in asked_still],
        "says_something": says_something(figures),
        "changes": publication is None or any(publication.figures[part] != figures[part] for part in PARTS),
    }


@blueprint.get("/<project>/results")
@staff_only(*ALL_STAFF)
def published(project: str) -> str:
    """What everybody can read of each activity, in one place, with the files of it."""
    place, activities = project_with_activities(project)
    return page(
        "results/published/page.html",
        title=_("Published results"),
        project=place,
        shown=shown(activities, g.language),
        formats=list(FORMATS),
    )


@blueprint.post("/<project>/<activity>/results/export")
@staff_only(*ALL_STAFF)
def export(project: str, activity: str) -> Response:
    """One file. That it was made is logged. What is not public holds single people's answers and is for leads."""
    source_key, format_key = request.form.get("source", ""), request.form.get("format", "")
    if source_key not in SOURCES or format_key not in FORMATS:
        raise NotFound()
    source, file_format = SOURCES.get(source_key), FORMATS.get(format_key)
    if not source.public and not current_user.may(LEADS, project):
        raise NotAllowed()
    target = BytesIO()
    with without_lock():
        place, found = activity_in_project(project, activity)
        if not source.ready(found):
            raise NotFound()
        exporting.export(source, found, file_format, target)
        about = {"project_id": place.id, "object_id": found.id}
        name = exporting.file_name(source, found, file_format)
    audit.record("results.exported", **about, source=source_key, format=format_key)
    target.seek(0)
    response = send_file(target, mimetype=file_format.media_type, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"  # send_file lets browsers keep what it sends
    return response


@blueprint.post("/<project>/<activity>/results/publish")
@staff_only(*LEADS)
def publish(project: str, activity: str) -> Response:
    """Publish the figures as they are now, behind disclosure control; 422 where nobody could read one."""
    place, found = activity_in_project(project, activity)
    if not _has_figures(found):
        raise NotFound()
    if not says_something(figures_now(found, newest_publication(found.id))):
        return make_response(_overview(place, found, refused=True), 422)
    actions.publish_figures(found)
    audit.record("results.published", project_id=place.id, object_id=found.id)
    url = url_for("results.heard", language="en", project=project, activity=activity)
    link = Markup('<a href="{}">{}</a>').format(url, _("See it as residents do"))
    flash(escape(_("Published. %(link)s")) % {"link": link})
    return redirect(url_for(".overview", project=project, activity=activity), 303)
