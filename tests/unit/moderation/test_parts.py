"""Which question gives which part."""

from typing import Any

import pytest

from engage.questionnaires.definition import Definition, from_json
from engage.questionnaires.editing import blank
from engage.questionnaires.moderation.moderated import may_show
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


def asking(*keys: str) -> Definition:
    """A questionnaire with a name that asks to agree to these things besides taking part."""
    consents = [{"key": "take-part", "text": "I take part", "required": True}]
    consents += [{"key": key, "text": f"You may {key}"} for key in keys]
    questions = [{"key": "name", "type": "short-text", "text": "Name?"}]
    return from_json({**blank("What helps?"), "consents": consents, "questions": questions})


@pytest.mark.parametrize(
    ("keys", "chosen", "problems"),
    [
        ((), {}, 0),
        (("list",), {}, 0),
        (("you-may-show",), {}, 1),
        (("you-may-show",), {AGREEMENT: "you-may-show"}, 0),
        (("you-may-show",), {AGREEMENT: "quotes"}, 1),
        ((), {AGREEMENT: "quotes"}, 1),
        (("you-may-show",), {AGREEMENT: ""}, 0),
    ],
)
def test_a_lost_agreement_is_told(keys: tuple[str, ...], chosen: dict[str, str], problems: int) -> None:
    assert len(missing([NAME], asking(*keys), {SETTING: chosen})) == problems


@pytest.mark.parametrize(
    ("keys", "chosen", "given", "shown"),
    [
        ((), {}, {}, True),
        (("list",), {}, {"list": True}, True),
        (("list",), {}, {"list": False}, False),
        (("list",), {}, {}, False),
        (("reworded",), {}, {"reworded": False}, False),
        (("list",), {AGREEMENT: "reworded"}, {"list": False}, False),
        (("list",), {AGREEMENT: "gone"}, {"list": True}, False),
        (("list",), {AGREEMENT: ""}, {"list": False}, False),
        (("list", "reworded"), {AGREEMENT: "reworded"}, {"list": False, "reworded": True}, True),
    ],
)
def test_words_are_shown_only_where_nobody_can_have_said_no(
    keys: tuple[str, ...], chosen: dict[str, str], given: dict[str, bool], shown: bool
) -> None:
    assert may_show(asking(*keys), {SETTING: chosen}, {"given": given}) is shown


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
