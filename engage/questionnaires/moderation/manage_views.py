"""Where leads read what was sent, and accept, edit, decline or offer it in a vote. One door for every kind."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.core import clock
from engage.core.errors import Conflict, NotFound
from engage.core.roles import LEADS
from engage.questionnaires import cards, options
from engage.questionnaires.forms import pounds
from engage.questionnaires.moderation import actions, desk, queries, states
from engage.questionnaires.moderation.desk import Paper
from engage.questionnaires.moderation.forms import DeclineForm, OfferForm, becomes_form
from engage.questionnaires.moderation.parts import SETTING
from engage.questionnaires.moderation.reasons import REASONS, STATE_LABELS
from engage.questionnaires.moderation.states import Standing
from engage.questionnaires.queries import conflicts_of
from engage.web.access import staff_only
from engage.web.forms import problems
from engage.web.rendering import page

blueprint = Blueprint("moderation", __name__, url_prefix="/staff/<project>/<activity>/moderation")

DECISIONS = ("accept", "mend", "decline", "undo", "take_off", "offer")
"""The views that a moderator's forms are sent to."""
Decision = Callable[[Standing, str | None, date], Standing]
"""From the standing before, the member of staff and the day to the standing after; Conflict where it is not open."""


@blueprint.get("")
@staff_only(*LEADS)
def queue(project: str, activity: str) -> str:
    """What was sent, by state; what has waited longest comes first."""
    here = desk.desk(project, activity)
    state = request.args.get("show", states.WAITING)
    number = request.args.get("page", 1, int)
    if state not in states.LISTED or not 1 <= number <= queries.LAST_PAGE:
        raise NotFound()
    counts = queries.counts(here.table, here.activity.id)
    found = queries.queue(here.table, here.activity.id, state, number)
    return page(
        "moderation/queue.html",
        title=_("What was sent"),
        desk=here,
        state=state,
        labels=STATE_LABELS,
        counts=counts,
        rows=here.named(found, state),
        clashing={kept.root_id for _conflict, kept in conflicts_of(here.activity.id)},
        number=number,
        more=counts[state] > number * queries.A_PAGE,
    )


@blueprint.route("/answers", methods=["GET", "POST"])
@staff_only(*LEADS)
def becomes(project: str, activity: str) -> Response | str:
    """Which question gives which part of what becomes public."""
    here = desk.desk(project, activity)
    form, fields = becomes_form(here.landing.parts, here.draft, here.activity.settings)
    if form.validate_on_submit():
        listed = {field.name: [choice.value for choice in field.choices] for field in fields}
        chosen = {field.name: field.data for field in fields if field.data in listed[field.name]}
        here.activity.settings = {**here.activity.settings, SETTING: chosen}
        audit.record("moderation.mapped", project_id=here.project.id, object_id=here.activity.id)
        return redirect(url_for(".becomes", **here.address), 303)
    unmet = here.landing.problems(here.draft, here.activity.settings)
    return page("moderation/becomes.html", title=_("What the answers become"), desk=here, fields=fields, problems=unmet)


@blueprint.get("/<item>")
@staff_only(*LEADS)
def item(project: str, activity: str, item: str) -> str:
    """One thing that was sent: all its answers, and what can be done with it now."""
    return _item_page(desk.paper(project, activity, item))


def _item_page(paper: Paper, *, moved_on: bool = False, **sent: Any) -> str:
    """sent: the form that is shown again with what is wrong, as `accept`, `decline` or `offer`."""
    votes = options.draft_ballots(paper.project.id) if paper.standing.state == states.ACCEPTED else []
    forms = {"accept": paper.accepting_form(), "decline": DeclineForm(None), "offer": OfferForm(None), **sent}
    forms["decline"].offer(paper.landing.reasons)
    origin = paper.landing.origin(paper.row)
    offered = [vote for vote in votes if options.is_option(vote.definition, origin)]
    votes = [vote for vote in votes if vote not in offered]
    forms["offer"].offer(votes)
    wrong = [problem for form in sent.values() for problem in problems(form)]
    return page(
        "moderation/item.html",
        title=_("Something that was sent"),
        error=bool(wrong),
        paper=paper,
        next_waiting=queries.next_waiting(paper.table, paper.activity.id),
        sent_in=next(iter(current_app.extensions["engage.languages"].only([paper.submission.language])), None),
        addresses={name: url_for(f".{name}", **paper.address, item=paper.row.id) for name in DECISIONS},
        agreements=cards.agreements(paper.here, paper.submission.consents),
        rows=cards.check_rows(paper.here, paper.submission.answers, change=False),
        forms=forms,
        votes=votes,
        offered=offered,
        problems=wrong,
        moved_on=moved_on,
        labels=STATE_LABELS,
        reasons=REASONS,
    )


def _decide(paper: Paper, action: str, decision: Decision, then: Callable[[Standing], None], **facts: str) -> Response:
    """Keep a decision, do what follows from it, log it; 409 with the thing as it is if somebody else came first."""
    try:
        before = paper.as_seen()
        after = decision(before, current_user.id, clock.today(paper.project.time_zone))
        actions.save(paper.table, paper.row.id, before, after)
    except Conflict:
        return _moved_on(paper)
    then(after)
    audit.record(action, project_id=paper.project.id, object_id=paper.row.id, **facts)
    return redirect(url_for(".item", **paper.address, item=paper.row.id), 303)


def _moved_on(paper: Paper) -> Response:
    fresh = desk.paper(paper.project.slug, paper.activity.slug, paper.row.id)
    return make_response(_item_page(fresh, moved_on=True), 409)


@blueprint.post("/<item>/accept")
@staff_only(*LEADS)
def accept(project: str, activity: str, item: str) -> Response:
    """Make it public, in the moderator's words."""
    return _publish(desk.paper(project, activity, item), "moderation.accepted", states.accept)


@blueprint.post("/<item>/mend")
@staff_only(*LEADS)
def mend(project: str, activity: str, item: str) -> Response:
    """Put other words in the place of those that are public; it stays on the list meanwhile."""
    return _publish(desk.paper(project, activity, item), "moderation.mended", states.mend)


def _publish(paper: Paper, action: str, decision: Decision) -> Response:
    """A decision after which the words of the form are public."""
    form = paper.accepting_form(request.form)
    if not form.validate():
        return make_response(_item_page(paper, accept=form), 422)
    return _decide(paper, action, decision, lambda after: paper.landing.publish(paper.row, after.revision, form.data))


@blueprint.post("/<item>/decline")
@staff_only(*LEADS)
def decline(project: str, activity: str, item: str) -> Response:
    """Keep it back, with a reason that its sender can read."""
    paper = desk.paper(project, activity, item)
    form = DeclineForm()
    form.offer(paper.landing.reasons)
    if not form.validate():
        return make_response(_item_page(paper, decline=form), 422)
    reason, own_words = form.reason.data, form.own_words.data or ""
    return _decide(
        paper,
        "moderation.declined",
        lambda before, by, on: states.decline(before, by, on, reason, own_words),
        lambda after: None,
        reason=reason,
    )


@blueprint.post("/<item>/undo")
@staff_only(*LEADS)
def undo(project: str, activity: str, item: str) -> Response:
    """Take the last decision back."""
    return _hide(desk.paper(project, activity, item), "moderation.undone", states.undo)


@blueprint.post("/<item>/take-off")
@staff_only(*LEADS)
def take_off(project: str, activity: str, item: str) -> Response:
    """Show no longer what was accepted before the newest revision."""
    return _hide(desk.paper(project, activity, item), "moderation.taken-off", states.take_off)


def _hide(paper: Paper, action: str, decision: Decision) -> Response:
    """A decision after which something may not be public any more."""
    return _decide(paper, action, decision, lambda after: None if after.shown else paper.landing.unpublish(paper.row))


@blueprint.post("/<item>/offer")
@staff_only(*LEADS)
def offer(project: str, activity: str, item: str) -> Response:
    """Make it an option of a vote that is still a draft."""
    paper = desk.paper(project, activity, item)
    actions.hold(paper.table, paper.row.root_id)  # its sender may take it back at this moment
    held = paper.landing.accepted(paper.row)
    if paper.standing.state != states.ACCEPTED or held is None:
        return _moved_on(paper)
    form = OfferForm()
    votes = {vote.id: vote for vote in options.draft_ballots(paper.project.id, to_change=True)}
    form.offer(votes.values())
    if not form.validate():
        return make_response(_item_page(paper, offer=form), 422)
    vote = votes[form.vote.data]
    words = {"text": held.facts["name"], "hint": held.facts["description"]}
    origin = paper.landing.origin(paper.row)
    vote.definition = options.with_option(vote.definition, **words, cost=pounds(form.cost.data or ""), origin=origin)
    audit.record("moderation.offered", project_id=paper.project.id, object_id=vote.id)
    return redirect(url_for(".item", **paper.address, item=paper.row.id), 303)
