"""One sample of each question type, for the contract that all of them keep."""

from dataclasses import dataclass, field
from typing import Any

from tests.factories.votes import DECLARED

Given = dict[str, Any]
"""What is in the fields of a question, as they are sent: {suffix: value}."""

KEPT = {"media": "f" * 32, "kind": "photo", "seconds": 0}
THREE = [{"key": "a", "text": "First"}, {"key": "b", "text": "Second"}, {"key": "c", "text": "Third"}]
ENDS = [{"key": "low", "text": "never"}, {"key": "high", "text": "always"}]
COSTED = [{**option, "cost": 1000} for option in THREE]
IN_WORDS = {"words": "by the gate", "pin": "1.0, 2.0"}
NOT_LISTED = [({"": "z"}, "choose-listed")]
NONE_LISTED = [({"": ["z"]}, "choose-listed")]


@dataclass(frozen=True)
class Sample:
    """One question of a type. given: what can be sent, each with the answer that it makes.

    refused: what cannot be kept, each with the reason. kind, settings: of an activity that can ask it.
    """

    given: list[tuple[Given, Any]]
    refused: list[tuple[Given, str]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    kind: str = "survey"
    settings: dict[str, Any] = field(default_factory=dict)


SAMPLES = {
    "single-choice": Sample([({"": "a"}, "a"), ({"": "c"}, "c")], NOT_LISTED, {"options": THREE}),
    "multiple-choice": Sample([({"": ["b"]}, ["b"]), ({"": ["c", "a"]}, ["a", "c"])], NONE_LISTED, {"options": THREE}),
    "yes-no": Sample([({"": "yes"}, "yes"), ({"": "no"}, "no")], NOT_LISTED),
    "scale": Sample(
        [({"": "1"}, "1"), ({"": "5"}, "5")],
        [({"": "6"}, "choose-listed")],
        {"settings": {"from": 1, "to": 5}, "options": ENDS},
    ),
    "short-text": Sample([({"": "كلمات"}, "كلمات")], [({"": "x" * 201}, "too-long")]),
    "long-text": Sample([({"": "one\ntwo"}, "one\ntwo")], [({"": "x" * 4001}, "too-long")]),
    "number": Sample(
        [({"": "٣"}, "3"), ({"": "0"}, "0")],
        [({"": "many"}, "write-number"), ({"": "1.5"}, "whole-number"), ({"": "31"}, "number-too-large")],
        {"settings": {"least": 0, "most": 30}},
    ),
    "place": Sample(
        [({"": "a"}, {"list": "a"}), (IN_WORDS, {"words": "by the gate", "pin": [1.0, 2.0]})],
        [*NOT_LISTED, ({"pin": "here"}, "pin-wrong")],
        {"options": THREE, "settings": {"pin": True}},
    ),
    "recording": Sample([({"": KEPT, "consents": ["reports"]}, {**KEPT, "consents": ["reports"]})]),
    "statement": Sample([]),
    "approve": Sample(
        [({"": ["a", "c"]}, ["a", "c"])], NONE_LISTED, {"options": COSTED}, "vote", {**DECLARED, "entry": "open"}
    ),
}
