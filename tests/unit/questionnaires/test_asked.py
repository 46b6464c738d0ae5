"""What was asked over several wordings: nothing that somebody answered loses its words or its count."""

from typing import Any

from engage.questionnaires.asked import Asked, asked_over
from engage.questionnaires.definition import from_json
from tests.factories.questionnaires import CHANGE, WAY, definition

RENAMED = {
    **WAY,
    "text": "How do you go?",
    "options": [{"key": "walk", "text": "On foot"}, {"key": "bike", "text": "By bike"}],
}
TEN = {"key": "well", "type": "scale", "text": "How well?", "settings": {"from": 1, "to": 10}}
FIVE = {**TEN, "settings": {"from": 1, "to": 5}}
SEVERAL = {**WAY, "type": "multiple-choice"}


def over(*wordings: Any) -> list[Asked]:
    """The wordings, the newest first, each a question or some."""
    each = [wording if isinstance(wording, tuple) else (wording,) for wording in wordings]
    return asked_over([from_json(definition(*questions)) for questions in each])


def test_questions_that_are_asked_no_more_stand_below() -> None:
    found = over((CHANGE,), (WAY, CHANGE), (TEN,))
    assert [(one.question.key, one.asked_now) for one in found] == [("change", True), ("way", False), ("well", False)]


def test_every_answer_is_counted_and_called_by_its_newest_words() -> None:
    (way,) = over(RENAMED, WAY)
    assert way.question.text == "How do you go?"
    assert way.tally(["walk", "walk", "bike", "bus"]) == {"walk": 2, "bike": 1, "bus": 1, "lift": 0}
    assert [way.label(key) for key in way.forms] == [
        "On foot",
        "By bike",
        "By bus (no longer asked)",
        "A lift (no longer asked)",
    ]
    assert (way.earlier("walk"), way.earlier("bus"), way.earlier("bike")) == (["I walk"], [], [])
    assert [option.text for option in way.whole.options] == ["On foot", "By bike", "By bus", "A lift"]


def test_the_same_holds_where_people_choose_several() -> None:
    (way,) = over({**RENAMED, "type": "multiple-choice"}, SEVERAL)
    assert way.tally([["walk", "bus"], ["bus"]]) == {"walk": 1, "bike": 0, "bus": 2, "lift": 0}


def test_steps_that_a_scale_has_lost_are_counted() -> None:
    (well,) = over(FIVE, TEN)
    assert sum(well.tally(["1", "7", "10"]).values()) == 3
    assert well.label("7") == "7 (no longer asked)" and well.label("5") == "5"


def test_a_question_that_is_gone_does_not_say_so_at_each_answer() -> None:
    way = over((CHANGE,), (WAY,))[1]
    assert way.label("bus") == "By bus"


def test_answers_to_another_type_under_the_same_key_are_left_alone() -> None:
    (way,) = over(WAY, {**WAY, "type": "short-text"})
    assert len(way.wordings) == 1
