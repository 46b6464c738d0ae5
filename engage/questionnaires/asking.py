"""A page of questions, as a person finds it."""

from flask import g, request
from flask_babel import gettext as _

from engage.questionnaires import answering
from engage.questionnaires.definition import Page
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.visits import Visit
from engage.web.rendering import drawn_once
from engage.web.rendering import page as render

FORM = "answer"
"""The id of the one answering form of a page."""


def page_as_left(here: Visit, draft: DraftState, pages: list[Page], position: int) -> str:
    """A page as this person left it. One that nobody has touched looks the same to all who are as far."""
    asked = pages[position]
    typed = draft.typed.get(asked.key, {})
    keys = tuple(question.key for question in asked.questions)

    def draw() -> str:
        return question_page(here, answering.filled(asked, draft.answers, typed), pages, position)

    if typed or any(key in draft.answers for key in keys):
        return draw()
    return drawn_once(
        draw, here.wording_id, here.set_id, keys, tuple(map(_asks, pages)), position, draft.preview, _then()
    )


def question_page(here: Visit, form: answering.PageForm, pages: list[Page], position: int) -> str:
    """The page at this position, counted from 0, with what is in its form and what is wrong with it."""
    views = form.view(here.words)
    answered = [view for view in views if view.type.asks]
    title, place = _title_and_place(pages, position)
    g.least_checked = here.words.least_checked(
        [unit.key for question in pages[position].questions for unit in question.units()]
    )
    return render(
        "questionnaires/question.html",
        title=title,
        error=bool(form.errors),
        here=here,
        questions=views,
        place=place,
        steps_done=position,
        steps_total=len(pages),
        errors=[(view.id, message) for view in answered for message in view.errors],
        has_files=form.has_files,
        then=_then(),
        answer_form=FORM,
        preview=here.draft is not None and here.draft.preview,
    )


def _asks(page: Page) -> bool:
    """Whether there is anything to answer on a page."""
    return any(QUESTION_TYPES.get(question.type).asks for question in page.questions)


def _title_and_place(pages: list[Page], position: int) -> tuple[str, str]:
    """The neutral title, and where a person is among the pages that ask something."""
    if not _asks(pages[position]):
        # Translators: the title of a page with a text to read, which asks nothing
        return _("Read this"), ""
    number, total = sum(map(_asks, pages[: position + 1])), sum(map(_asks, pages))
    # Translators: where a person is among the questions; the number of questions can still change
    place = _("Question %(number)s of about %(total)s", number=number, total=total) if total > 1 else ""
    return _("Question %(number)s", number=number), place


def _then() -> str:
    """Where Continue leads, if not to the next page: `check`, or nothing."""
    return "check" if "check" in (request.values.get("then"), request.form.get("_then")) else ""
