"""Words, signed clips and sounds for each unit of an activity, in each of its languages, for leads."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from engage.accounts import audit
from engage.content import actions as content
from engage.content.interface import WITHIN
from engage.content.models import Rendition
from engage.content.queries import renditions_of
from engage.content.units import Unit
from engage.core.errors import NotFound, Rejected
from engage.core.roles import LEADS
from engage.languages.catalogue import Language
from engage.media.actions import keep_for_pages
from engage.media.captions import BadCaptions, Problem
from engage.media.messages import CAPTION_MESSAGES
from engage.media.queries import media_by_ids
from engage.projects.queries import activity_in_project
from engage.questionnaires.answering import message
from engage.questionnaires.definition import from_json
from engage.questionnaires.forms import ClipForm, WordsForm
from engage.web.access import staff_only
from engage.web.rendering import page

blueprint = Blueprint("renditions", __name__, url_prefix="/staff")
FORMS = {"sign": "clip", "sound": "sound", "picture": "picture"}
"""{form of a rendition: what its file is kept for}."""
FILE_STATES = {"waiting": "being prepared", "refused": "could not be read"}
"""{state of a medium: what a lead is told}. Publishing leaves both out."""
MOST_TOLD = 5
"""How many mistakes in the captions are told at once."""


def _language(project_languages: list[str], code: str) -> Language:
    catalogue = current_app.extensions["engage.languages"]
    if code not in project_languages or code not in catalogue:
        raise NotFound()
    found: Language = catalogue.get(code)
    return found


Held = dict[tuple[str, str], Rendition]


def _held(scope: str, language: str) -> Held:
    return {(row.unit_key, row.form): row for row in renditions_of(scope) if row.language == language}


@blueprint.get("/<project>/<activity>/languages/<code>")
@staff_only(*LEADS)
def units(project: str, activity: str, code: str) -> str:
    """Every unit in one language, with what there is and what is stale."""
    place, found = activity_in_project(project, activity)
    language = _language(place.languages, code)
    held = _held(found.id, code)
    units = (*from_json(found.definition).units, *WITHIN)
    rows = list(zip(units, _states(units, held), strict=True))
    return page(
        "editor/units.html",
        title=language.name,
        project=place,
        activity=found,
        shown=language,
        rows=rows,
        written=_is_written(language),
        spoken_only=WITHIN,
    )


def _is_written(language: Language) -> bool:
    """Whether the language has words of its own to translate into."""
    source: Language = current_app.extensions["engage.languages"].source
    return language.text_code != source.code


def _states(units: Sequence[Unit], held: Held) -> list[dict[str, str]]:
    """{form: how its rendition stands} for each of these units."""
    files = {media.id: media.state for media in media_by_ids([row.media_id for row in held.values() if row.media_id])}
    return [{form: _state(unit, held.get((unit.key, form)), files) for form in ("text", *FORMS)} for unit in units]


def _state(unit: Unit, row: Rendition | None, files: dict[str, str]) -> str:
    """`missing`, `stale`, what keeps its file from being shown, or the state of the rendition."""
    if row is None:
        return "missing"
    if row.source_hash != unit.hash:
        return "stale"
    return FILE_STATES.get(files.get(row.media_id or "", ""), row.state)


def _unit(definition: dict[str, Any], key: str) -> Unit:
    unit = next((unit for unit in (*from_json(definition).units, *WITHIN) if unit.key == key), None)
    if unit is None:
        raise NotFound()
    return unit


@blueprint.route("/<project>/<activity>/languages/<code>/<key>", methods=["GET", "POST"])
@staff_only(*LEADS)
def unit(project: str, activity: str, code: str, key: str) -> Response | str:
    """One unit in one language: its words, its signed clip, its sound."""
    place, found = activity_in_project(project, activity)
    language, wanted = _language(place.languages, code), _unit(found.definition, key)
    held = _held(found.id, code)
    text = held.get((key, "text"))
    words, clip = WordsForm(words=text.words if text else ""), ClipForm()
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        form = request.form.get("form", "")
        try:
            if form == "text" and wanted not in WITHIN and words.validate() and words.words.data:
                _put(found.id, wanted, code, "text", held, words=words.words.data)
            elif form in FORMS and clip.validate():
                _put(found.id, wanted, code, form, held, media_id=_keep(clip, form, place.id, wanted))
            else:
                raise Rejected("write-something" if form == "text" else "choose-file")
        except BadCaptions as refusal:
            problems = [("captions-sign", _line(broken)) for broken in refusal.problems[:MOST_TOLD]]
        except Rejected as refusal:
            problems = [(f"upload-{form}" if form in FORMS else words.words.id, message(refusal))]
        else:
            audit.record("rendition.put", project_id=place.id, object_id=found.id, language=code, form=form)
            return redirect(url_for(".units", project=project, activity=activity, code=code, _anchor=key), 303)
    (states,) = _states([wanted], held)
    html = page(
        "editor/unit.html",
        title=_("One text in %(language)s", language=language.name),
        error=bool(problems),
        problems=problems,
        project=place,
        activity=found,
        shown=language,
        unit=wanted,
        words=words,
        clip=clip,
        states=states,
        written=_is_written(language) and wanted not in WITHIN,
    )
    return make_response(html, 422 if problems else 200)


def _line(broken: Problem) -> str:
    """What to mend in the captions, and where."""
    return _("Captions, line %(line)s: %(advice)s", line=broken.line, advice=CAPTION_MESSAGES[broken.reason])


def _keep(clip: ClipForm, form: str, project_id: str, wanted: Unit) -> str:
    """Keep the file; the id of its medium. A signed clip needs captions; its words are the unit's unless told."""
    if not clip.upload.data or not clip.upload.data.filename:
        raise Rejected("choose-file")
    if form == "sign" and not clip.captions.data:
        raise BadCaptions([Problem(1, "captions-none")])
    media = keep_for_pages(
        FORMS[form],
        clip.upload.data.stream,
        project_id=project_id,
        kept_by=current_user.id,
        captions=clip.captions.data or "",
        transcript=clip.transcript.data or wanted.source,
    )
    return media.id


def _put(scope: str, unit: Unit, code: str, form: str, held: dict[tuple[str, str], Rendition], **facts: Any) -> None:
    content.put_rendition(
        scope=scope,
        unit=unit,
        language=code,
        form=form,
        state="translated",
        maker=current_user.email,
        existing=held.get((unit.key, form)),
        **facts,
    )
