"""Changes to a draft: plain data in, plain data out, and the draft before stays as it was."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires import editing
from engage.questionnaires.definition import RESERVED_PAGES, from_json
from tests.factories.questionnaires import BUS, CHANGE, WAY, definition


def keys(changed: dict[str, Any]) -> list[str]:
    return [question["key"] for question in changed["questions"]]


@given(st.text(), st.sets(st.sampled_from(["park", "park-2", "question", "q-1", *RESERVED_PAGES])))
def test_a_key_is_free_stable_and_fit_for_an_address(text: str, taken: set[str]) -> None:
    key = editing.key_from(text, taken)
    assert key not in taken | RESERVED_PAGES
    assert key == editing.key_from(text, taken)
    assert key[0].isalpha() and set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(key) <= 45


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("How is the bus?", "how-is-the-bus"),
        ("Ștefan’s café", "stefans-cafe"),
        ("كيف الحال؟", "question"),
        ("2 buses", "q-2-buses"),
        ("Check", "check-2"),
        ("Heard", "heard-2"),
        ("", "question"),
    ],
)
def test_keys_are_made_from_words(text: str, key: str) -> None:
    assert editing.key_from(text, set()) == key


def test_a_new_question_goes_to_the_end_with_a_key_of_its_own() -> None:
    before = definition(WAY, {**CHANGE, "page": "how"})
    changed, key = editing.put_question(before, None, {"type": "number", "text": "How?"})
    assert (key, keys(changed)) == ("how-2", ["way", "change", "how-2"])


def test_a_key_that_stands_in_answers_is_not_given_to_another_question() -> None:
    without = editing.remove_question(definition(WAY, CHANGE), "change")
    changed, key = editing.put_question(without, None, {"type": "number", "text": "Change"}, retired={"change", "way"})
    assert (key, keys(changed)) == ("change-2", ["way", "change-2"])


def test_a_changed_question_keeps_its_key_and_place() -> None:
    before = definition()
    changed, key = editing.put_question(before, "bus", {"type": "long-text", "text": "Other words"}, retired={"bus"})
    assert (key, keys(changed)) == ("bus", keys(before))
    assert changed["questions"][1] == {"key": "bus", "type": "long-text", "text": "Other words"}


@given(st.sampled_from(["way", "bus", "change"]), st.integers(-4, 4))
def test_moving_keeps_every_question_and_the_order_of_the_others(key: str, step: int) -> None:
    before = definition()
    moved = keys(editing.move_question(before, key, step))
    place = keys(before).index(key)
    assert moved.index(key) == max(0, min(2, place + step))
    assert [other for other in moved if other != key] == [other for other in keys(before) if other != key]


def test_what_was_there_is_left_as_it_was() -> None:
    before = definition()
    held = deepcopy(before)
    editing.put_question(before, "way", {"type": "number", "text": "x"})[0]["questions"][0]["text"] = "y"
    editing.move_question(before, "way", 1)
    editing.remove_question(before, "way")
    editing.put_frame(before, {"title": "Other"}, "Yes", ["One"])["consents"][0]["text"] = "z"
    assert before == held


def test_a_purpose_whose_words_stay_keeps_its_key() -> None:
    first = editing.put_frame(definition(), {"title": "T"}, "I take part", ["You may quote me", "You may call me"])
    again = editing.put_frame(first, {}, "I take part!", ["You may call me", "You may quote me.", "You may call me"])
    named = {consent["text"]: consent["key"] for consent in first["consents"]}
    assert [consent["text"] for consent in again["consents"]] == [
        "I take part!",
        "You may call me",
        "You may quote me.",
    ]
    assert again["consents"][0]["key"] == "take-part"
    assert again["consents"][1]["key"] == named["You may call me"]
    assert again["consents"][2]["key"] not in named.values()
    assert [bool(consent.get("required")) for consent in again["consents"]] == [True, False, False]


def asked_for(*purposes: str) -> dict[str, Any]:
    return editing.put_frame(definition(), {}, "I take part", list(purposes))


def purposes_of(changed: dict[str, Any]) -> dict[str, str]:
    return {consent["text"]: consent["key"] for consent in changed["consents"] if not consent.get("required")}


def test_a_purpose_that_is_reworded_in_its_place_keeps_its_key() -> None:
    before = asked_for("List", "Call me")
    reworded = purposes_of(
        editing.put_frame(before, {}, "I take part", ["You may put my words on the list", "Call me"])
    )
    assert reworded == {"You may put my words on the list": "list", "Call me": "call-me"}


@pytest.mark.parametrize("purposes", [["Quote me"], ["Quote me", "Ring me", "Call me"], ["Call me", "Quote me"]])
def test_no_purpose_takes_a_key_where_the_place_does_not_tell_whose(purposes: list[str]) -> None:
    """Who agrees to one thing must not be read as agreeing to another."""
    changed = purposes_of(editing.put_frame(asked_for("List", "Call me"), {}, "I take part", purposes))
    assert changed["Quote me"] == "quote-me"


def test_a_new_activity_can_be_read_and_asks_nothing_yet() -> None:
    made = from_json(editing.blank("What helps?"))
    assert (made.title, made.questions) == ("What helps?", ())
    assert [consent.required for consent in made.consents] == [True] and made.privacy and made.next


def test_the_parts_of_the_factory_are_one_definition() -> None:
    assert keys(definition()) == [WAY["key"], BUS["key"], CHANGE["key"]]
