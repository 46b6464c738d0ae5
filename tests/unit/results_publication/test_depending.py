"""Questions that only some are asked, and options that stand alone: no small group is found between two lists."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.core.disclosure import ROUND_TO, THRESHOLD, protect_options
from engage.questionnaires.asked import asked_over
from engage.questionnaires.definition import from_json
from engage.results.publication import UNTOLD, figures
from tests.factories.questionnaires import definition

ILL = {"key": "ill", "type": "yes-no", "text": "Do you live with a long illness?", "required": True}
WHICH = {
    "key": "which",
    "type": "single-choice",
    "text": "Which?",
    "required": True,
    "when": "${ill} = 'yes'",
    "options": [{"key": "asthma", "text": "Asthma"}, {"key": "hiv", "text": "HIV"}],
}
SINCE = {**WHICH, "key": "since", "when": "${which} = 'asthma'", "options": [{"key": "long", "text": "For long"}]}
HALF = ROUND_TO // 2

some = st.integers(0, 150)


def published(asthma: int, hiv: int, well: int) -> dict[str, dict[str, int | None]]:
    """{question: {answer: the figure that everyone reads}}."""
    said: list[dict[str, Any]] = [{"ill": "yes", "which": "asthma", "since": "long"}] * asthma
    said += [{"ill": "yes", "which": "hiv"}] * hiv + [{"ill": "no"}] * well
    found = figures(asked_over([from_json(definition(ILL, WHICH, SINCE))]), said, None)
    return {key: plain["cells"] for key, plain in found["questions"].items()}


def most(figure: int) -> int:
    return figure + HALF


def least(figure: int) -> int:
    return max(figure - HALF, THRESHOLD)


@given(some, st.integers(1, 9), some)
def test_nobody_is_found_below_a_condition(asthma: int, hiv: int, well: int) -> None:
    """Whoever reads how many were asked, and what most of them said, does not learn that the rest are few."""
    found = published(asthma, hiv, well)
    shown = found.get("which", {})
    assert shown.get("hiv") is None
    if shown.get("asthma") is not None and found["ill"]["yes"] is not None:
        assert most(found["ill"]["yes"]) - least(shown["asthma"]) >= THRESHOLD
    if "since" in found and found["since"]["long"] is not None:
        assert None not in shown.values() and shown, "what it depends on is shown, or it would tell it"


def test_where_everything_is_large_everything_is_told() -> None:
    found = published(60, 40, 50)
    assert found == {
        "ill": {"yes": 100, "no": 50},
        "which": {"asthma": 60, "hiv": 40},
        "since": {"long": 60},
    }


def test_what_everybody_must_answer_hides_nobody_who_did_not() -> None:
    assert published(30, 0, 20)["ill"] == {"yes": 30, "no": 20}
    without_must = {**ILL, "required": False}
    said = [{"ill": "yes"}] * 30 + [{"ill": "no"}] * 20
    found = figures(asked_over([from_json(definition(without_must))]), said, None)
    assert found["questions"]["ill"]["cells"][UNTOLD] is None


@given(some, some, some, some)
def test_who_chose_something_else_is_not_found(first: int, second: int, both: int, none: int) -> None:
    people = first + second + both + none
    counts = {"first": first + both, "second": second + both, "none": none}
    cells = {key: cell.value for key, cell in protect_options(counts, people, None, ["none"]).cells.items()}
    for option in ("first", "second"):
        if cells[option] is not None and cells["none"] is not None:
            assert people - counts[option] - none >= THRESHOLD


def test_two_options_that_stand_alone_leave_no_few_between_them() -> None:
    counts = {"bus": 6, "none": 30, "secret": 45}
    assert set(options_of(counts, 81).values()) == {None}, "81 people less 30 and 45 are the six"
    many = {"bus": 25, "walk": 25, "none": 30, "secret": 45}
    assert options_of(many, 115) == many, "forty are left, and each way leaves fifteen of them"


def test_few_who_chose_several_are_not_found() -> None:
    assert options_of({"bus": 35, "walk": 20}, 54) == {"bus": 35, "walk": None}, "35 and 20 of 54: one chose both"
    assert options_of({"bus": 35, "walk": 20}, 45) == {"bus": 35, "walk": 20}


def options_of(counts: dict[str, int], people: int) -> dict[str, int | None]:
    found = protect_options(counts, people, None, ["none", "secret"])
    return {key: cell.value for key, cell in found.cells.items()}
