"""Which questions there are, and in which order, for leads: up, down and away."""

from flask import Blueprint, make_response, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from engage.core.errors import Rejected
from engage.core.roles import LEADS
from engage.projects.models import Activity, Project
from engage.questionnaires import editing, queries
from engage.questionnaires.conditions import depending
from engage.questionnaires.definition import from_json
from engage.questionnaires.manage_views import activity_page, activity_to_change, save
from engage.questionnaires.obstacles import Obstacle
from engage.web.access import staff_only
from engage.web.forms import ConfirmForm
from engage.web.rendering import page

blueprint = Blueprint("order", __name__, url_prefix="/staff")
STEPS = {"up": -1, "down": 1}


def _not_there(place: Project, found: Activity) -> Response:
    told = _("This question is not there any more. A colleague may have deleted it.")
    return make_response(activity_page(place, found, [Obstacle(told)]), 404)


@blueprint.post("/<project>/<activity>/questions/<key>/move")
@staff_only(*LEADS)
def move_question(project: str, activity: str, key: str) -> Response:
    """Up or down."""
    place, found = activity_to_change(project, activity)
    if editing.question_in(found.definition, key) is None:
        return _not_there(place, found)
    to = request.form.get("to")
    if to not in STEPS:
        raise Rejected("choose-listed")
    return save(place, found, editing.move_question(found.definition, key, STEPS[to]), f"question-{key}")


@blueprint.route("/<project>/<activity>/questions/<key>/delete", methods=["GET", "POST"])
@staff_only(*LEADS)
def delete_question(project: str, activity: str, key: str) -> Response | str:
    """Say what depends on a question, and then delete it."""
    place, found = activity_to_change(project, activity)
    definition = from_json(found.definition)
    question = definition.question(key)
    if question is None:
        return _not_there(place, found)
    form = ConfirmForm()
    if form.validate_on_submit():
        return save(place, found, editing.remove_question(found.definition, key), "questions")
    return page(
        "editor/delete.html",
        title=_("Delete this question?"),
        project=place,
        activity=found,
        form=form,
        question=question,
        depending=depending(definition, key),
        answers=queries.answers_to(found.id, key),
    )
