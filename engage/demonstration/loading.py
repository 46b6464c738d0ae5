"""Loading the demonstration through the same doors that leads and residents use."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

from flask import current_app, g
from sqlalchemy import select

from engage.content import actions as content
from engage.content.interface import INTERFACE
from engage.content.models import SITE
from engage.content.units import Unit
from engage.core import clock
from engage.core.identifiers import new_id
from engage.demonstration import answers, slates, sources
from engage.extensions import db
from engage.fieldwork.models import Gathering
from engage.media.actions import keep_shipped
from engage.projects import actions as projects
from engage.projects.models import Activity, Project
from engage.projects.words import PARTS, project_says
from engage.questionnaires import publishing
from engage.questionnaires.actions import Envelope
from engage.questionnaires.drafts import DraftState, relevant_answers
from engage.questionnaires.editions import definition_of
from engage.questionnaires.landing import landing_place

Answers = Callable[[], Iterator[tuple[str, str, dict[str, Any]]]]
GIVEN: dict[str, Answers] = {
    "how-are-things": answers.survey_answers,
    "what-helps": answers.nominations,
    "ideas": answers.ideas,
    "first": answers.open_ballots,
    "spring": answers.ballots,
}
MAKER = "Computer draft"
ASKED_FOR = 30
"""Days for which people have answered by now."""


def is_loaded() -> bool:
    """Whether the demonstration is there."""
    return db.session.scalar(select(Project.id).where(Project.slug == sources.SLUG)) is not None


def load_project() -> Project:
    """The project with its names; its activities follow."""
    project = projects.create_project(
        {
            "name": "Harbour Street",
            "area": "Portwick",
            "time_zone": "Europe/London",
            "languages": sources.LANGUAGES,
            "partners": ["Portwick Council", "Harbour Street Neighbours"],
            "contact": "The community room, 12 Harbour Street, every weekday from ten to four.",
            "welcome": "Help to choose what changes on Harbour Street.",
        }
    )
    project.demonstration = True
    source = current_app.extensions["engage.languages"].source
    for language in sources.TRANSLATED:
        words = sources.translations(language)
        said = {part: words[project_says(project, part, source).text] for part in PARTS}
        projects.set_words(project, language, said)
    return project


def load_media(project: Project) -> tuple[dict[str, str], str]:
    """({text: id of its placeholder clip}, id of the placeholder sound)."""
    clips = {
        text: keep_shipped(slates.clip_for(text), project_id=project.id, placeholder=True).id
        for text in slates.signed_texts()
    }
    return clips, keep_shipped(slates.chime(), project_id=project.id, placeholder=True).id


def load_renditions(scope: str, units: tuple[Unit, ...], clips: dict[str, str], chime: str) -> None:
    """Words in each language, a placeholder clip in BSL, and a placeholder sound in Romani, for each unit."""
    for unit in units:
        if scope != SITE:
            for language in sources.TRANSLATED:
                words = sources.translations(language)[unit.source]
                content.put_rendition(scope=scope, unit=unit, language=language, form="text", words=words, maker=MAKER)
        content.put_rendition(
            scope=scope, unit=unit, language="bfi", form="sign", media_id=clips[unit.source], maker=MAKER
        )
        content.put_rendition(scope=scope, unit=unit, language="rmc", form="sound", media_id=chime, maker=MAKER)


def load_activity(
    project: Project, wanted: sources.DemonstrationActivity, clips: dict[str, str], chime: str
) -> Activity:
    """One activity, published and open."""
    definition = sources.source(wanted.slug)
    activity = projects.create_activity(project, wanted.kind, wanted.slug, definition)
    landing = landing_place(wanted.kind)
    activity.settings = {**landing.first_settings(), **wanted.settings}
    activity.waivers = dict.fromkeys(sources.TRANSLATED, sources.WAIVER)
    load_renditions(activity.id, sources.definition(wanted.slug).units, clips, chime)
    db.session.flush()
    publishing.publish(project, activity, landing, current_app.extensions["engage.languages"])
    projects.set_state(activity, "open")
    return activity


def load_answers(project: Project, activity: Activity, given: Answers, gatherings: list[Gathering]) -> int:
    """Send every made-up answer; how many."""
    dice = Random(activity.slug)  # noqa: S311 - made-up data, not a secret
    landing = landing_place(activity.kind)
    wording_id = activity.wording_id or ""
    definition = definition_of(wording_id)
    count = 0
    for language, way, said in given():
        g.language = current_app.extensions["engage.languages"].get(language)
        gathering = dice.choice(gatherings) if gatherings and dice.random() < 0.4 else None
        day = gathering.held_on if gathering else clock.today() - timedelta(days=dice.randrange(1, ASKED_FOR))
        set_id = activity.sets[wording_id][language]
        draft = DraftState(
            id=new_id(),
            wording_id=wording_id,
            answers=said,
            consents={
                "given": {consent.key: consent.required or dice.random() < 0.5 for consent in definition.consents},
                "wording": wording_id,
                "set": set_id,
                "language": language,
                "day": day.isoformat(),
            },
            gathering_id=gathering.id if gathering else None,
            assistance=way if gathering else "self",
        )
        envelope = Envelope(activity_id=activity.id, set_id=set_id, language=language, demonstration=True, sent_on=day)
        landing.send(project, activity, draft, relevant_answers(definition, said), envelope)
        count += 1
    return count


def load_site(clips: dict[str, str], chime: str) -> None:
    """The site's own words, unless another project has given them clips already."""
    load_renditions(SITE, INTERFACE, clips, chime)
