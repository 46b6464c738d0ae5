"""A vote's lead: what is declared, slips with codes, turnout, and the steps from closing to shredding."""

from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from engage.accounts import audit
from engage.core.errors import Conflict, NotFound
from engage.core.roles import LEADS
from engage.languages.catalogue import Catalogue
from engage.priorities.votes import actions, explaining, queries, rules_told, settings, slips
from engage.priorities.votes.forms import CodesForm, SettingsForm, settings_data
from engage.priorities.votes.landing import Vote, ballot_question
from engage.priorities.votes.models import SEALED, VoteBox
from engage.priorities.votes.result import VoteResult, from_json
from engage.priorities.votes.settings import CODES
from engage.priorities.votes.steps import STEPS
from engage.priorities.votes.views import table_rows
from engage.projects.models import Activity, Project
from engage.projects.queries import activity_in_project
from engage.questionnaires.moderation.moderated import taken_back
from engage.web.access import staff_only
from engage.web.forms import ConfirmForm, problems
from engage.web.rendering import page
from engage.web.transactions import without_lock

blueprint = Blueprint("votes_manage", __name__, url_prefix="/staff")

VOID = (
    _l("Do this if slips of this sheet were lost, misprinted or stolen."),
    _l("Codes of this sheet that nobody used yet stop working, also for people who hold a good slip."),
    _l("Ballots that came in with its other codes stay in the box and are counted. Nobody can tell which they are."),
    _l("It cannot be undone. Make a new sheet for those who need a slip."),
)
"""What it means to void a sheet of codes."""


def _vote(project: str, activity: str) -> tuple[Project, Activity]:
    """A vote inside its project; NotFound for any other activity."""
    place, found = activity_in_project(project, activity)
    if found.kind != Vote.key:
        raise NotFound()
    return place, found


def _to_vote(place: Project, found: Activity) -> Response:
    return redirect(url_for(".vote", project=place.slug, activity=found.slug), 303)


@blueprint.get("/<project>/<activity>/vote")
@staff_only(*LEADS)
def vote(project: str, activity: str) -> str:
    """Everything about a vote but what is in its box."""
    place, found = _vote(project, activity)
    box = queries.box_of(found.id)
    declared = settings.from_settings(found.settings)
    question = ballot_question(found)
    return page(
        "votes/manage.html",
        title=_("The vote"),
        project=place,
        activity=found,
        box=box,
        declared=[] if settings.own_problems(declared) else rules_told.declared(declared),
        problems=settings.problems(declared, question.options if question else ()),
        may_change=_may_change(found),
        taken_back=_taken_back(found),
        makes_codes=_makes_codes(found, box),
        wants_codes=declared.entry == CODES,
        batches=queries.batches(found.id),
        steps=[(step, bool(box and step.ready(found, box)), bool(box and step.taken(found, box))) for step in STEPS],
        **_counted(box),
    )


def _counted(box: VoteBox | None) -> dict[str, Any]:
    """The outcome for leads and the turnout that belongs to it; what is in the box so far before there is one."""
    if box is None or box.outcome is None:
        return {"result": None, "turnout": box and queries.turnout(box.activity_id)}
    result: VoteResult = from_json(box.outcome)
    names = {option.key: option.text for option in result.options}
    return {
        "result": result,
        "turnout": queries.Turnout(result.codes_made or 0, result.turnout, result.ballots, result.codes_voided),
        "rows": table_rows(result, names),
        "told": [(names[line.key], line) for line in explaining.told(result, names)],
        "voters": rules_told.voters(result),
    }


def _taken_back(found: Activity) -> list[str]:
    """The options that their senders took back, of a vote that is published and can still be published again."""
    if found.state != "published" or found.wording_id is None:
        return []
    origins = taken_back(found.project_id)
    return [option.text for option in actions.the_question(found.wording_id).options if option.origin in origins]


def _may_change(found: Activity) -> bool:
    """What was declared stands from the moment the vote opens."""
    return found.state in {"draft", "published"}


def _makes_codes(found: Activity, box: VoteBox | None) -> bool:
    declared = settings.from_settings(found.settings)
    return box is not None and box.state == SEALED and declared.entry == CODES


@blueprint.route("/<project>/<activity>/vote/settings", methods=["GET", "POST"])
@staff_only(*LEADS)
def declare(project: str, activity: str) -> Response | str:
    """Say what there is to share, how it is counted and who may vote."""
    place, found = _vote(project, activity)
    if not _may_change(found):
        raise Conflict("vote-open")
    form = SettingsForm(data=settings_data(settings.from_settings(found.settings)))
    if form.validate_on_submit():
        declared = form.settings()
        found.settings = {**found.settings, **declared.to_json()}
        audit.record("vote.declared", project_id=place.id, object_id=found.id, rule=declared.rule, entry=declared.entry)
        return _to_vote(place, found)
    return _form_page("votes/settings.html", form, title=_("How the vote works"), project=place, activity=found)


def _form_page(template: str, form: Any, *, title: str, **context: Any) -> Response:
    wrong = problems(form)
    html = page(template, title=title, error=bool(wrong), problems=wrong, form=form, **context)
    return make_response(html, 422 if wrong else 200)


def _confirm_page(title: Any, warnings: tuple[Any, ...], press: Any, **context: Any) -> str:
    """What a step that cannot be taken back means, and its button."""
    return page("votes/step.html", title=str(title), warnings=warnings, press=press, **context)


@blueprint.route("/<project>/<activity>/vote/codes", methods=["GET", "POST"])
@staff_only(*LEADS)
def make_codes(project: str, activity: str) -> Response | str:
    """Make codes and show them once, as a sheet to print. Only their HMACs are kept."""
    place, found = _vote(project, activity)
    if not _makes_codes(found, queries.box_of(found.id)):
        raise Conflict("no-codes")
    next_sheet = len(queries.batches(found.id)) + 1
    form = CodesForm(data={"batch": str(next_sheet), "size": 40})
    catalogue: Catalogue = current_app.extensions["engage.languages"]
    served = [code for code in place.languages if code in found.sets.get(found.wording_id or "", {})]
    form.language.choices = [SelectChoice(language.code, language.for_staff) for language in catalogue.only(served)]
    if not form.validate_on_submit():
        return _form_page("votes/codes.html", form, title=_("Make codes"), project=place, activity=found)
    if form.batch.data != str(next_sheet):
        raise Conflict("sheet-made")
    return _sheet(place, found, next_sheet, form.size.data, catalogue.get(form.language.data))


def _sheet(place: Project, found: Activity, batch: int, size: int, language: Any) -> str:
    key = current_app.config["ENGAGE_KEYS"]["codes"]
    made = actions.make_codes(found.id, batch=batch, size=size, key=key)
    audit.record("vote.codes-made", project_id=place.id, object_id=found.id, codes=len(made), sheet=batch)
    return page(
        "votes/sheet.html",
        title=_("Sheet %(number)s: print it now", number=batch),
        project=place,
        activity=found,
        slips=slips.slips(made, language),
        words=slips.words_on_slips(place, found, language),
        slip_language=language,
    )


@blueprint.route("/<project>/<activity>/vote/codes/<int:sheet>/void", methods=["GET", "POST"])
@staff_only(*LEADS)
def void_codes(project: str, activity: str, sheet: int) -> Response | str:
    """Cancel what is left of a sheet that was lost, misprinted or stolen, after one more question."""
    place, found = _vote(project, activity)
    is_voided = {batch.number: batch.voided for batch in queries.batches(found.id)}
    if sheet not in is_voided:
        raise NotFound()
    if is_voided[sheet] or not _makes_codes(found, queries.box_of(found.id)):
        raise Conflict("no-codes")
    title, form = _("Void the unused codes of sheet %(number)s", number=sheet), ConfirmForm()
    if not form.validate_on_submit():
        return _confirm_page(title, VOID, _("Void the unused codes"), project=place, activity=found, form=form)
    actions.void_codes(found.id, sheet)
    audit.record("vote.codes-voided", project_id=place.id, object_id=found.id, sheet=sheet)
    flash(_("The unused codes of sheet %(number)s are voided.", number=sheet))
    return _to_vote(place, found)


@blueprint.route("/<project>/<activity>/vote/<step>", methods=["GET", "POST"])
@staff_only(*LEADS)
def take_step(project: str, activity: str, step: str) -> Response | str:
    """Close, count, publish or shred, after one more question."""
    place, found = _vote(project, activity)
    box = queries.box_of(found.id)
    if step not in STEPS or box is None:
        raise NotFound()
    chosen = STEPS.get(step)
    if not chosen.ready(found, box):
        raise Conflict("step")
    form = ConfirmForm()
    if not form.validate_on_submit():
        context = {"project": place, "activity": found, "form": form, **(_counted(box) if chosen.preview else {})}
        return _confirm_page(chosen.title, chosen.warnings, chosen.button, **context)
    with without_lock():
        looked_up = chosen.look(found)
    facts = chosen.take(found, looked_up)
    audit.record(chosen.action, project_id=place.id, object_id=found.id, **facts)
    flash(str(chosen.done))
    return _to_vote(place, found)
