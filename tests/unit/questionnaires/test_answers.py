"""What each type makes of what people type, where that is its own: numbers, places, lists, words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import Problem
from engage.questionnaires.questions.place import pin_in
from engage.questionnaires.questions.recording import CONSENTS
from tests.factories.questionnaires import question


def read(type_key: str, values: dict[str, Any], **fields: Any) -> Any:
    """The answer, or the reason why there is none."""
    try:
        return QUESTION_TYPES.get(type_key).read(question(type=type_key, **fields), values)
    except Problem as problem:
        return problem.reason


@pytest.mark.parametrize(
    ("typed", "whole", "decimal"),
    [
        ("12", "12", "12"),
        ("٤٢", "42", "42"),
        ("+7", "7", "7"),
        ("-3", "-3", "-3"),
        ("007", "7", "7"),
        ("-0", "0", "0"),
        ("1,5", "whole-number", "1.5"),
        ("1٫5", "whole-number", "1.5"),
        ("12.0", "12", "12"),
        ("0,500", "whole-number", "0.5"),
        ("1,000", "1000", "thousands-or-decimals"),
        ("-12,500", "-12500", "thousands-or-decimals"),
        ("1.000", "1000", "thousands-or-decimals"),
        ("١,٠٠٠", "1000", "thousands-or-decimals"),
        ("12,50", "whole-number", "12.5"),
        ("12,5000", "whole-number", "12.5"),
        ("1٫250", "whole-number", "1.25"),
        ("1.000.000", "1000000", "1000000"),
        ("٣٬٠٠٠", "3000", "3000"),
        ("1 000", "1000", "1000"),
        ("1,000.50", "write-number", "write-number"),
        ("12,34,567", "write-number", "write-number"),
        ("twelve", "write-number", "write-number"),
        ("1e3", "write-number", "write-number"),
        ("9" * 21, "write-number", "write-number"),
        ("", None, None),
        ("   ", None, None),
    ],
)
def test_numbers(typed: str, whole: Any, decimal: Any) -> None:
    assert read("number", {"": typed}) == whole
    assert read("number", {"": typed}, settings={"decimals": True}) == decimal


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_comes_back_as_it_is(number: int) -> None:
    assert read("number", {"": str(number)}) == str(number)
    assert read("number", {"": f"{number:,}"}) == str(number)
    asked = question(type="number")
    assert QUESTION_TYPES.get("number").cells(asked, str(number)) == {"": number}


@pytest.mark.parametrize("kept", ["1.234", "-12.345", "1.5", "1000", "0.125"])
def test_a_number_that_was_kept_is_never_refused_when_its_page_comes_back(kept: str) -> None:
    asked = question(type="number", settings={"decimals": True})
    shown = QUESTION_TYPES.get("number").fill(asked, kept)
    assert read("number", shown, settings={"decimals": True}) == kept


def test_limits_are_part_of_what_is_allowed() -> None:
    bounds = {"settings": {"least": 0, "most": 30}}
    assert [read("number", {"": typed}, **bounds) for typed in ("0", "30", "-1", "31")] == [
        "0",
        "30",
        "number-too-small",
        "number-too-large",
    ]


OPTIONS = [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}, {"key": "none", "text": "None", "exclusive": True}]


@given(st.lists(st.sampled_from(["a", "b", "none", "other"]), max_size=5))
def test_several_answers_keep_the_order_of_the_list(chosen: list[str]) -> None:
    answer = read("multiple-choice", {"": chosen}, options=OPTIONS)
    if not chosen:
        assert answer is None
    elif "other" in chosen:
        assert answer == "choose-listed"
    elif "none" in chosen and set(chosen) != {"none"}:
        assert answer == "none-alone"
    else:
        assert answer == [key for key in ("a", "b", "none") if key in chosen]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"": "park"}, {"list": "park"}),
        ({"words": " by the bridge "}, {"words": "by the bridge"}),
        ({"": "park", "words": "x", "pin": "53.4832, -2.24"}, {"list": "park", "words": "x", "pin": [53.4832, -2.24]}),
        ({"pin": "53"}, "pin-wrong"),
        ({"": "moon"}, "choose-listed"),
        ({"words": "x" * 201}, "too-long"),
        ({"": "", "words": " ", "pin": ""}, None),
    ],
)
def test_places(typed: dict[str, str], expected: Any) -> None:
    options = [{"key": "park", "text": "The park"}]
    assert read("place", typed, options=options, settings={"pin": True}) == expected


@pytest.mark.parametrize(
    ("copied", "pin"),
    [
        ("53.4795, -2.2451", [53.4795, -2.2451]),
        (" (53.479512345678, −2.245123) ", [53.4795, -2.2451]),
        ("53.4795 -2.2451", [53.4795, -2.2451]),
        ("٥٣.٤٨، ٠", [53.48, 0.0]),
        *((text, None) for text in ("", "53.48", "north, east", "91, 0", "0, 181", "1e999, 0", "53,48, -2,24")),
    ],
)
def test_a_pin_is_read_as_map_sites_write_it(copied: str, pin: list[float] | None) -> None:
    assert pin_in(copied) == pin


@pytest.mark.parametrize(("type_key", "limit"), [("short-text", 200), ("long-text", 4000)])
def test_words_may_be_as_long_as_is_said(type_key: str, limit: int) -> None:
    assert read(type_key, {"": "ب" * limit}) == "ب" * limit
    assert read(type_key, {"": "ب" * (limit + 1)}) == "too-long"
    assert read(type_key, {"": "ab"}, settings={"longest": 1}) == "too-long"
    assert read(type_key, {"": "x" * limit}, settings={"longest": limit * 2}) == "x" * limit
    assert read(type_key, {"": " one\r\ntwo "}) == "one\ntwo"


def test_a_ballot_may_be_blank_but_not_over_full() -> None:
    fields = {"options": OPTIONS[:2], "settings": {"most": 1}}
    assert read("approve", {"": []}, **fields) == []
    assert read("approve", {"": ["b"]}, **fields) == ["b"]
    assert read("approve", {"": ["a", "b"]}, **fields) == "too-many-choices"


def test_a_recording_is_an_answer_only_once_it_is_kept_and_agrees_to_nothing_by_itself() -> None:
    kept = {"media": "1" * 32, "kind": "voice", "seconds": 3}
    assert read("recording", {"": None, "consents": list(CONSENTS)}) is None
    assert read("recording", {"": kept}) == {**kept, "consents": []}
    assert read("recording", {"": kept, "consents": ["public", "sell"]}) == {**kept, "consents": ["public"]}


def test_a_scale_has_as_many_steps_as_fit_on_a_phone() -> None:
    scale = QUESTION_TYPES.get("scale")
    ends = {(1, 5): True, (0, 10): True, (1, 2): True, (5, 5): False, (5, 1): False, (0, 11): False, (0, 10**12): False}
    for (first, last), fits in ends.items():
        asked = question(type="scale", settings={"from": first, "to": last})
        assert (scale.problems(asked) == []) is fits, (first, last)
    assert read("scale", {"": "0"}, settings={"from": 0, "to": 2}) == "0"
    assert read("scale", {"": "3"}, settings={"from": 0, "to": 2}) == "choose-listed"
