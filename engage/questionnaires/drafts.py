"""Answers on their way to being sent, whatever keeps them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engage.questionnaires.definition import Definition, Page
from engage.questionnaires.expressions import holds
from engage.questionnaires.questions import QUESTION_TYPES

ASSISTANCE = ("self", "read", "tapped", "interpreter")


@dataclass
class DraftState:
    """One person's answers so far. Its id is that of the submission they will become."""

    id: str
    wording_id: str
    answers: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    consents: dict[str, Any] = field(default_factory=dict)
    follows: str | None = None
    gathering_id: str | None = None
    assistance: str = "unknown"
    preview: bool = False
    kept_until: datetime | None = None
    """When it is deleted if it has not been sent; None where it is not kept here."""
    code: str = ""
    """The single-use code that admitted a ballot; other activities have none."""


def relevant_pages(definition: Definition, answers: dict[str, Any]) -> list[Page]:
    """The pages that apply to these answers, each with only the questions that apply.

    Conditions look back: an answer to a question that does not apply opens nothing further down.
    """
    values: dict[str, Any] = {}
    pages = []
    for page in definition.pages:
        asked = []
        for question in page.questions:
            if holds(question.when, values):
                asked.append(question)
                if question.key in answers:
                    values[question.key] = QUESTION_TYPES.get(question.type).value(answers[question.key])
        if asked:
            pages.append(Page(page.key, tuple(asked)))
    return pages


def relevant_answers(definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to questions that apply: these are sent, others are left out."""
    asked = {question.key for page in relevant_pages(definition, answers) for question in page.questions}
    return {key: answer for key, answer in answers.items() if key in asked and answer is not None}
