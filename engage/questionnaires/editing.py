"""Changes to a draft definition, as plain data in and plain data out (pure)."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from engage.core.identifiers import content_hash
from engage.questionnaires.definition import RESERVED_PAGES, VERSION

PRIVACY = (
    "We keep your answers, your language and the day. We never ask for your name, phone or address. "
    "If you answer at a gathering, we keep which one, and whether somebody helped.\n\n"
    "Only the project team sees single answers. Everybody else sees rounded totals.\n\n"
    "If you tell us that somebody is in danger, we may have to pass it on."
)
"""What a new activity says about how answers are kept; a lead makes it fit."""

TAKE_PART = "I understand how my answers are kept, and I want to take part."
NEXT = "The team reads every answer. We tell you here, in your language, what comes of it."


def blank(title: str) -> dict[str, Any]:
    """The definition that a new activity begins with."""
    return {
        "version": VERSION,
        "title": title,
        "about": "",
        "privacy": PRIVACY,
        "next": NEXT,
        "minutes": 5,
        "consents": [{"key": "take-part", "text": TAKE_PART, "required": True}],
        "questions": [],
    }


def key_from(text: str, taken: set[str]) -> str:
    """A stable key made from words, such as `transport`; it never changes when the words do."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "question"
    stem = stem if stem[0].isalpha() else f"q-{stem}"
    key, number = stem, 1
    while key in taken or key in RESERVED_PAGES:
        number += 1
        key = f"{stem}-{number}"
    return key


def question_in(definition: Mapping[str, Any], key: str | None) -> dict[str, Any] | None:
    """The question with this key, as plain data; None if there is none."""
    return next((asked for asked in definition["questions"] if asked["key"] == key), None)


def frame_in(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Everything around the questions."""
    return {name: value for name, value in definition.items() if name != "questions"}


def version_of(part: Mapping[str, Any] | None) -> str:
    """Tells whether a part of a draft is still what a form was filled from; empty for what is not there yet."""
    return content_hash(json.dumps(part, sort_keys=True)) if part else ""


def put_question(
    definition: dict[str, Any],
    key: str | None,
    question: dict[str, Any],
    retired: Iterable[str] = (),
    *,
    is_new: bool = False,
) -> tuple[dict[str, Any], str]:
    """The definition with a question in place of the one with this key, or at the end; and its key.

    retired: keys that stand in answers already. A new question never takes one: it may ask something else. is_new:
    whether what stands in the place of another is a new question.
    """
    changed = deepcopy(definition)
    questions = changed["questions"]
    taken = {*retired, *(asked["key"] for asked in questions), *(asked.get("page", "") for asked in questions)}
    made = {"key": key if key and not is_new else key_from(question["text"], taken), **question}
    place = next((place for place, asked in enumerate(questions) if asked["key"] == key), None)
    if place is None:
        questions.append(made)
    else:
        questions[place] = made
    return changed, made["key"]


def move_question(definition: dict[str, Any], key: str, step: int) -> dict[str, Any]:
    """The definition with a question `step` places further down (negative: up)."""
    changed = deepcopy(definition)
    questions = changed["questions"]
    place = next(place for place, asked in enumerate(questions) if asked["key"] == key)
    target = max(0, min(len(questions) - 1, place + step))
    questions.insert(target, questions.pop(place))
    return changed


def remove_question(definition: dict[str, Any], key: str) -> dict[str, Any]:
    """The definition without a question."""
    changed = deepcopy(definition)
    changed["questions"] = [asked for asked in changed["questions"] if asked["key"] != key]
    return changed


def put_frame(definition: dict[str, Any], facts: dict[str, Any], take_part: str, purposes: list[str]) -> dict[str, Any]:
    """The definition with these words of its frame.

    take_part: what must be agreed to. purposes: what may be agreed to besides, one text each; one whose words are
    unchanged keeps its key, so that its renditions stay, and so does one that is reworded in its place, so that what
    depends on it still finds it.
    """
    changed = {**deepcopy(definition), **facts}
    held = changed["consents"]
    key = next((consent["key"] for consent in held if consent.get("required")), "take-part")
    taken = {key, *(consent["key"] for consent in held)}
    texts = list(dict.fromkeys(purposes))
    kept = _kept_keys([consent for consent in held if not consent.get("required")], texts)
    optional = []
    for text in texts:
        consent = {"key": kept.get(text) or key_from(text, taken), "text": text}
        taken.add(consent["key"])
        optional.append(consent)
    changed["consents"] = [{"key": key, "text": take_part, "required": True}, *optional]
    return changed


def _kept_keys(held: list[dict[str, Any]], texts: list[str]) -> dict[str, str]:
    """{text: key} of the purposes that were there before.

    Only where as many stand there as before does a place tell which one was reworded.
    """
    kept = {consent["text"]: consent["key"] for consent in held if consent["text"] in texts}
    if len(held) != len(texts):
        return kept
    places = zip(held, texts, strict=True)
    reworded = {text: before["key"] for before, text in places if text not in kept and before["text"] not in kept}
    return kept | reworded
