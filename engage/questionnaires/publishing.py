"""From a lead's draft to an edition: what must be mended first, and what is frozen."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from engage.content.actions import await_files
from engage.content.interface import WITHIN
from engage.content.queries import renditions_of
from engage.content.shown import Words
from engage.content.units import CHECKED_STATES, Coverage, Unit
from engage.core.errors import Conflict, Rejected
from engage.languages.catalogue import Catalogue, Language
from engage.projects.models import Activity, Project
from engage.questionnaires import conditions
from engage.questionnaires.definition import RESERVED_PAGES, Definition, Question, from_json, to_json
from engage.questionnaires.editions import definition_of, freeze_set, freeze_wording, wording_id_of, words_of
from engage.questionnaires.landing import LandingPlace
from engage.questionnaires.models import Wording
from engage.questionnaires.obstacles import Obstacle, among_questions, in_frame, in_question
from engage.questionnaires.queries import hold_definition, hold_sets, wordings_in_use
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import Flaw
from engage.questionnaires.uploads import MOST_FILES


def problems(definition: Definition, landing: LandingPlace, settings: Mapping[str, Any]) -> list[Obstacle]:
    """What a lead must mend before a draft can be published or looked at, in the source language."""
    found = [] if definition.title.strip() else [in_frame("Write a title.", "title")]
    found += [] if definition.privacy.strip() else [in_frame("Write how answers are kept.", "privacy")]
    must_agree = any(consent.required for consent in definition.consents)
    found += [] if must_agree else [in_frame("Write what people must agree to.", "take_part")]
    found += [] if definition.questions else [among_questions("Add at least one question.")]
    found += [among_questions(told) for told in _page_problems(definition)]
    known: dict[str, Question] = {}
    for question in definition.questions:
        told = _question_problems(question, known, landing)
        name = question.text or question.key
        found += [in_question(question.key, f"{name}: {flaw.words}", flaw.at) for flaw in told]
        known[question.key] = question
    return found + landing.problems(definition, settings)


def obstacles(activity: Activity, definition: Definition, landing: LandingPlace) -> list[Obstacle]:
    """What stands in the way of publishing this draft of the activity."""
    return problems(definition, landing, activity.settings) + landing.change_problems(activity, definition)


def _question_problems(question: Question, known: Mapping[str, Question], landing: LandingPlace) -> list[Flaw]:
    """What is wrong with a question. known: those before it, by key."""
    question_type = QUESTION_TYPES.get(question.type)
    found = []
    if question.page in RESERVED_PAGES:
        found.append(Flaw("page", f"give its page another name than “{question.page}”, which the site uses itself."))
    if question.key in known or question.key in RESERVED_PAGES:
        told = f"its short name “{question.key}” is used already. Delete the question and add it again."
        found.append(Flaw("text", told))
    if not landing.may_ask(question_type):
        found.append(Flaw("text", f"a {landing.label.lower()} cannot ask this type of question."))
    wrong = [Flaw("when", told) for told in conditions.problems(question.when, known)]
    return found + question_type.problems(question) + wrong


def _page_problems(definition: Definition) -> list[str]:
    """A page has one address, so its questions must stand together, and no other question may have its name.

    It cannot ask for more files than are taken of one page.
    """
    pages = definition.pages
    keys = [page.key for page in pages]
    twice = sorted({question.page for question in definition.questions if keys.count(question.page) > 1})
    files = {page.key: sum(len(QUESTION_TYPES.get(one.type).file_suffixes) for one in page.questions) for page in pages}
    return [
        *(f"Put the questions of the page “{key}” next to one another, or give it another name." for key in twice),
        *(f"Ask for {MOST_FILES} recordings at most on the page “{key}”." for key in files if files[key] > MOST_FILES),
    ]


def has_changes(activity: Activity, definition: Definition) -> bool:
    """Whether the draft says something else than the edition that residents read."""
    return activity.wording_id != wording_id_of(activity.id, to_json(definition), published=True)


def may_publish(activity: Activity, definition: Definition) -> bool:
    """Whether the draft may be published: what has closed says the same for ever, but for “What happens next”."""
    if activity.standing != "closed" or activity.wording_id is None:
        return True
    before = definition_of(activity.wording_id)
    return to_json(replace(definition, next="")) == to_json(replace(before, next=""))


def discard_changes(activity: Activity) -> None:
    """Let the draft say again what residents read. Conflict where it does, or where they read nothing yet."""
    if activity.wording_id is None or not has_changes(activity, from_json(activity.definition)):
        raise Conflict("no-changes")
    activity.definition = to_json(definition_of(activity.wording_id))


def all_units(definition: Definition) -> list[Unit]:
    """The units of an edition: the questionnaire's own and those of the frame."""
    return [*definition.units, *WITHIN]


def text_coverage(activity: Activity, definition: Definition) -> dict[str, Coverage]:
    """{language: coverage in text by renditions that somebody has checked}."""
    hashes = {unit.key: unit.hash for unit in definition.units}
    done: dict[str, int] = {}
    for row in renditions_of(activity.id):
        if row.form == "text" and row.state in CHECKED_STATES and hashes.get(row.unit_key) == row.source_hash:
            done[row.language] = done.get(row.language, 0) + 1
    return {language: Coverage(count, len(hashes)) for language, count in done.items()}


def may_serve(activity: Activity, checked: Mapping[str, Coverage], language: Language, source: Language) -> bool:
    """Whether a language may be shown: it is the source's, checked throughout, or waived by a lead who says why.

    checked: the text_coverage of what would be shown.
    """
    if language.text_code == source.code or language.code in activity.waivers:
        return True
    return checked.get(language.code, Coverage(0, 1)).complete


def waiver_problems(activity: Activity, definition: Definition, language: str) -> list[Obstacle]:
    """Why a language cannot be shown even unchecked: nobody could read it, or know what they agree to."""
    texts = [row for row in renditions_of(activity.id) if row.form == "text" and row.language == language]
    hashes = {row.unit_key: row.source_hash for row in texts}
    there = {unit.key for unit in definition.units if hashes.get(unit.key) == unit.hash}
    if not there:
        return [Obstacle("There is no text in this language yet. Translate it first.")]
    if not there.issuperset(consent.unit for consent in definition.consents):
        return [Obstacle("Translate what people agree to first.")]
    return []


def take_back_waiver(activity: Activity, language: Language, source: Language) -> None:
    """Show a language no longer, at once, unless it was checked throughout since. Conflict where it was not waived."""
    if language.code not in activity.waivers:
        raise Conflict("no-waiver")
    activity.waivers = _without(activity.waivers, language.code)
    shown = activity.wording_id
    if shown is None or may_serve(activity, text_coverage(activity, definition_of(shown)), language, source):
        return
    hold_sets(activity)
    activity.sets = {**activity.sets, shown: _without(activity.sets.get(shown, {}), language.code)}
    activity.cover = _without(activity.cover, language.code)


def _without(held: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in held.items() if name != key}


def publish(project: Project, activity: Activity, landing: LandingPlace, catalogue: Catalogue) -> None:
    """Freeze the wording and every language that may be served. Rejected with the list of problems.

    What has closed keeps its wording, but for what happens next; a translation or a clip that was finished later still
    joins it, and no language leaves it.
    """
    hold_definition(activity)  # what its sender takes back at this moment must not be frozen
    definition = from_json(activity.definition)
    _refuse(obstacles(activity, definition, landing))
    if not may_publish(activity, definition):
        told = "It has closed: only “What happens next” can still be published. Discard the changes, then write it."
        _refuse([Obstacle(told)])
    wording = freeze_wording(activity.id, definition, published=True)
    renew_sets(project, activity, wording, definition, catalogue)
    activity.wording_id = wording.id
    if activity.state == "draft":
        activity.state = "published"
        landing.after_publishing(activity)


def _refuse(found: list[Obstacle]) -> None:
    if found:
        raise Rejected("problems", problems=found)


def languages_to_serve(
    project: Project, activity: Activity, checked: Mapping[str, Coverage], catalogue: Catalogue
) -> list[Language]:
    """The languages that publishing now would show; no language leaves what has closed."""
    kept = activity.sets.get(activity.wording_id or "", {}) if activity.standing == "closed" else {}
    return [
        language
        for language in catalogue.only(project.languages)
        if language.code in kept or may_serve(activity, checked, language, catalogue.source)
    ]


def renew_sets(
    project: Project, activity: Activity, wording: Wording, definition: Definition, catalogue: Catalogue
) -> None:
    """Freeze what there is now in each language; a language finished later joins the same wording."""
    hold_sets(activity)
    served = languages_to_serve(project, activity, text_coverage(activity, definition), catalogue)
    sets = {language.code: freeze_set(wording, definition, language).id for language in served}
    await_files(activity.id, all_units(definition), sets)
    activity.sets = {**activity.sets, wording.id: sets}
    activity.cover = {
        language.code: cover_from(
            words_of(wording.id, sets[language.code], language, catalogue.source), definition, language
        )
        for language in served
    }


def cover_from(words: Words, definition: Definition, language: Language) -> dict[str, Any]:
    """What the project's page tells of an activity in a language, out of the words of its set."""
    title = words["title"]
    shown: dict[str, Any] = {"title": title.text, "about": words["about"].text, "minutes": definition.minutes}
    shown |= {form: asdict(clip) for form, clip in (("sign", title.sign), ("sound", title.sound)) if clip}
    if language.signed:
        signed = sum(words[unit.key].sign is not None for unit in definition.units)
        shown["signed"] = {"done": signed, "total": len(definition.units)}
    return shown


def prepare_preview(project: Project, activity: Activity, landing: LandingPlace, catalogue: Catalogue) -> str:
    """Freeze the draft for a preview in every language; the id of its wording. Rejected with the list of problems.

    The sets of earlier previews go, because every page of questions reads the sets of its activity.
    """
    hold_definition(activity)
    definition = from_json(activity.definition)
    _refuse(problems(definition, landing, activity.settings))
    hold_sets(activity)
    wording = freeze_wording(activity.id, definition, published=False)
    sets = {
        language.code: freeze_set(wording, definition, language).id for language in catalogue.only(project.languages)
    }
    in_use = wordings_in_use(activity.id)
    kept = {wording_id: held for wording_id, held in activity.sets.items() if wording_id in in_use}
    activity.sets = {**kept, wording.id: sets}
    return wording.id
