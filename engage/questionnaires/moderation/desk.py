"""What lies before a moderator: an activity, and one thing that was sent to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field

from engage.core.errors import Conflict, NotFound
from engage.projects.models import Activity, Project
from engage.projects.queries import activity_in_project
from engage.questionnaires import cards
from engage.questionnaires.definition import Definition, from_json
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.landing import StaffAddress, landing_place
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation import queries
from engage.questionnaires.moderation.moderated import ModeratedPlace, may_show
from engage.questionnaires.moderation.states import ACCEPTED, Standing
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.visits import Visit
from engage.web.forms import BaseForm


@dataclass
class Desk:
    """An activity whose answers are moderated."""

    project: Project
    activity: Activity
    landing: ModeratedPlace

    @property
    def address(self) -> StaffAddress:
        """The parts of its staff addresses, for url_for."""
        return {"project": self.project.slug, "activity": self.activity.slug}

    @property
    def table(self) -> type[Any]:
        return self.landing.table

    @property
    def draft(self) -> Definition:
        """The questions as a lead edits them."""
        return from_json(self.activity.definition)

    def visit(self, submission: Submission) -> Visit:
        """The answers of a submission as the source language shows them."""
        state = DraftState(id=submission.id, wording_id=submission.wording_id, answers=dict(submission.answers))
        return Visit(self.project, self.activity, self.landing, state, g.language)

    def proposal(self, submission: Submission) -> dict[str, Any]:
        """What its answers would become."""
        here = self.visit(submission)
        return self.landing.proposal(here.definition, self.activity.settings, submission, here.words)

    def named(self, rows: Sequence[tuple[Any, Submission]], state: str) -> list[tuple[Any, Submission, str]]:
        """Each row of a list of the queue with its name: among what is public now, the one that residents read."""
        public = self.landing.public_names([row for row, _submission in rows]) if state == ACCEPTED else {}
        return [(row, submission, public.get(row.id) or self.name_of(submission)) for row, submission in rows]

    def name_of(self, submission: Submission) -> str:
        """What the person called it, for the team."""
        here = self.visit(submission)
        settings = self.activity.settings
        return str(self.landing.proposed(here.definition, settings, submission.answers, here.words)["name"])


@dataclass
class Paper(Desk):
    """One thing that was sent, on the desk."""

    row: Any
    submission: Submission

    @cached_property
    def here(self) -> Visit:
        return self.visit(self.submission)

    @cached_property
    def standing(self) -> Standing:
        return queries.standing_of(self.row)

    @property
    def seen(self) -> str:
        """What a form carries, so that nobody decides about something that has changed meanwhile."""
        return f"{self.standing.state}.{self.standing.revision}.{self.standing.shown}"

    def as_seen(self) -> Standing:
        """The standing if it still is the one that the sent form speaks of; Conflict otherwise."""
        if request.form.get("seen") != self.seen:
            raise Conflict("moved-on")
        return self.standing

    def accepting_form(self, sent: MultiDict[str, str] | None = None) -> BaseForm:
        """The form with which it is accepted. At first: what was accepted of this revision before, or was answered."""
        held = self.landing.accepted(self.row)
        same = held is not None and held.revision == self.row.revision
        data = held.facts if held and same else self.proposal(self.submission)
        return self.landing.form(self.here.definition, self.activity.settings, data, sent)

    def accepted_lines(self) -> list[tuple[str, str]]:
        """What was accepted last: the name of each part and its words."""
        held = self.landing.accepted(self.row)
        if held is None:
            return []
        form = self.landing.form(self.here.definition, self.activity.settings, held.facts, None)
        return [(str(field.label.text), _words(field)) for field in form if field.data not in (None, "", False)]

    @property
    def may_show_words(self) -> bool:
        """Whether the person's own words may be shown."""
        return may_show(self.here.definition, self.activity.settings, self.submission.consents)

    def other_versions(self) -> list[cards.OtherVersion]:
        """What arrived as the same thing but says something else."""
        return cards.other_versions(self.project, self.activity, g.language, self.row.root_id)

    def recordings(self) -> list[str]:
        """The ids of the voices, photos and films among the answers."""
        answers = self.submission.answers
        asked = [question for question in self.here.definition.questions if question.key in answers]
        typed = [(question, QUESTION_TYPES.get(question.type)) for question in asked]
        return [kind.cells(question, answers[question.key])[""] for question, kind in typed if kind.file_suffixes]


def _words(field: Field) -> str:
    """What a field holds, as words: the label of a choice, a text, or a plain yes."""
    labels = {choice.value: choice.label for choice in getattr(field, "choices", None) or ()}
    return _("yes") if field.data is True else str(labels.get(field.data, field.data))


def desk(project: str, activity: str) -> Desk:
    """The desk of an activity. NotFound outside its project, and for one that has nothing to moderate."""
    place, found = activity_in_project(project, activity)
    landing = landing_place(found.kind)
    if not isinstance(landing, ModeratedPlace):
        raise NotFound()
    return Desk(place, found, landing)


def paper(project: str, activity: str, item: str) -> Paper:
    """One thing that was sent, as it is now; NotFound outside its activity."""
    held = desk(project, activity)
    return Paper(held.project, held.activity, held.landing, *queries.item(held.table, held.activity.id, item))
