"""A receipt opens what was said: to see it, change it, take it back, and learn what came of it."""

from flask import Blueprint, current_app, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from engage.content.shown import Shown
from engage.core.errors import Closed, NotFound, Rejected
from engage.core.identifiers import new_id
from engage.extensions import csrf
from engage.media.queries import recording_given
from engage.media.serving import recorded
from engage.projects.models import Activity, Project
from engage.projects.queries import takes_answers
from engage.projects.words import site_words
from engage.questionnaires import actions, cards, queries
from engage.questionnaires.agreements import agree, agreements_of
from engage.questionnaires.answering import message
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.flooding import refuse_floods
from engage.questionnaires.guessing import count_wrong_code, refuse_guessers
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import Submission
from engage.questionnaires.receipts import read_code, receipt_hash
from engage.questionnaires.uploads import media_in
from engage.questionnaires.visits import Visit, frame, told
from engage.questionnaires.ways import came_without_cookie, no_cookies
from engage.web.access import open_to_everyone
from engage.web.rendering import page as render

blueprint = Blueprint("receipts", __name__)
FORM = "answer"


@blueprint.route("/<language>/receipt", methods=["GET", "POST"])
@csrf.exempt  # no cookie exists before this form is sent: Origin is checked instead
@open_to_everyone
def open_receipt(language: str) -> AnyResponse | str:
    """Type the code, in digits or words."""
    if request.method == "GET":
        return _form("")
    refuse_guessers()
    typed = request.form.get("code", "")
    code = read_code(typed)
    hashed = receipt_hash(code_key(), code) if code else ""
    opened = queries.opened_by(hashed) if code else None
    if opened and opened.draft:
        place = f"{opened.project.slug}/{opened.activity.slug}"
        session.permanent = True
        session["drafts"] = {**session.get("drafts", {}), place: opened.draft.id}
        state = landing_place(opened.activity.kind).load_draft(opened.activity, opened.draft)
        here = _visit(opened.project, opened.activity, language, state)
        if opened.draft.follows:
            return redirect(url_for("questionnaires.check", **here.address, begun=1), 303)
        return redirect(url_for("questionnaires.question", **here.address, page=here.resume(), begun=1), 303)
    if opened:
        session.permanent = True
        session["receipt"] = hashed
        return redirect(url_for(".answers", language=language, begun=1), 303)
    for place in current_app.extensions["engage.landing_places"]:
        if code and (proof := place.proof(hashed)):
            here = _visit(proof.project, proof.activity, language)
            links = here.landing.links(here.activity, here.address)
            title = _("Your receipt")
            return render("questionnaires/proof.html", title=title, proof=proof.words, here=here, links=links)
    if code:
        count_wrong_code()
    return make_response(_form(typed, error=message(Rejected("receipt-unknown"))), 422)


@blueprint.get("/<language>/receipt/<code>")
@open_to_everyone
def scanned(language: str, code: str) -> str:
    """Where the square code on a card leads: the code is filled in, one button opens it."""
    return _form(code)


def _form(code: str, error: Shown | None = None) -> str:
    site = site_words(g.language)
    title = site["interface.open-receipt"].name
    return render(
        "questionnaires/receipt_form.html", title=title, error=bool(error), site=site, code=code, message=error
    )


def _opened(language: str) -> tuple[Visit, Submission] | None:
    """The submission whose receipt this browser opened; None where it did not, or has forgotten it since."""
    opened = queries.opened_by(session["receipt"]) if "receipt" in session else None
    if opened is None or opened.submission is None:
        return None
    submission = opened.submission
    state = DraftState(id=submission.id, wording_id=submission.wording_id, answers=dict(submission.answers))
    return _visit(opened.project, opened.activity, language, state), submission


def _visit(project: Project, activity: Activity, language: str, state: DraftState | None = None) -> Visit:
    """The activity that a receipt belongs to, which the frame of the page names."""
    frame(project)
    catalogue = current_app.extensions["engage.languages"]
    return told(Visit(project, activity, landing_place(activity.kind), state, catalogue.get(language)))


@blueprint.get("/<language>/receipt/answers")
@open_to_everyone
def answers(language: str) -> AnyResponse | str:
    """What I said, what happened next, and the ways to change it."""
    opened = _opened(language)
    if opened is None:
        return no_cookies(url_for(".open_receipt", language=language)) if came_without_cookie() else _form("")
    here, submission = opened
    return render(
        "questionnaires/receipt.html",
        title=_("Your receipt"),
        here=here,
        submission=submission,
        agreed=agreements_of(here, submission.consents),
        rows=cards.check_rows(here, submission.answers, change=False, played=_played)
        if submission.state == "kept"
        else [],
        news=here.landing.news(here.activity, submission),
        stays=here.landing.stays(here.activity, submission),
        can_change=submission.state == "kept" and takes_answers(here.activity),
    )


def _played(media_id: str) -> str:
    return url_for(".recording", language=g.language.code, media_id=media_id)


@blueprint.get("/<language>/receipt/recordings/<media_id>")
@open_to_everyone
def recording(language: str, media_id: str) -> AnyResponse:
    """What was recorded for the answers whose receipt this browser opened."""
    opened = _opened(language)
    if opened is None or media_id not in media_in(opened[1].answers):
        raise NotFound()
    return recorded(recording_given(media_id))


@blueprint.post("/<language>/receipt/change")
@open_to_everyone
def change(language: str) -> AnyResponse:
    """Begin a new revision with the answers as they are."""
    opened = _opened(language)
    if opened is None:
        return redirect(url_for(".open_receipt", language=language), 303)
    here, submission = opened
    if submission.state != "kept" or not takes_answers(here.activity):
        raise Closed()
    refuse_floods("begun")
    draft = actions.next_revision(submission, new_id())
    here.landing.begin(here.activity, draft)
    here.remember(draft.id)
    return redirect(url_for("questionnaires.check", **here.address), 303)


@blueprint.post("/<language>/receipt/agree")
@open_to_everyone
def agree_anew(language: str) -> AnyResponse:
    """Give or take back what is optional among what was agreed to: at any time, also once answers stay as they are."""
    opened = _opened(language)
    if opened is None:
        return redirect(url_for(".open_receipt", language=language), 303)
    here, submission = opened
    key, given = request.form.get("agreement"), request.form.get("given") == "yes"
    consent = next((one for one in here.definition.optional_consents if one.key == key), None)
    if consent is None or (given and not here.is_served):
        raise NotFound()
    if submission.state != "kept":
        raise Closed()
    agree(here, submission, consent, given=given)
    return redirect(url_for(".answers", language=language, _anchor="agreed"), 303)


@blueprint.route("/<language>/receipt/withdraw", methods=["GET", "POST"])
@open_to_everyone
def withdraw(language: str) -> AnyResponse | str:
    """Take everything back, after one more question."""
    opened = _opened(language)
    if opened is None:
        return redirect(url_for(".open_receipt", language=language), 303) if request.method == "POST" else _form("")
    here, submission = opened
    if request.method == "GET":
        stays = here.landing.stays(here.activity, submission)
        return render("questionnaires/withdraw.html", title=_("Take your answers back?"), here=here, stays=stays)
    if submission.state == "kept":
        actions.withdraw(submission.root_id)
        here.landing.withdrawn(here.activity, submission)
    return redirect(url_for(".answers", language=language), 303)
