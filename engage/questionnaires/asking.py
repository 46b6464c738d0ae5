"""A page of questions, as a person finds it."""

from flask import request
from flask_babel import gettext as _

from engage.questionnaires import answering
from engage.questionnaires.definition import Page
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.visits import Visit
from engage.web.rendering import drawn_once
from engage.web.rendering import page as render

FORM = "answer"
"""The id of the one answering form of a page."""


def page_as_left(here: Visit, draft: DraftState, pages: list[Page], position: int) -> str:
    """A page as this person left it. One that nobody has touched looks the same to all who are as far."""
    asked, total = pages[position], len(pages)
    typed = draft.typed.get(asked.key, {})
    keys = tuple(question.key for question in asked.questions)

    def draw() -> str:
        return question_page(here, answering.filled(asked, draft.answers, typed), position, total)

    if typed or any(key in draft.answers for key in keys):
        return draw()
    return drawn_once(draw, here.wording_id, here.set_id, keys, position, total, draft.preview, _then())


def question_page(here: Visit, form: answering.PageForm, position: int, total: int) -> str:
    """The page at this position of `total`, counted from 0, with what is in its form and what is wrong with it."""
    views = form.view(here.words)
    answered = [view for view in views if view.type.asks]
    # Translators: where a person is among the questions; the number of questions can still change
    place = _("Question %(number)s of about %(total)s", number=position + 1, total=total) if total > 1 else ""
    return render(
        "questionnaires/question.html",
        title=_("Question %(number)s", number=position + 1),
        error=bool(form.errors),
        here=here,
        questions=views,
        place=place,
        steps_done=position,
        steps_total=total,
        errors=[(view.id, message) for view in answered for message in view.errors],
        has_files=form.has_files,
        then=_then(),
        answer_form=FORM,
        preview=here.draft is not None and here.draft.preview,
    )


def _then() -> str:
    """Where Continue leads, if not to the next page: `check`, or nothing."""
    return "check" if "check" in (request.values.get("then"), request.form.get("_then")) else ""
