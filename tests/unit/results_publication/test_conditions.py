"""Questions under conditions: how many were asked them gives no small group away."""

from typing import Any

import pytest

from engage.questionnaires.asked import asked_over
from engage.questionnaires.definition import from_json
from engage.results.publication import figures
from tests.factories.questionnaires import definition

Said = dict[str, Any]


def yes_no(key: str, when: str = "") -> Said:
    return {"key": key, "type": "yes-no", "text": f"{key}?", "required": True, "when": when}


AGE = {"key": "age", "type": "number", "text": "How old are you?", "required": True}
ILL, OLD = yes_no("ill"), yes_no("old")
USES = {**ILL, "key": "uses", "type": "multiple-choice", "options": [{"key": key, "text": key} for key in "abc"]}
HALVES = ("yes", "no")


def published(questions: list[Said], answers: list[Said], before: Any = None) -> dict[str, Any]:
    return figures(asked_over([from_json(definition(*questions))]), answers, before)


def told(questions: list[Said], answers: list[Said]) -> dict[str, int | None]:
    """The figures of the last question; none where it is left out."""
    found = published(questions, answers)["questions"].get(questions[-1]["key"])
    return found["cells"] if found else {}


def helped(said: Said, people: int) -> list[Said]:
    """Half of them answered yes to the question under the condition."""
    return [{**said, "help": HALVES[number % 2]} for number in range(people)]


def test_an_answer_without_figures_is_not_told_by_who_was_asked() -> None:
    answers = helped({"age": "40"}, 60) + [{"age": "15"}] * 4
    assert told([AGE, yes_no("help", "${age} >= 16")], answers) == {}, "60 of 64: four are under 16"


@pytest.mark.parametrize("few", [1, 9, 10])
@pytest.mark.parametrize("when", ["${ill} = 'no' or ${old} = 'no'", "not(${ill} = ${old}) or ${old} = 'no'"])
def test_two_answers_together_do_not_tell_of_few(when: str, few: int) -> None:
    """Not asked are those who said yes to both, and everybody can count them."""
    asked = helped({"ill": "no", "old": "no"}, 20) + helped({"ill": "no", "old": "yes"}, 20)
    asked += helped({"ill": "yes", "old": "no"}, 20)
    shown = told([ILL, OLD, yes_no("help", when)], [*asked, *[{"ill": "yes", "old": "yes"}] * few])
    assert shown == ({"yes": 30, "no": 30} if few == 10 else {})


def test_questions_compared_with_each_other_do_not_tell_of_few() -> None:
    answers = helped({"ill": "yes", "old": "yes"}, 40) + helped({"ill": "no", "old": "no"}, 40)
    answers += [{"ill": "yes", "old": "no"}] * 4
    assert told([ILL, OLD, yes_no("help", "${ill} = ${old}")], answers) == {}, "80 of 84 said the same twice"


@pytest.mark.parametrize("both", [3, 13])
def test_two_of_several_choices_do_not_tell_how_few_made_both(both: int) -> None:
    when = "selected(${uses}, 'a') or selected(${uses}, 'b')"
    answers = helped({"uses": ["a", "c"]}, 30) + helped({"uses": ["b"]}, 30) + helped({"uses": ["a", "b"]}, both)
    shown = told([USES, yes_no("help", when)], [*answers, *[{"uses": ["c"]}] * 20])
    assert bool(shown) == (both == 13)


def test_one_of_several_choices_has_its_figures() -> None:
    answers = helped({"uses": ["a", "c"]}, 30) + helped({"uses": ["a", "b"]}, 3) + helped({"uses": ["a"]}, 27)
    answers += [{"uses": ["b"]}] * 20 + [{"uses": ["c"]}] * 20
    assert told([USES, yes_no("help", "selected(${uses}, 'a')")], answers) == {"yes": 30, "no": 30}


def test_what_stands_because_it_was_shown_is_not_told_by_what_depends_on_it() -> None:
    """All but four who said no withdrew. "No" stands at 50, and 150 of 154 asked would tell of the four."""
    questions = [ILL, yes_no("help", "${ill} = 'yes'")]
    first = published(questions, helped({"ill": "yes"}, 50) + [{"ill": "no"}] * 50)
    later = published(questions, helped({"ill": "yes"}, 150) + [{"ill": "no"}] * 4, first)
    assert later["questions"] == first["questions"]
    assert first["questions"]["help"]["cells"] == {"yes": 25, "no": 25}


def test_what_is_asked_of_everybody_now_depends_on_nothing() -> None:
    """The question that it once depended on is gone, and nobody may be found by it."""
    wordings = [definition(yes_no("help")), definition(ILL, yes_no("help", "${ill} = 'yes'"))]
    answers = helped({"ill": "yes"}, 40) + [{"ill": "no"}] * 3 + helped({}, 40)
    found = figures(asked_over([from_json(wording) for wording in wordings]), answers, None)
    assert found["questions"]["help"]["cells"]["yes"] == 40
