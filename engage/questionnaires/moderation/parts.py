"""Which question gives which part of what becomes public, and which agreement it needs (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engage.questionnaires.definition import Consent, Definition, Question
from engage.questionnaires.obstacles import Obstacle, among_questions

SETTING = "becomes"
"""Under this key an activity's settings hold {part: key of a question, or "" for none}."""
AGREEMENT = "agreement"
"""Beside the parts: the key of what people agree to so that their words may be shown, or ""."""
USUAL_AGREEMENTS = ("list", "show", "public")
LOST_AGREEMENT = "Choose what people agree to so that others may read their words. It is not clear any more."


@dataclass(frozen=True)
class Part:
    """One part of a public entry, such as its name.

    usual: the key that its question has unless a lead says otherwise. types: keys of the question types that can give
    it, best first. problem: what a lead reads if no question gives it; empty where a moderator can do without.
    """

    key: str
    label: Any
    usual: str
    types: tuple[str, ...]
    problem: str = ""


def fitting(part: Part, definition: Definition) -> list[Question]:
    """The questions that can give a part, in the order of the questionnaire."""
    return [question for question in definition.questions if question.type in part.types]


def question_for(part: Part, definition: Definition, settings: Mapping[str, Any]) -> Question | None:
    """The question that gives a part: the lead’s choice, else the one with the usual key, else the first that fits."""
    chosen = settings.get(SETTING, {}).get(part.key)
    if chosen is not None:
        return definition.question(chosen)
    candidates = fitting(part, definition)
    usual = (question for question in candidates if question.key == part.usual)
    best = (question for question in candidates if question.type == part.types[0])
    return next(usual, None) or next(best, None)


def agreement_for(definition: Definition, settings: Mapping[str, Any]) -> Consent | None:
    """What people agree to so that their words may be shown: the lead's choice, else one with a usual key."""
    chosen = settings.get(SETTING, {}).get(AGREEMENT)
    keys = USUAL_AGREEMENTS if chosen is None else (chosen,)
    return next((consent for consent in definition.optional_consents if consent.key in keys), None)


def missing(parts: Iterable[Part], definition: Definition, settings: Mapping[str, Any]) -> list[Obstacle]:
    """What a lead must mend: needed parts without a question, and choices that lead nowhere."""
    found = []
    for part in parts:
        question = question_for(part, definition, settings)
        if question is None and part.problem:
            found.append(_chosen(part.problem) if fitting(part, definition) else among_questions(part.problem))
        elif question is None and settings.get(SETTING, {}).get(part.key):
            found.append(_chosen(f"{part.label}: choose another question. The one that gave it is not there any more."))
    return found + ([_chosen(LOST_AGREEMENT)] if _is_lost(definition, settings) else [])


def _chosen(words: str) -> Obstacle:
    """One that is mended by choosing which question gives what."""
    return Obstacle(words, "moderation.becomes")


def _is_lost(definition: Definition, settings: Mapping[str, Any]) -> bool:
    """Whether nobody can tell what people agree to so that their words may be shown."""
    chosen = settings.get(SETTING, {}).get(AGREEMENT)
    asked = bool(definition.optional_consents) if chosen is None else bool(chosen)
    return asked and agreement_for(definition, settings) is None
