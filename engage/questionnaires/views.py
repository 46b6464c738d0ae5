"""The pages on which a resident takes part: start, questions, check, done."""

from typing import Any

from flask import Blueprint, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from engage.content.shown import Shown
from engage.core import clock
from engage.core.errors import Conflict, NotFound, Rejected
from engage.core.identifiers import new_id
from engage.extensions import csrf
from engage.media.actions import let_go
from engage.media.queries import recording_given
from engage.media.serving import recorded
from engage.projects.queries import activity_in_project, takes_answers
from engage.questionnaires import answering, asking, cards, queries, starting, ways
from engage.questionnaires.actions import Envelope, body_mac
from engage.questionnaires.definition import Page
from engage.questionnaires.drafts import DraftState, relevant_answers
from engage.questionnaires.flooding import refuse_floods
from engage.questionnaires.keys import code_key
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.uploads import Uploads, media_in, uploads
from engage.questionnaires.visits import Visit, after_sending, arrival, frame, visit
from engage.web.access import open_to_everyone
from engage.web.errors import error_page
from engage.web.rendering import page as render
from engage.web.transactions import keep

blueprint = Blueprint("questionnaires", __name__)
blueprint.register_error_handler(CSRFError, ways.visit_ended)


@blueprint.route("/<language>/<project>/<activity>/", methods=["GET", "POST"])
@csrf.exempt  # no cookie exists before this form is sent: Origin is checked instead
@open_to_everyone
def start(language: str, project: str, activity: str) -> Response | str:
    """What this is, how long it takes, how answers are kept, and what to agree to."""
    token = request.values.get("preview", "")
    here = arrival(project, activity, token)
    start_form = starting.StartForm(here, token)
    if request.method == "GET" and ways.came_without_cookie():
        return ways.no_cookies(url_for(".start", **here.address))
    if "_to" in request.form:
        elsewhere = ways.in_language(request.form["_to"], request.path)
        if elsewhere and elsewhere != request.path:
            return redirect(elsewhere, 307)  # the browser sends the same form there
        start_form.fill(request.form)
    if request.method == "GET" or start_form.filled:
        return make_response(start_form.page(), 410 if start_form.is_over else 200)
    start_form.require_open()
    if not start_form.served or (here.draft is None and not start_form.read(request.form)):
        return make_response(start_form.page(), 422)
    if here.draft is None and start_form.leave_ended_gathering():
        return make_response(start_form.page(), 409)
    if here.draft is None:
        if here.landing.keeps_drafts:
            refuse_floods("begun")
        here.draft = start_form.new_draft(new_id())
        here.landing.begin(here.activity, here.draft)
        here.remember(here.draft.id)
    return redirect(url_for(".question", **here.address, page=here.resume(), begun=1), 303)


@blueprint.route("/<language>/<project>/<activity>/<page>", methods=["GET", "POST"])
@open_to_everyone
def question(language: str, project: str, activity: str, page: str) -> Response | str:
    """One page of questions."""
    with uploads(begun=f"{project}/{activity}" in session.get("drafts", {})) as files:
        return _question(project, activity, page, files)


def _question(project: str, activity: str, page: str, files: Uploads) -> Response | str:
    here = visit(project, activity)
    if here.draft is None:
        return _sent_before(here) or ways.without_draft(here)
    pages = here.pages()
    position = next((place for place, found in enumerate(pages) if found.key == page), None)
    if position is None:
        if here.definition.question(page) is None and page not in {found.key for found in here.definition.pages}:
            raise NotFound()
        return redirect(url_for(".question", **here.address, page=here.resume()), 303)
    if request.method == "GET":
        here.require_open()
        return asking.page_as_left(here, here.draft, pages, position)
    return _answer(here, here.draft, pages, position, files)


def _answer(here: Visit, draft: DraftState, pages: list[Page], position: int, files: Uploads) -> Response:
    """Keep what was sent; go where the pressed button says."""
    asked = pages[position]
    form = answering.sent(
        asked, _everything_sent(), draft.answers, lambda upload: files.keep(upload, here.project.id), here.words
    )
    before, draft.answers = draft.answers, {**draft.answers, **form.answers}
    let_go(set(media_in(before)) - set(media_in(draft.answers)))
    draft.typed = {**draft.typed, asked.key: form.typed() if form.errors else {}}
    here.landing.save(here.activity, draft)
    if not here.is_open:
        keep()
        return error_page(410)
    if "_to" in request.form:
        return _elsewhere(here, request.form["_to"], pages, position)
    if form.errors:
        keep()
        return make_response(asking.question_page(here, form, pages, position), 422)
    return redirect(_after(here, asked), 303)


def _after(here: Visit, asked: Page) -> str:
    """Where to go on: to the same page again, if its answers opened more questions on it."""
    following = here.pages()
    place = next(place for place, page in enumerate(following) if page.key == asked.key)
    if any(question not in asked.questions for question in following[place].questions):
        return url_for(".question", **here.address, page=asked.key, then=request.form.get("_then"))
    if request.form.get("_then") == "check" or place + 1 == len(following):
        return url_for(".check", **here.address)
    return url_for(".question", **here.address, page=following[place + 1].key)


def _everything_sent() -> Any:
    """Text and files of the form in one multi-dictionary, as WTForms reads them."""
    if not request.files:
        return request.form
    both: MultiDict[str, Any] = MultiDict(request.form)
    for name, sent_files in request.files.lists():
        both.setlist(name, sent_files)
    return both


def _elsewhere(here: Visit, target: str, pages: list[Page], position: int) -> Response:
    """Leave the page by another button than Continue; what was typed has been saved."""
    if target == "back" and position > 0:
        return redirect(url_for(".question", **here.address, page=pages[position - 1].key), 303)
    then = "?then=check" if request.form.get("_then") == "check" else ""
    return ways.leave_page(here, target, request.path + then)


@blueprint.route("/<language>/<project>/<activity>/check", methods=["GET", "POST"])
@open_to_everyone
def check(language: str, project: str, activity: str) -> Response | str:
    """Everything that was answered, to be changed or sent."""
    here = visit(project, activity)
    if (here.draft is None or not takes_answers(here.activity)) and (arrived := _sent_before(here)):
        return arrived
    if here.draft is None:
        return ways.without_draft(here)
    here.require_open()
    answers = relevant_answers(here.definition, here.draft.answers)
    missing = _missing(here, answers)
    if missing is not None:
        return redirect(url_for(".question", **here.address, page=missing, then="check"), 303)
    seen = body_mac(code_key(), here.draft.id, answers, here.draft.consents)[:16]
    if request.method == "GET":
        return _check_page(here, answers, seen)
    if "_to" in request.form:
        return _from_check(here, request.form["_to"])
    if request.form.get("seen") != seen:
        return make_response(_check_page(here, answers, seen, here.words["interface.changed"]), 409)
    return _send(here, here.draft, answers, seen)


@blueprint.get("/<language>/<project>/<activity>/recordings/<media_id>")
@open_to_everyone
def recording(language: str, project: str, activity: str, media_id: str) -> Response:
    """What this browser recorded and has not sent yet."""
    here = visit(project, activity)
    if here.draft is None or media_id not in media_in(here.draft.answers):
        raise NotFound()
    return recorded(recording_given(media_id))


def _send(here: Visit, draft: DraftState, answers: dict[str, Any], seen: str) -> Response:
    if draft.preview:
        here.landing.discard(here.activity, draft)
        here.forget()
        session["previewed"] = here.place
        return redirect(url_for(".done", **here.address, preview=1), 303)
    today = clock.today(here.project.time_zone)
    envelope = Envelope(here.activity.id, set_id=here.set_id, language=here.language.code, sent_on=today)
    try:
        sent = here.landing.send(here.project, here.activity, draft, answers, envelope)
    except Rejected as refusal:
        return make_response(_check_page(here, answers, seen, answering.message(refusal)), 422)
    except Conflict:
        keep()
        return error_page(409)
    return _arrived(here, sent.root_id, changed=bool(draft.follows))


def _arrived(here: Visit, root_id: str, *, changed: bool) -> Response:
    """Show the receipt of what was sent, or of what was changed."""
    here.remember_sent(root_id)
    return redirect(url_for(".done", **here.address, changed=1 if changed else None), 303)


def _sent_before(here: Visit) -> Response | None:
    """The same form sent once more: what was sent is here already, so show its receipt."""
    draft_id = session.get("drafts", {}).get(here.place)
    if draft_id and here.landing.was_sent(here.activity, draft_id):
        root_id = queries.root_of(draft_id) or draft_id
        return _arrived(here, root_id, changed=root_id != draft_id)
    return None


def _from_check(here: Visit, target: str) -> Response:
    if target == "back":
        return redirect(url_for(".question", **here.address, page=here.pages()[-1].key), 303)
    return ways.leave_page(here, target, request.path)


def _missing(here: Visit, answers: dict[str, Any]) -> str | None:
    """The page of the first question that must be answered and is not."""
    for page in here.pages():
        for asked in page.questions:
            if asked.required and QUESTION_TYPES.get(asked.type).asks and asked.key not in answers:
                return page.key
    return None


def _check_page(here: Visit, answers: dict[str, Any], seen: str, problem: Shown | None = None) -> str:
    words = here.landing.change_words() if here.draft and here.draft.follows else here.landing.send_words()
    return render(
        "questionnaires/check.html",
        title=words.check,
        words=words,
        error=problem is not None,
        here=here,
        rows=cards.check_rows(
            here, answers, played=lambda media_id: url_for(".recording", **here.address, media_id=media_id)
        ),
        seen=seen,
        problem=problem,
        steps_done=len(here.pages()),
        steps_total=len(here.pages()),
        answer_form=asking.FORM,
        preview=here.draft is not None and here.draft.preview,
    )


@blueprint.get("/<language>/<project>/<activity>/done")
@open_to_everyone
def done(language: str, project: str, activity: str) -> Response | str:
    """Thank you, and the receipt."""
    if "preview" in request.args:
        if session.get("previewed") != f"{project}/{activity}":
            raise NotFound()
        frame(activity_in_project(project, activity)[0])
        g.query = "?preview=1"
        editor = url_for("editor.activity", project=project, activity=activity)
        return render("questionnaires/previewed.html", title=_("This was a preview"), preview=True, editor=editor)
    here, taken_back = after_sending(project, activity)
    if not here.sent_id:
        return redirect(url_for("receipts.open_receipt", language=language), 303)
    if taken_back:
        return render("questionnaires/taken_back.html", title=_("Your receipt"), here=here)
    words = here.landing.change_words() if "changed" in request.args else here.landing.send_words()
    g.least_checked = here.words.least_checked(["next"])
    return render(
        "questionnaires/done.html",
        title=_("Thank you"),
        here=here,
        thanks=words.done or here.landing.thanks(here.words),
        words=words,
        card=cards.receipt_card(here.sent_id, language),
        next=here.words["next"],
        links=here.landing.links(here.activity, here.address),
    )


@blueprint.route("/<language>/<project>/<activity>/later", methods=["GET", "POST"])
@open_to_everyone
def later(language: str, project: str, activity: str) -> Response | str:
    """The code with which this person can go on, on this phone or another; or delete what they have not sent."""
    here = visit(project, activity)
    if not here.landing.keeps_drafts:
        raise NotFound()
    if here.draft is None:
        return ways.without_draft(here)
    if request.method == "POST":
        let_go(media_in(here.draft.answers))
        here.landing.discard(here.activity, here.draft)
        here.forget()
        return redirect(url_for("projects.project", language=language, project=project), 303)
    return render(
        "questionnaires/later.html",
        title=_("Come back later"),
        here=here,
        card=cards.receipt_card(here.draft.id, language),
        resume=url_for(".question", **here.address, page=here.resume()),
    )
