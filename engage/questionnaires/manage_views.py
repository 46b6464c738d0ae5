"""The editor: an activity from its first word to its last answer, for leads."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from engage.accounts import audit
from engage.core.errors import NotFound
from engage.core.roles import FIELD_STAFF, LEADS
from engage.languages.catalogue import Catalogue
from engage.projects import actions as project_actions
from engage.projects.forms import lines
from engage.projects.models import Activity, Project
from engage.projects.queries import activity_in_project, project_by_slug, titles_beside
from engage.questionnaires import editing, publishing, queries, removing
from engage.questionnaires.definition import from_json
from engage.questionnaires.draft_forms import differing
from engage.questionnaires.flaws import tell_flaws
from engage.questionnaires.forms import (
    NEW,
    SPARE_ROWS,
    AddQuestionForm,
    FrameForm,
    NewActivityForm,
    QuestionForm,
    frame_data,
    question_facts,
)
from engage.questionnaires.landing import StaffAddress, landing_place
from engage.questionnaires.obstacles import Obstacle
from engage.questionnaires.prospects import prospects_of
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.release_forms import OpenForm, WaiverForm
from engage.questionnaires.rewording import ask_what_is_meant
from engage.questionnaires.sheets import Sheet, sheet_of
from engage.questionnaires.told_conditions import told_conditions
from engage.web.access import staff_only
from engage.web.forms import problems
from engage.web.rendering import page

blueprint = Blueprint("editor", __name__, url_prefix="/staff")


def catalogue() -> Catalogue:
    """The site's languages."""
    languages: Catalogue = current_app.extensions["engage.languages"]
    return languages


def address_of(found: Activity, project: Project) -> StaffAddress:
    """The parts of the activity's address, for url_for."""
    return {"project": project.slug, "activity": found.slug}


@blueprint.route("/<project>/new", methods=["GET", "POST"])
@staff_only(*LEADS)
def new_activity(project: str) -> Response | str:
    """Choose a kind and a title."""
    place = project_by_slug(project)
    form = NewActivityForm()
    kinds = current_app.extensions["engage.landing_places"]
    form.kind.choices = [SelectChoice(kind.key, kind.label) for kind in kinds]
    if form.validate_on_submit():
        kind, title = kinds.get(form.kind.data), form.title.data
        made = project_actions.create_activity(place, kind.key, title, editing.blank(title) | kind.first_words())
        made.settings = kind.first_settings()
        _warn_of_namesakes(made, title)
        audit.record("activity.created", project_id=place.id, object_id=made.id, kind=made.kind)
        return redirect(url_for(".activity", **address_of(made, place)), 303)
    meanings = {kind.key: kind.about for kind in kinds}
    return _page_or_errors("editor/new.html", form, title=_("New activity"), project=place, meanings=meanings)


def _warn_of_namesakes(activity: Activity, title: str) -> None:
    """People who look for one of two activities with one title will take the other."""
    titles = {other.strip().casefold() for other in titles_beside(activity)}
    if title.strip().casefold() in titles:
        flash(_("Another activity here has the same title. People cannot tell them apart."), "warning")


def _page_or_errors(template: str, form: Any, status: int = 200, *, title: str, **context: Any) -> Response:
    wrong = problems(form)
    told = bool(wrong) or status >= 400
    html = page(template, title=title, error=told, problems=wrong, form=form, **context)
    return make_response(html, 422 if wrong and status < 400 else status)


@blueprint.get("/<project>/<activity>/")
@staff_only(*FIELD_STAFF)
def activity(project: str, activity: str) -> str:
    """One activity: what it asks, in which languages, and what can be done with it now."""
    place, found = activity_in_project(project, activity)
    return activity_page(place, found)


def activity_page(place: Project, found: Activity, refused: list[Obstacle] | None = None) -> str:
    """The page of one activity, with what has to be mended."""
    definition = from_json(found.definition)
    landing = landing_place(found.kind)
    add = AddQuestionForm()
    add.offer(question_type for question_type in QUESTION_TYPES if landing.may_ask(question_type))
    waiver = WaiverForm()
    waiver.language.choices = waivable(place)
    prospects = prospects_of(place, found, definition, catalogue())
    return page(
        "editor/activity.html",
        title=definition.title,
        error=bool(refused),
        project=place,
        activity=found,
        definition=definition,
        landing=landing,
        problems=refused or [],
        conditions=told_conditions(definition),
        obstacles=publishing.obstacles(found, definition, landing),
        add=add,
        waiver=waiver,
        opening=_opening(place.day_of(found.closes_at) if found.closes_at and found.standing == "open" else None),
        types=QUESTION_TYPES,
        coverage=prospects,
        losses=[one for one in prospects if one.losses or one.leaves] if found.wording_id else [],
        news_waits=publishing.may_publish(found, definition) and any(one.changes for one in prospects),
        links=landing.staff_links(found, address_of(found, place)),
        may_delete=removing.may_delete(found),
        has_changes=publishing.has_changes(found, definition),
        may_publish=publishing.may_publish(found, definition),
    )


def waivable(place: Project) -> list[SelectChoice]:
    """The languages that have words of their own to check."""
    languages = catalogue().only(place.languages)
    own = [language for language in languages if language.text_code != catalogue().source.code]
    return [SelectChoice(language.code, language.name) for language in own]


def _opening(last_day: date | None) -> OpenForm:
    """The form with the last day, as it was sent or as it stands."""
    return OpenForm(request.form if "closes_on" in request.form else None, closes_on=last_day)


def activity_to_change(project: str, activity: str) -> tuple[Project, Activity]:
    """An activity in its project; where something is sent, its draft is held until that is kept."""
    place, found = activity_in_project(project, activity)
    if request.method == "POST":
        queries.hold_definition(found)
    return place, found


@blueprint.route("/<project>/<activity>/frame", methods=["GET", "POST"])
@staff_only(*LEADS)
def frame(project: str, activity: str) -> Response | str:
    """The words around the questions."""
    place, found = activity_to_change(project, activity)
    held = found.definition
    now = editing.version_of(editing.frame_in(held))
    data = frame_data(held)
    form = FrameForm(data=data | {"version": now})
    outdated = False
    if form.validate_on_submit():
        words = {name: form.data[name] or "" for name in ("title", "about", "privacy", "next")}
        facts = {**words, "minutes": form.minutes.data}
        changed = editing.put_frame(held, facts, form.take_part.data, lines(form.purposes.data or ""))
        outdated = form.outdated(now) and changed != held
        if not outdated:
            _warn_of_namesakes(found, words["title"])
            return save(place, found, changed)
    return _page_or_errors(
        "editor/frame.html",
        form,
        409 if outdated else 200,
        title=_("Words around the questions"),
        project=place,
        activity=found,
        meanwhile="changed" if outdated else "",
        there=differing(form, FrameForm(None, data=data)) if outdated else [],
    )


def save(place: Project, found: Activity, definition: dict[str, Any], anchor: str = "") -> Response:
    """Keep a changed draft, and show it."""
    found.definition = definition
    audit.record("activity.changed", project_id=place.id, object_id=found.id)
    return redirect(url_for("editor.activity", **address_of(found, place), _anchor=anchor or None), 303)


@blueprint.get("/<project>/<activity>/add")
@staff_only(*LEADS)
def add_question(project: str, activity: str) -> Response:
    """To the form of a new question of the chosen type."""
    chosen = request.args.get("type") or "unknown"
    return redirect(url_for(".new_question", project=project, activity=activity, type=chosen), 303)


@blueprint.route("/<project>/<activity>/questions/new/<type>", methods=["GET", "POST"])
@staff_only(*LEADS)
def new_question(project: str, activity: str, type: str) -> Response | str:  # noqa: A002 - the word in the address
    """Write a new question."""
    return _edit_question(project, activity, None, type)


@blueprint.route("/<project>/<activity>/questions/<key>", methods=["GET", "POST"])
@staff_only(*LEADS)
def edit_question(project: str, activity: str, key: str) -> Response | str:
    """Change a question."""
    return _edit_question(project, activity, key, "")


def _says_everything(form: QuestionForm, sheet: Sheet, published: queries.PublishedWords) -> bool:
    """Whether the form can be kept: it can be right, and it is clear what other words of published ones mean."""
    fits = form.validate()
    before = sheet.question
    unsaid = before and ask_what_is_meant(form, sheet.question_type, before, published)
    return not unsaid and bool(fits) and not tell_flaws(form, sheet.question_type, sheet.others)


def _edit_question(project: str, activity: str, key: str | None, type_key: str) -> Response | str:
    place, found = activity_to_change(project, activity)
    held = editing.question_in(found.definition, key)
    type_key = type_key or request.form.get("type") or (held or {}).get("type", "")
    gone = key is not None and (held is None or held["type"] != type_key)
    if type_key not in QUESTION_TYPES or (gone and request.method == "GET"):
        raise NotFound()
    question_type = QUESTION_TYPES.get(type_key)
    if (held is None or gone) and not landing_place(found.kind).may_ask(question_type):
        raise NotFound()
    sheet = sheet_of(found.definition, None if gone else key, question_type)
    form, more, meanwhile = sheet.form(), "more" in request.form, "gone" if gone else ""
    published = queries.published_words(found.id, key) if key and form.is_submitted() else queries.PublishedWords()
    if gone:
        form.outdated(sheet.version)
    elif form.is_submitted() and not more and _says_everything(form, sheet, published):
        facts, is_new = question_facts(form, question_type, published.options), form.meaning.data == NEW
        retired = queries.published_keys(found.id)
        changed, kept = editing.put_question(found.definition, key, facts, retired, is_new=is_new)
        if not form.outdated(sheet.version) or changed == found.definition:
            return save(place, found, changed, f"question-{kept}")
        meanwhile = "changed"
    if question_type.has_options and not question_type.option_rows and (more or request.method == "GET"):
        for _row in range(SPARE_ROWS):
            form.options.append_entry()
    return _page_or_errors(
        "editor/question.html",
        form,
        409 if meanwhile else 200,
        title=_("Change the question") if sheet.question else _("New question"),
        project=place,
        activity=found,
        sheet=sheet,
        meanwhile=meanwhile,
        there=differing(form, sheet.there()) if meanwhile == "changed" else [],
    )
