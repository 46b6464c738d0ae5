"""Made-up answers, the same at every load (pure). They are marked as demonstration wherever they appear."""

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from engage.demonstration.sources import CONTENT

SEED = 20261123
SURVEYS, BALLOTS, OPEN_BALLOTS = 130, 100, 31
"""How many; with what was nominated and suggested three hundred in all."""

LANGUAGES = ("en",) * 9 + ("ro",) * 5 + ("ar",) * 4 + ("bfi",) * 3 + ("rmc",) * 3
WAYS = ("self",) * 6 + ("read",) * 2 + ("tapped", "interpreter", "unknown")

SAID: dict[str, Any] = json.loads((CONTENT / "answers.json").read_text(encoding="utf-8"))
"""Own words by language, things that were nominated, ideas, and what a moderator made of them."""
DECLINED: dict[str, str] = SAID["declined"]
"""{name: reason}."""
WAITING = frozenset(SAID["waiting"])
"""The names that nobody has read yet."""


def survey_answers() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each survey."""
    dice = Random(SEED)  # noqa: S311 - made-up data, not a secret
    for _number in range(SURVEYS):
        language = dice.choice(LANGUAGES)
        answers: dict[str, Any] = {
            "doctor": dice.choice(("walk",) * 4 + ("bus",) * 5 + ("lift",) * 2 + ("none", "rather-not"))
        }
        if answers["doctor"] == "bus":
            answers["bus"] = dice.choice(SAID["bus"][language])
        keys = ("language", "bsl", "cost", "forms", "trust", "times")
        chosen = dice.sample(keys, dice.choice((0, 1, 1, 2, 3)))
        if language == "bfi" and "bsl" not in chosen:
            chosen.append("bsl")
        answers["barriers"] = [key for key in keys if key in chosen] or ["nothing"]
        answers["people"] = str(dice.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8)))
        answers["damp"] = dice.choice(("yes", "yes", "no"))
        answers["lonely"] = str(dice.choice((1, 2, 2, 3, 3, 4, 5)))
        if dice.random() < 0.8:
            answers["meet"] = {"list": dice.choice(("library", "park", "park", "market", "worship", "home"))}
        if dice.random() < 0.6:
            answers["change"] = dice.choice(SAID["change"][language])
        yield language, dice.choice(WAYS), answers


def nominations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each nomination."""
    dice = Random(SEED + 1)  # noqa: S311
    for language, name, kind, place, about, *pin in SAID["nominations"]:
        where = {"list": place, **({"pin": pin[0]} if pin else {})}
        yield language, dice.choice(WAYS), {"name": name, "kind": kind, "where": where, "about": about}


def ideas() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each idea."""
    dice = Random(SEED + 2)  # noqa: S311
    for language, title, about in SAID["ideas"]:
        yield language, dice.choice(WAYS), {"title": title, **({"about": about} if about else {})}


def ballots() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each ballot of the vote in spring.

    Most people want the large things; a third, who agree with one another, want the small ones.
    """
    most, others = ("fence", "trees", "football", "repair"), ("music", "stories", "bsl-club", "repair")
    return _ballots(Random(SEED + 3), BALLOTS, most, others)  # noqa: S311


def open_ballots() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each ballot that is in the box of the open vote already."""
    most, others = ("clinic", "benches", "evening-bus", "garden"), ("kitchen", "homework", "bsl-course", "lockers")
    return _ballots(Random(SEED + 4), OPEN_BALLOTS, most, others)  # noqa: S311


def _ballots(
    dice: Random, number: int, most: Sequence[str], others: Sequence[str]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for _number in range(number):
        wanted = most if dice.random() < 0.64 else others
        chosen = [key for key in wanted if dice.random() < 0.72] or [dice.choice(wanted)]
        yield dice.choice(LANGUAGES), "self", {"choices": chosen}
