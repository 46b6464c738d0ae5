"""Which question gives which part."""

from typing import Any

import pytest

from engage.questionnaires.definition import Definition, from_json
from engage.questionnaires.editing import blank
from engage.questionnaires.moderation.parts import AGREEMENT, SETTING, Part, agreement_for, missing, question_for

NAME = Part("name", "Name", "name", ("short-text", "long-text"), "Add a question for the name.")
PLACE = Part("place", "Where it is", "where", ("place",))


def asked(*keys_and_types: tuple[str, str]) -> Definition:
    questions = [{"key": key, "type": type_key, "text": f"About {key}?"} for key, type_key in keys_and_types]
    return from_json({**blank("What helps?"), "questions": questions})


def chosen(part: Part, definition: Definition, **settings: Any) -> str | None:
    question = question_for(part, definition, {SETTING: settings} if settings else {})
    return question.key if question else None


def test_the_usual_key_comes_first_then_the_first_of_the_best_type() -> None:
    assert chosen(NAME, asked(("other", "short-text"), ("name", "short-text"))) == "name"
    assert chosen(NAME, asked(("story", "long-text"), ("other", "short-text"))) == "other"
    assert chosen(NAME, asked(("name", "place"))) is None


def test_a_lead_decides_otherwise_or_for_none() -> None:
    definition = asked(("name", "short-text"), ("other", "long-text"))
    assert chosen(NAME, definition, name="other") == "other"
    assert chosen(NAME, definition, name="") is None


@pytest.mark.parametrize(
    ("definition", "settings", "problems"),
    [
        (asked(("name", "short-text")), {}, 0),
        (asked(("where", "place")), {}, 1),
        (asked(("name", "short-text")), {"place": "gone"}, 1),
        (asked(("name", "short-text")), {"place": ""}, 0),
    ],
)
def test_missing_parts_are_told(definition: Definition, settings: dict[str, str], problems: int) -> None:
    assert len(missing([NAME, PLACE], definition, {SETTING: settings})) == problems


def test_the_agreement_is_found_by_its_key_or_chosen() -> None:
    consents = [
        {"key": "take-part", "text": "I take part", "required": True},
        {"key": "quotes", "text": "You may quote me"},
        {"key": "list", "text": "You may show my words"},
    ]
    definition = from_json({**blank("What helps?"), "consents": consents})
    found = [agreement_for(definition, {SETTING: {AGREEMENT: key}}) for key in ("quotes", "", "take-part")]
    assert getattr(agreement_for(definition, {}), "key", "") == "list"
    assert [consent.key if consent else None for consent in found] == ["quotes", None, None]
