"""Questionnaires, from a question of each type to a person who answers them page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from engage.projects.models import Activity, Project
from engage.questionnaires.definition import Question, from_json
from engage.questionnaires.editing import blank
from engage.questionnaires.landing import landing_place
from engage.questionnaires.publishing import publish
from tests.factories.projects import make_activity, make_project
from tests.page import Document, Page, text_of
from tests.support.site import Site

WAY = {
    "key": "way",
    "type": "single-choice",
    "text": "How do you get to the doctor?",
    "required": True,
    "options": [{"key": "walk", "text": "I walk"}, {"key": "bus", "text": "By bus"}, {"key": "lift", "text": "A lift"}],
}
BUS = {"key": "bus", "type": "long-text", "text": "How is the bus?", "when": "${way} = 'bus'"}
CHANGE = {"key": "change", "type": "short-text", "text": "What would you change?"}
QUESTIONS = (WAY, BUS, CHANGE)
"""One that must be answered, one that depends on it, one that stands by itself."""

Fields = Mapping[str, Any]
"""What a person fills into the fields of a page."""


def definition(*questions: Mapping[str, Any], **frame: Any) -> dict[str, Any]:
    """A definition with these questions (QUESTIONS without any); `frame` replaces words around them."""
    return {**blank("How are things?"), "questions": [dict(question) for question in questions or QUESTIONS]} | frame


def question(**fields: Any) -> Question:
    """One question as the engine holds it."""
    (made,) = from_json(definition({"key": "asked", "text": "What is it?", **fields})).questions
    return made


@dataclass
class Opened:
    """A published activity in its project, and the ways of people through it."""

    site: Site
    project: Project
    activity: Activity

    def address(self, tail: str = "", language: str = "en") -> str:
        """The address of one of its pages, the start page without a tail."""
        return f"/{language}/{self.project.slug}/{self.activity.slug}/{tail}"

    def staff(self, tail: str = "") -> str:
        """The address of one of its pages for staff."""
        return f"/staff/{self.project.slug}/{self.activity.slug}/{tail}"

    def begin(self, page: Page | None = None, language: str = "en", **given: Any) -> tuple[Page, Document]:
        """Agree on the start page: the browser, and the first page of questions."""
        page = page or Page(self.site)
        start = page.get(self.address(language=language))
        return page, page.follow(page.submit(start, **{"consent-take-part": "yes", **given}))

    def answer(self, page: Page, document: Document, answers: Mapping[str, Fields]) -> Document:
        """Fill in page after page ({last part of the address: fields}); the page with everything."""
        while not document.path.endswith("/check"):
            fields = answers.get(document.path.rpartition("/")[2], {})
            document = page.follow(page.submit(document, **fields))
        return document

    def take_part(self, answers: Mapping[str, Fields], language: str = "en") -> tuple[Page, str]:
        """The whole way: the browser, and the digits of the receipt."""
        page, document = self.begin(language=language)
        done = page.follow(page.submit(self.answer(page, document, answers)))
        return page, code_of(done)

    def renew(self) -> Activity:
        """The activity as it stands in the database now."""
        with self.site.writing() as session:
            self.activity = session.get_one(Activity, self.activity.id)
            session.expunge(self.activity)
        return self.activity

    def change(self, **values: Any) -> None:
        """Give columns of the activity other values, as no page would."""
        with self.site.writing() as session:
            held = session.get_one(Activity, self.activity.id)
            for name, value in values.items():
                setattr(held, name, value)
        self.renew()

    def publish(self, *questions: Mapping[str, Any], **frame: Any) -> str:
        """Publish the draft, with these questions where there are any; the id of the wording."""
        with self.site.app.test_request_context("/en/"), self.site.writing() as session:
            held = session.get_one(Activity, self.activity.id)
            if questions or frame:
                held.definition = definition(*questions or held.definition["questions"], **frame)
            place = session.get_one(Project, self.project.id)
            publish(place, held, landing_place(held.kind), current_app.extensions["engage.languages"])
        return self.renew().wording_id or ""


def code_of(document: Document) -> str:
    """The digits of the receipt that a page shows."""
    return text_of(document.one(id="receipt-code")).replace(" ", "")


def drafted(site: Site, *questions: Mapping[str, Any], project: Project | None = None, **fields: Any) -> Opened:
    """An activity that was not published yet; `fields` replace its columns."""
    place = project or site.save(make_project())
    made = {"definition": definition(*questions)} | fields
    return Opened(site, place, site.save(make_activity(place, **made)))


def opened(site: Site, *questions: Mapping[str, Any], project: Project | None = None, **fields: Any) -> Opened:
    """An open activity, in English and BSL, and, although nobody has checked it, in Arabic."""
    survey = drafted(site, *questions, project=project, **{"waivers": {"ar": "a test"}} | fields)
    survey.publish()
    survey.change(state="open")
    return survey
