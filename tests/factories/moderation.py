"""Nominations and ideas, from an open activity to something that waits for a moderator."""

from copy import deepcopy
from typing import Any

import pytest
from flask import current_app

from engage.core.errors import Conflict
from engage.core.identifiers import new_id
from engage.projects.models import Activity, Project
from engage.questionnaires.actions import Accepted, Envelope
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.editing import blank
from engage.questionnaires.landing import landing_place
from engage.questionnaires.publishing import publish
from tests.factories.projects import make_activity, make_project
from tests.support.site import Site

PLACES = [{"key": "park", "text": "The park"}, {"key": "library", "text": "The library"}]
KINDS = [
    {"key": "person", "text": "One person"},
    {"key": "place", "text": "Some place"},
    {"key": "group", "text": "A group"},
]
NOMINATION = (
    {"key": "name", "type": "short-text", "text": "What is it called?", "required": True},
    {"key": "kind", "type": "single-choice", "text": "What is it?", "options": KINDS},
    {"key": "where", "type": "place", "text": "Where is it?", "options": PLACES, "settings": {"pin": True}},
    {"key": "about", "type": "long-text", "text": "Why is it good?"},
)
IDEA = (
    {"key": "title", "type": "short-text", "text": "What is your idea?", "required": True},
    {"key": "about", "type": "long-text", "text": "What would it change?"},
)
BALLOT = {
    "key": "choices",
    "type": "approve",
    "text": "What should happen?",
    "options": [{"key": "a", "text": "Trees"}],
}
QUESTIONS: dict[str, Any] = {"nominations": NOMINATION, "ideas": IDEA}
GIVEN: dict[str, dict[str, Any]] = {
    "nominations": {"name": "The bike shed", "kind": "place", "where": {"list": "park"}, "about": "You learn to mend."},
    "ideas": {"title": "A bench", "about": "To rest on the way."},
}
LISTS = {"nominations": "places", "ideas": "ideas"}


def moderated_definition(kind: str) -> dict[str, Any]:
    """The questionnaire of an activity of this kind."""
    return {**blank("What helps?"), "questions": [dict(question) for question in QUESTIONS[kind]]}


def open_activity(site: Site, kind: str, project: Project | None = None, **fields: Any) -> tuple[Project, Activity]:
    """A project with an open activity of this kind, published in English and, unchecked, in Arabic."""
    place = project or site.save(make_project())
    made = {"kind": kind, "definition": moderated_definition(kind), "waivers": {"ar": "a test"}}
    activity = make_activity(place, **made | fields)
    site.save(activity)
    with site.app.test_request_context("/en/"), site.writing() as session:
        held_place, held = session.get_one(Project, place.id), session.get_one(Activity, activity.id)
        publish(held_place, held, landing_place(kind), current_app.extensions["engage.languages"])
        held.state = "open"
        session.commit()
        session.refresh(held)
        session.expunge_all()
    return place, held


def draft_vote(project: Project, **fields: Any) -> Activity:
    """A vote that is still written, with one option."""
    definition = {**blank("A vote in spring"), "questions": [deepcopy(BALLOT)]}
    return make_activity(project, **{"kind": "vote", "definition": definition} | fields)


def send(site: Site, project: Project, activity: Activity, draft: DraftState | None = None, **answers: Any) -> Accepted:
    """Send answers (those of GIVEN, with these in their place), as the last button does."""
    given = GIVEN.get(activity.kind, {}) | answers
    sent = draft or new_draft(activity)
    envelope = Envelope(activity_id=activity.id, set_id=None, language="en")
    with site.app.test_request_context("/en/"), site.writing() as session:
        held = session.get_one(Activity, activity.id)
        return landing_place(activity.kind).send(session.get_one(Project, project.id), held, sent, given, envelope)


def send_other(site: Site, project: Project, activity: Activity, draft: DraftState, **answers: Any) -> None:
    """Send other answers as what this draft became already; they are kept beside it."""
    given = GIVEN.get(activity.kind, {}) | answers
    envelope = Envelope(activity_id=activity.id, set_id=None, language="en")
    with site.app.test_request_context("/en/"), site.writing() as session:
        place, held = session.get_one(Project, project.id), session.get_one(Activity, activity.id)
        with pytest.raises(Conflict):
            landing_place(activity.kind).send(place, held, draft, given, envelope)


def new_draft(activity: Activity, **fields: Any) -> DraftState:
    """What a person is about to send."""
    return DraftState(**{"id": new_id(), "wording_id": activity.wording_id, "consents": {"given": {}}} | fields)
