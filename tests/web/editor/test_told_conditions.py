"""A question's condition is told in words on the page of its activity."""

import pytest

from tests.factories.editing import Editor
from tests.factories.questionnaires import BUS, CHANGE, WAY, definition
from tests.page import text_of

pytestmark = pytest.mark.one_database
WAY_IS = f"“{WAY['text']}” is"
AGE = {"key": "age", "type": "number", "text": "How old are you?"}
GOOD = {"key": "good", "type": "yes-no", "text": "Is it good?"}
HELPS = {**WAY, "key": "helps", "type": "multiple-choice", "text": "What helps?"}


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("${way} = 'bus'", f"{WAY_IS} “By bus”"),
        ("'bus' = ${way}", f"{WAY_IS} “By bus”"),
        ("not(${way} = 'bus')", f"{WAY_IS} not “By bus”"),
        ("${way} != 'bus'", f"“{WAY['text']}” has another answer than “By bus”"),
        ("selected(${helps}, 'bus')", "“What helps?” includes “By bus”"),
        ("not(selected(${helps}, 'bus'))", "“What helps?” does not include “By bus”"),
        ("${age} >= 60", "“How old are you?” is at least 60"),
        ("60 > ${age}", "“How old are you?” is less than 60"),
        (
            "${good} = 'yes' and (${way} = 'bus' or ${way} = 'lift')",
            f"“Is it good?” is “Yes”, and ({WAY_IS} “By bus”, or {WAY_IS} “A lift”)",
        ),
        (
            "not(${age} < 9 and ${good} = 'no')",
            "not this: (“How old are you?” is less than 9, and “Is it good?” is “No”)",
        ),
        ("${gone} = 'x'", "“gone” is “x”"),
    ],
)
def test_a_condition_is_told_in_words(editor: Editor, when: str, told: str) -> None:
    editor.activity.change(definition=definition(WAY, AGE, GOOD, HELPS, {**CHANGE, "when": when}))
    line = text_of(editor.shown().one("li", id="question-change"))
    assert f"only if {told} " in f"{line} " and "${" not in line


def test_one_that_cannot_be_read_says_so(editor: Editor) -> None:
    editor.activity.change(definition=definition(WAY, {**BUS, "when": "${way} ="}))
    assert "its condition cannot be read" in editor.shown().text
