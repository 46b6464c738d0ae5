"""Words, signed clips and sounds for what residents are shown, in each language, for leads and administrators."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, after_this_request, current_app, flash, make_response, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.content.actions import mend_rendition, put_rendition
from engage.content.models import Rendition
from engage.content.queries import coverage_by_language
from engage.content.units import Unit
from engage.core.errors import Conflict, NotFound, Rejected
from engage.core.roles import ADMINISTRATORS, LEADS
from engage.media.actions import keep_for_pages, set_words, store_for_pages
from engage.media.captions import BadCaptions
from engage.media.queries import clip_facts, media_by_ids
from engage.projects.models import Project
from engage.projects.queries import activity_in_project, project_by_slug
from engage.projects.words import forget_signs_and_sounds
from engage.questionnaires import reissuing
from engage.translation.checking import Check, Held, Stale, Standing, held_at
from engage.translation.desks import Desk, activity_desks, desk_in, project_desks, site_desks
from engage.translation.forms import RECORDED, RecordingForm, WordsForm, recording_form
from engage.web.access import staff_only
from engage.web.forms import problems
from engage.web.rendering import page
from engage.web.transactions import without_lock

blueprint = Blueprint("translation", __name__, url_prefix="/staff")
FORMS = ("text", *RECORDED)


@blueprint.get("/languages")
@staff_only(*ADMINISTRATORS)
def site_languages() -> str:
    """How much of the site's own words is signed and spoken, in each language."""
    return _languages(site_desks(), None)


@blueprint.get("/languages/<code>")
@staff_only(*ADMINISTRATORS)
def site_units(code: str) -> str:
    """The site's own words in one language."""
    return _units(desk_in(site_desks(), code))


@blueprint.route("/languages/<code>/<key>", methods=["GET", "POST"])
@staff_only(*ADMINISTRATORS)
def site_unit(code: str, key: str) -> Response:
    """One of the site's own words in one language."""
    return _unit(desk_in(site_desks(), code), key)


@blueprint.get("/<project>/languages")
@staff_only(*LEADS)
def project_languages(project: str) -> str:
    """How much of what a project says about itself is signed and spoken, in each language."""
    place = project_by_slug(project)
    return _languages(project_desks(place), place)


@blueprint.get("/<project>/languages/<code>")
@staff_only(*LEADS)
def project_units(project: str, code: str) -> str:
    """What a project says about itself, in one language."""
    return _units(desk_in(project_desks(project_by_slug(project)), code))


@blueprint.route("/<project>/languages/<code>/<key>", methods=["GET", "POST"])
@staff_only(*LEADS)
def project_unit(project: str, code: str, key: str) -> Response:
    """One thing that a project says about itself, in one language."""
    return _unit(desk_in(project_desks(project_by_slug(project)), code), key)


@blueprint.route("/<project>/<activity>/languages/<code>", methods=["GET", "POST"])
@staff_only(*LEADS)
def activity_units(project: str, activity: str, code: str) -> Response | str:
    """Everything of an activity in one language; all its texts can be checked at once."""
    desk = desk_in(activity_desks(*activity_in_project(project, activity)), code)
    if request.method == "POST":
        return _confirm(desk, _texts_to_check(desk, Standing(desk, FORMS)), "text")
    return _units(desk)


@blueprint.route("/<project>/<activity>/languages/<code>/<key>", methods=["GET", "POST"])
@staff_only(*LEADS)
def activity_unit(project: str, activity: str, code: str, key: str) -> Response:
    """One unit of an activity in one language."""
    return _unit(desk_in(activity_desks(*activity_in_project(project, activity)), code), key)


def _languages(desks: Sequence[Desk], project: Project | None) -> str:
    counted = coverage_by_language(desks[0].scope, desks[0].units) if desks else {}
    rows = [(desk, [counted.get((desk.language.code, form)) for form in RECORDED]) for desk in desks]
    return page(
        "translation/languages.html", title=_("Signs and sounds"), project=project, rows=rows, recorded=RECORDED
    )


def _units(desk: Desk) -> str:
    """Every unit in one language, with what there is and what is stale."""
    standing = Standing(desk, FORMS)
    words = {unit.key: standing.words(unit) for unit in desk.units} | desk.catalogue_words(desk.units)
    return page(
        "translation/units.html",
        title=desk.language.for_staff,
        parts=[
            (part, [(one, standing.states(one), words.get(one.key, "")) for one in part.units]) for part in desk.parts
        ],
        forms=FORMS if desk.written else tuple(RECORDED),
        check=_texts_to_check(desk, standing),
        waiting=[(one, form) for one in desk.units for form in FORMS if _check(standing, one, form).rows],
        **_frame(desk),
    )


def _check(standing: Standing, unit: Unit, form: str) -> Check:
    """What the person who is signed in can check of one unit."""
    return standing.check([unit], form, current_user.email)


def _next(desk: Desk, standing: Standing, here: Unit) -> Unit | None:
    """The unit after this one, and then from the beginning, that is missing or waits for a check; None where none."""
    units = desk.units
    at = units.index(here)
    others = [*units[at + 1 :], *units[:at]]
    found = (one for one in others if standing.wants(one, desk.wanted_forms(one), current_user.email))
    return next(found, None)


def _texts_to_check(desk: Desk, standing: Standing) -> Check:
    written = [unit for unit in desk.units if unit.key in desk.written]
    return standing.check(written, "text", current_user.email)


def _confirm(desk: Desk, check: Check, form: str, anchor: str | None = None) -> Response:
    """Note that a colleague has checked what they have seen."""
    count = check.confirm(request.form.get("seen", ""), current_user.email)
    facts = {"language": desk.language.code, "form": form}
    audit.record("rendition.checked", project_id=desk.project_id, object_id=desk.scope, count=count, **facts)
    flash(ngettext("Noted: %(num)s is checked.", "Noted: %(num)s are checked.", count))
    return redirect(desk.address_of_all(anchor), 303)


def _unit(desk: Desk, key: str) -> Response:
    """One unit in one language: its words, its signed clip, its sound."""
    wanted, standing = desk.unit(key), Standing(desk, FORMS)
    sent, do = request.form.get("form", "") if request.method == "POST" else None, request.form.get("do")
    if do == "away":
        return _take_away(desk, standing.held.get((key, sent or "")))
    if do == "check":
        return _confirm(desk, standing.check([wanted], sent or "", current_user.email), sent or "", key)
    if do == "keep":
        return _keep_for_new_wording(desk, standing.stale(wanted).get(sent or ""))
    words, recordings = _forms(standing.held, key, sent)
    if sent is not None:
        if _keep(desk, wanted, sent, words, recordings):
            facts = {"language": desk.language.code, "form": sent}
            audit.record("rendition.put", project_id=desk.project_id, object_id=desk.scope, **facts)
            return redirect(desk.address_of_all(key), 303)
        standing = Standing(desk, FORMS)  # the transaction in which it was first read is over
    wrong = [problem for form in (words, *recordings.values()) for problem in problems(form)]
    html = page(
        "translation/unit.html",
        title=_("One text in %(language)s", language=desk.language.for_staff),
        error=sent is not None,
        problems=wrong,
        unit=wanted,
        read_as=desk.catalogue_words([wanted]).get(key),
        words=words if key in desk.written else None,
        recordings=recordings,
        recorded=RECORDED,
        states=standing.states(wanted),
        stale=standing.stale(wanted),
        checks={form: _check(standing, wanted, form) for form in FORMS},
        next=_next(desk, standing, wanted),
        own={form for form in FORMS if standing.is_made_by(current_user.email, wanted, form)},
        clips=_clips(standing.held, key),
        **_frame(desk),
    )
    return make_response(html, 200 if sent is None else 422)


def _keep_for_new_wording(desk: Desk, stale: Stale | None) -> Response:
    """Note that what was made for other words is still right, so that nothing has to be made again."""
    if stale is None:
        raise Conflict("not-as-seen")
    stale.keep(request.form.get("seen", ""), current_user.email)
    facts = {"language": desk.language.code, "form": stale.row.form}
    audit.record("rendition.kept", project_id=desk.project_id, object_id=desk.scope, **facts)
    flash(_("Noted: it is still right. It stands for the new words."))
    return redirect(desk.address_of_all(stale.unit.key), 303)


def _take_away(desk: Desk, row: Rendition | None) -> Response:
    """Delete a clip or a sound, so that no page shows it any more."""
    if row is None or row.form not in RECORDED:
        raise NotFound()
    facts = {"language": row.language, "form": row.form}
    key = row.unit_key
    reissuing.take_away(row, current_app.extensions["engage.languages"])
    after_this_request(_forget)
    audit.record("rendition.removed", project_id=desk.project_id, object_id=desk.scope, **facts)
    return redirect(desk.address_of_all(key), 303)


def _forget(response: Response) -> Response:
    """Once it is committed: nobody may read what was there before and hold that."""
    forget_signs_and_sounds()
    return response


def _frame(desk: Desk) -> dict[str, Any]:
    return {"desk": desk, "project": desk.project, "activity": desk.activity, "shown": desk.language}


def _clips(held: Held, key: str) -> dict[str, dict[str, Any]]:
    """{form: the file that is there and ready} for one unit."""
    ids = {form: held[key, form].media_id or "" for form in RECORDED if (key, form) in held}
    facts = clip_facts(ids.values())
    return {form: facts[media_id] for form, media_id in ids.items() if media_id in facts}


def _forms(held: Held, key: str, sent: str | None) -> tuple[WordsForm, dict[str, RecordingForm]]:
    """The forms of a unit's page; the one that was sent holds what was typed, the others what there is."""
    text = held.get((key, "text"))
    ids = {form: row.media_id or "" for form in RECORDED if (row := held.get((key, form)))}
    media = {one.id: one for one in media_by_ids(list(ids.values()))}
    words = WordsForm() if sent == "text" else WordsForm(None, words=text.words if text else "")
    return words, {
        form: recording_form(form, sent=form == sent, held=media.get(ids.get(form, ""))) for form in RECORDED
    }


def _keep(desk: Desk, unit: Unit, form: str, words: WordsForm, recordings: dict[str, RecordingForm]) -> bool:
    """Put what was sent in place of what there was; False, and the form says why, if it cannot be kept."""
    facts: dict[str, Any] = {}
    if form == "text" and unit.key in desk.written:
        if not words.validate():
            return False
        facts["words"] = words.words.data
    elif form in recordings and recordings[form].keeps_file and not recordings[form].has_file:
        return _mend(desk, unit, form, recordings[form])
    elif form in recordings:
        media_id = _keep_file(desk, unit, form, recordings[form])
        if media_id is None:
            return False
        facts["media_id"] = media_id
    else:
        raise Rejected("choose-listed")
    put_rendition(
        scope=desk.scope,
        unit=unit,
        language=desk.language.code,
        form=form,
        state="translated",
        maker=current_user.email,
        existing=held_at(desk).get((unit.key, form)),
        **facts,
    )
    return True


def _mend(desk: Desk, unit: Unit, form: str, sent: RecordingForm) -> bool:
    """Keep other captions and another transcript of the file that is there."""
    row = held_at(desk).get((unit.key, form))
    media = media_by_ids([row.media_id or ""]) if row else []
    if not sent.validate() or not row or not media:
        return False
    try:
        set_words(media[0], **sent.words_beside(unit.source))
    except BadCaptions as refusal:
        sent.tell(refusal)
        return False
    mend_rendition(row, current_user.email)
    after_this_request(_forget)
    return True


def _keep_file(desk: Desk, unit: Unit, form: str, sent: RecordingForm) -> str | None:
    """Keep a file; the id of its medium."""
    if not sent.validate():
        return None
    try:
        with without_lock():
            stored = store_for_pages(RECORDED[form].purpose, sent.upload.data.stream, **sent.words_beside(unit.source))
    except Rejected as refusal:
        sent.tell(refusal)
        return None
    return keep_for_pages(stored, project_id=desk.project_id, kept_by=current_user.id).id
