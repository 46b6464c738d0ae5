"""What a survey says to everyone: never a small number, and never one that two publications give away."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.core.disclosure import ROUND_TO, THRESHOLD
from engage.questionnaires.asked import Asked, asked_over
from engage.questionnaires.definition import from_json
from engage.results.publication import UNTOLD, figures, labels, lines, says_something, told
from tests.factories.questionnaires import WAY, definition

SEVERAL = {
    "key": "helps",
    "type": "multiple-choice",
    "text": "What helps?",
    "options": [{"key": "bus", "text": "A bus"}, {"key": "forms", "text": "Help with forms"}],
}
SCALE = {"key": "lonely", "type": "scale", "text": "How lonely?"}
WORDS = {"key": "words", "type": "long-text", "text": "Say more"}

counts = st.integers(0, 60)
ways = st.tuples(counts, counts, counts, counts)


def asked(*wordings: Any) -> list[Asked]:
    """The questions of these wordings, the newest first."""
    return asked_over([from_json(definition(*questions)) for questions in wordings])


def survey() -> list[Asked]:
    return asked((WAY, SEVERAL, SCALE, WORDS))


def answers(walk: int, bus: int, lift: int, nothing: int) -> list[dict[str, Any]]:
    """So many answers of each kind; who walks finds buses helpful, who rides lonely."""
    return (
        [{"way": "walk", "helps": ["bus"], "lonely": "1"}] * walk
        + [{"way": "bus", "helps": ["bus", "forms"], "lonely": "5"}] * bus
        + [{"way": "lift", "words": "a secret"}] * lift
        + [{}] * nothing
    )


def cells(published: dict[str, Any], key: str) -> dict[str, int | None]:
    return published["questions"][key]["cells"]


@given(ways)
def test_every_figure_is_hidden_or_large_and_rounded(people: tuple[int, ...]) -> None:
    said = answers(*people)
    published = figures(survey(), said, None)
    shown = [value for key in published["questions"] for value in cells(published, key).values()]
    for value in [published["people"], *shown]:
        assert value is None or (value >= THRESHOLD and value % ROUND_TO == 0)
    for key in ("way", "lonely"):
        true = Counter(one.get(key, UNTOLD) for one in said)
        for option, value in cells(published, key).items():
            assert value is None or abs(value - true[option]) <= ROUND_TO / 2 and true[option] >= THRESHOLD
    assert "secret" not in json.dumps(published) and "words" not in published["questions"]


@given(ways)
def test_a_hidden_figure_cannot_be_found_by_subtraction(people: tuple[int, ...]) -> None:
    """Somebody who knows every shown count exactly, and how many took part, must not be left with one small group."""
    said = answers(*people)
    for key in ("way", "lonely"):
        true = Counter(one.get(key, UNTOLD) for one in said)
        hidden = [option for option, value in cells(figures(survey(), said, None), key).items() if value is None]
        assert (
            not hidden
            or len(hidden) == len(cells(figures(survey(), said, None), key))
            or sum(true[option] for option in hidden) >= THRESHOLD
        )


@given(ways, st.integers(0, 3), st.integers(0, 9))
def test_a_few_late_answers_are_never_seen(people: tuple[int, ...], kind: int, late: int) -> None:
    before = figures(survey(), answers(*people), None)
    more = [number + late * (place == kind) for place, number in enumerate(people)]
    after = figures(survey(), answers(*more), before)
    assert after == before or before["people"] is None
    fewer = figures(survey(), answers(*people), figures(survey(), answers(*more), None))
    assert fewer["people"] is None or all(
        value is None or value >= THRESHOLD for key in fewer["questions"] for value in cells(fewer, key).values()
    )


def test_those_who_gave_none_of_the_answers_are_counted_but_not_shown() -> None:
    published = figures(survey(), answers(40, 30, 20, 15), None)
    assert cells(published, "way") == {"walk": 40, "bus": 30, "lift": 20, UNTOLD: 15}
    found = lines(survey()[0], published["questions"]["way"], {"walk": "On foot"}, published["people"])
    assert [(line.words, line.value, line.share) for line in found] == [
        ("On foot", 40, 38),
        ("bus", 30, 29),
        ("lift", 20, 19),
    ], "of 105 people"


def test_a_hidden_line_says_nothing_of_its_size() -> None:
    published = figures(survey(), answers(40, 30, 3, 40), None)
    found = {line.words: line for line in lines(survey()[0], published["questions"]["way"], {}, 85)}
    assert (found["lift"].value, found["lift"].share) == (None, 0)


def test_a_bar_is_of_everybody_and_never_longer_than_full() -> None:
    plain = {"people": 140, "cells": {"walk": 50, "bus": None, "lift": 145}}
    of_all = [line.share for line in lines(survey()[0], plain, {}, 140)]
    assert of_all == [36, 0, 100]
    assert [line.share for line in lines(survey()[0], plain, {}, None)] == [34, 0, 100], "of the largest"


def test_an_option_that_is_asked_no_more_keeps_its_line_and_its_people() -> None:
    shorter = {**WAY, "options": WAY["options"][:2]}
    before = figures(survey(), answers(40, 30, 20, 40), None)
    both = asked((shorter,), (WAY, SEVERAL))
    after = figures(both, answers(80, 60, 20, 40), before)
    assert cells(after, "way") == {"walk": 80, "bus": 60, "lift": 20, UNTOLD: 40}
    first, second = told(both, after, labels)
    assert [line.words for line in first.lines] == ["I walk", "By bus", "A lift (no longer asked)"]
    assert (second.asked.question.text, second.asked.asked_now) == ("What helps?", False)


def test_a_question_that_is_asked_no_more_and_says_nothing_is_not_told() -> None:
    both = asked((WAY,), (WAY, SEVERAL))
    published = figures(both, answers(40, 3, 0, 0), None)
    assert "helps" in published["questions"]
    assert [one.asked.question.key for one in told(both, published, labels)] == ["way"]


@pytest.mark.parametrize(("people", "says"), [((9, 0, 0, 0), False), ((5, 4, 3, 2), False), ((40, 30, 20, 15), True)])
def test_figures_that_are_all_left_out_say_nothing(people: tuple[int, ...], says: bool) -> None:
    assert says_something(figures(asked((WAY,)), answers(*people), None)) is says


@given(ways)
def test_publications_survive_being_stored(people: tuple[int, ...]) -> None:
    before = figures(survey(), answers(*people), None)
    stored = json.loads(json.dumps(before))
    assert figures(survey(), answers(*people), stored) == figures(survey(), answers(*people), before)
