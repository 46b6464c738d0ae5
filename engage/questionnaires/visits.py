"""One person at one activity: everything a page needs, gathered in at most one read."""

from dataclasses import dataclass
from functools import cached_property

from flask import current_app, g, request, session

from engage.content.shown import Shown, Words
from engage.core import clock
from engage.core.errors import Closed, NotFound
from engage.languages.catalogue import Language
from engage.projects.models import Activity, Project
from engage.projects.queries import takes_answers
from engage.projects.words import show_project
from engage.questionnaires import queries
from engage.questionnaires.definition import Definition, Page
from engage.questionnaires.drafts import DraftState, relevant_pages
from engage.questionnaires.editions import definition_of, words_of
from engage.questionnaires.landing import Address, LandingPlace, landing_place
from engage.questionnaires.previews import previewed_wording

RECEIPT_SHOWN_FOR = 20 * 3600
"""Seconds for which the browser that sent can see its receipt."""


@dataclass
class Visit:
    """A person, an activity, and the answers so far."""

    project: Project
    activity: Activity
    landing: LandingPlace
    draft: DraftState | None
    language: Language

    @property
    def place(self) -> str:
        """The key under which the browser's cookie remembers this activity."""
        return f"{self.project.slug}/{self.activity.slug}"

    @property
    def address(self) -> Address:
        """The parts of this activity's address, for url_for."""
        return {"language": self.language.code, "project": self.project.slug, "activity": self.activity.slug}

    @cached_property
    def wording_id(self) -> str:
        """The draft's own wording: an older edition stays valid for the one who began with it."""
        wording_id = self.draft.wording_id if self.draft else self.activity.wording_id
        if wording_id is None:
            raise NotFound()
        return wording_id

    @property
    def definition(self) -> Definition:
        return definition_of(self.wording_id)

    @property
    def set_id(self) -> str | None:
        """The rendition set that this reader sees; a draft of an older edition uses the set of that edition."""
        return (self.activity.sets.get(self.wording_id) or {}).get(self.language.code)

    @property
    def is_served(self) -> bool:
        """Whether anybody can agree in this language: it was checked, or a lead said why it is shown unchecked."""
        return self.set_id is not None or self.language.code == current_app.extensions["engage.languages"].source.code

    @cached_property
    def words(self) -> Words:
        source = current_app.extensions["engage.languages"].source
        return words_of(self.wording_id, self.set_id, self.language, source)

    @cached_property
    def next(self) -> Shown:
        """What happens next, as it is told now: a wording that is published later may say what was done."""
        wording_id = self.activity.wording_id or self.wording_id
        set_id = (self.activity.sets.get(wording_id) or {}).get(self.language.code)
        return words_of(wording_id, set_id, self.language, current_app.extensions["engage.languages"].source)["next"]

    def pages(self) -> list[Page]:
        """The pages that apply to the answers so far."""
        return relevant_pages(self.definition, self.draft.answers if self.draft else {})

    def resume(self) -> str:
        """The first page with a question that has not been answered; the last one if there is none."""
        answers, pages = self.draft.answers if self.draft else {}, self.pages()
        left = (page.key for page in pages if any(question.key not in answers for question in page.questions))
        return next(left, pages[-1].key)

    @property
    def is_open(self) -> bool:
        """Whether it takes answers now; a preview always does."""
        return bool(self.draft and self.draft.preview) or takes_answers(self.activity)

    def require_open(self) -> None:
        """Closed where the activity does not take answers now."""
        if not self.is_open:
            raise Closed()

    def remember(self, draft_id: str) -> None:
        """Note in the browser's cookie which draft is its own."""
        session.permanent = True
        session["drafts"] = {**session.get("drafts", {}), self.place: draft_id}

    def forget(self) -> None:
        """Take the draft out of the cookie."""
        session["drafts"] = {place: key for place, key in session.get("drafts", {}).items() if place != self.place}

    def remember_sent(self, submission_id: str) -> None:
        """Note that this browser sent, so that it can see the receipt for a while."""
        self.forget()
        session["sent"] = {**session.get("sent", {}), self.place: [submission_id, int(clock.now().timestamp())]}

    @property
    def sent_id(self) -> str | None:
        """The id of what this browser sent here, while its receipt can be seen."""
        return sent_at(self.place)


def visit(project: str, activity: str) -> Visit:
    """The visit that this request is part of; NotFound. Sets the frame of the page. A POST holds its draft."""
    found = _found(project, activity)
    if found.activity.state == "draft" and not (found.draft and found.draft.preview):
        raise NotFound()
    return told(found)


def sent_at(place: str) -> str | None:
    """The id of what this browser sent at `project/activity`, while its receipt can be seen."""
    submission_id, moment = session.get("sent", {}).get(place, (None, 0))
    fresh = clock.now().timestamp() - moment < RECEIPT_SHOWN_FOR
    return submission_id if fresh else None


def after_sending(project: str, activity: str) -> tuple[Visit, bool]:
    """The visit of somebody who sent, and whether that was taken back since; NotFound. Sets the frame of the page."""
    place, found, taken_back = queries.activity_and_stone(project, activity, sent_at(f"{project}/{activity}"))
    if found.state == "draft":
        raise NotFound()
    frame(place)
    return told(Visit(place, found, landing_place(found.kind), None, g.language)), taken_back


def arrival(project: str, activity: str, preview: str) -> Visit:
    """The visit of somebody on the start page, who takes part, or holds the token of a preview.

    Each preview begins anew, and nobody goes on with one as if it counted.
    """
    found = _found(project, activity)
    if preview or (found.draft and found.draft.preview):
        found.draft = None
    if preview:
        found.wording_id = previewed_wording(preview, found.activity.id)
        g.query = f"?preview={preview}"
    elif found.activity.state == "draft":
        raise NotFound()
    return told(found)


def _found(project: str, activity: str) -> Visit:
    draft_id = session.get("drafts", {}).get(f"{project}/{activity}")
    found_project, found_activity, row = queries.activity_and_draft(
        project, activity, draft_id, hold=request.method == "POST"
    )
    landing = landing_place(found_activity.kind)
    draft = landing.load_draft(found_activity, row)
    frame(found_project)
    return Visit(found_project, found_activity, landing, draft, g.language)


def told(found: Visit) -> Visit:
    """The visit, whose page will say so if its words were not checked; one that shows only some says so for these."""
    g.least_checked = found.words.least_checked()
    return found


def frame(project: Project) -> None:
    """Name the project in the page's frame and offer its languages."""
    show_project(project, g.language)
