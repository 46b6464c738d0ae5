"""What a survey says to everyone: never a small number, and never one that two publications give away."""

import json
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.core.disclosure import ROUND_TO, THRESHOLD
from engage.questionnaires.definition import Definition, from_json
from engage.results.publication import UNTOLD, figures, lines
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


def survey() -> Definition:
    return from_json(definition(WAY, SEVERAL, SCALE, WORDS))


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
    told = lines(survey().questions[0], published["questions"]["way"], {"walk": "On foot"})
    assert [(line.words, line.value, line.share) for line in told] == [
        ("On foot", 40, 100),
        ("bus", 30, 75),
        ("lift", 20, 50),
    ]


def test_a_hidden_line_says_nothing_of_its_size() -> None:
    published = figures(survey(), answers(40, 30, 3, 40), None)
    told = {line.words: line for line in lines(survey().questions[0], published["questions"]["way"], {})}
    assert (told["lift"].value, told["lift"].share) == (None, 0)


def test_an_option_that_is_asked_no_more_is_not_shown_again() -> None:
    before = figures(survey(), answers(40, 30, 20, 40), None)
    shorter = from_json(definition({**WAY, "options": WAY["options"][:2]}))
    after = figures(shorter, answers(80, 60, 0, 40), before)
    told = lines(shorter.questions[0], after["questions"]["way"], {})
    assert [line.words for line in told] == ["walk", "bus"]


@given(ways)
def test_publications_survive_being_stored(people: tuple[int, ...]) -> None:
    before = figures(survey(), answers(*people), None)
    stored = json.loads(json.dumps(before))
    assert figures(survey(), answers(*people), stored) == figures(survey(), answers(*people), before)
