"""Options of a vote, made of what was accepted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires.definition import from_json
from engage.questionnaires.editing import blank
from engage.questionnaires.options import HINT_LENGTH, ballot_of, is_option, shortened, with_option, without_option

TREES = {"key": "trees", "text": "Trees"}
BALLOT = {"key": "choices", "type": "approve", "text": "What should happen?", "options": [TREES]}
VOTE: dict[str, Any] = {**blank("A vote"), "questions": [BALLOT]}


def offered(definition: dict[str, Any], text: str = "A bench", origin: str = "idea:1") -> dict[str, Any]:
    return with_option(definition, text=text, hint="To rest.", cost=400, origin=origin)


def options_of(definition: dict[str, Any]) -> list[dict[str, Any]]:
    ballot = ballot_of(definition)
    assert ballot is not None
    options: list[dict[str, Any]] = ballot["options"]
    return options


def test_an_option_remembers_where_it_comes_from() -> None:
    added = options_of(offered(VOTE))[-1]
    assert added == {"key": "a-bench", "text": "A bench", "hint": "To rest.", "cost": 400, "origin": "idea:1"}
    assert options_of(VOTE) == [TREES], "the definition that was given is not changed"


def test_offering_twice_adds_one_option() -> None:
    once = offered(VOTE)
    assert with_option(once, text="Another name", hint="", cost=1, origin="idea:1") == once


@given(st.lists(st.text(), max_size=8))
def test_options_have_keys_of_their_own_in_any_script(names: list[str]) -> None:
    definition = VOTE
    for number, name in enumerate(names):
        definition = offered(definition, name, f"idea:{number}")
    keys = [option["key"] for option in options_of(definition)]
    assert len(set(keys)) == len(keys) == len(names) + 1
    assert from_json(definition).questions[0].options[0].text == "Trees"


def test_what_is_taken_back_leaves_the_ballot() -> None:
    both = offered(offered(VOTE), "A tap", "idea:2")
    left = without_option(both, "idea:1")
    assert not is_option(left, "idea:1")
    assert is_option(left, "idea:2")
    assert without_option(left, "idea:1") == left


def test_a_definition_without_a_ballot_takes_no_option() -> None:
    with pytest.raises(ValueError, match="no ballot"):
        offered(blank("A survey"))
    assert not is_option(blank("A survey"), "idea:1")


@given(st.text())
def test_hints_are_one_short_line(text: str) -> None:
    line = shortened(text)
    assert len(line) <= HINT_LENGTH
    assert "\n" not in line
    assert len(" ".join(text.split())) > HINT_LENGTH or line == " ".join(text.split())
