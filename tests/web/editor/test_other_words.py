"""Other words for an answer that people may have chosen already."""

from collections.abc import Callable

import pytest

from engage.core.roles import Role
from tests.factories.editing import Editor
from tests.factories.questionnaires import CHANGE, WAY, opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SAY = "It was “By bus”. Say whether it is the same answer."
TAXI = {"options-1-text": "By taxi", "options-3-text": "By tram", "hint": "Tell us"}
SCALE = {"key": "scale", "type": "scale", "text": "How well?", "options": [{"key": "low", "text": "badly"}]}


@pytest.fixture
def editor(site: Site, sign_in: Callable[..., Page]) -> Editor:
    """The editor of a survey that is open."""
    activity = opened(site, WAY, SCALE, CHANGE)
    return Editor(activity, sign_in(Role.LEAD, activity.project))


def options(editor: Editor) -> list[tuple[str, str]]:
    return [(option["key"], option["text"]) for option in editor.definition()["questions"][0]["options"]]


def test_nothing_is_kept_before_it_is_said_what_other_words_mean(editor: Editor) -> None:
    told = editor.change("way", 422, **TAXI)
    assert told.errors == [SAY]
    held = told.answer_form.values()
    assert {name: held[name] for name in TAXI} == TAXI
    assert len(list(told.all("input", value="spelling"))) == 1, "only the answer with other words is asked about"
    assert options(editor) == [(option["key"], option["text"]) for option in WAY["options"]]
    assert told.one("input", value="spelling").get("checked") is None
    again = editor.page.submit(told, 422, text="")
    assert again.errors == ["Write the question.", SAY]


def test_only_the_spelling_keeps_the_key(editor: Editor) -> None:
    told = editor.change("way", 422, **{"options-1-text": "By the bus"})
    editor.page.submit(told, **{"options-1-meaning": "spelling"})
    assert options(editor)[1] == ("bus", "By the bus")
    editor.change("way", hint="Tell us")
    editor.change("way", **{"options-1-text": "By bus"})
    assert options(editor)[1] == ("bus", "By bus"), "words that were published before need no saying"


@pytest.mark.parametrize(("text", "key"), [("By taxi", "by-taxi"), ("Bus", "bus-2")])
def test_a_new_answer_has_a_new_key(editor: Editor, text: str, key: str) -> None:
    told = editor.change("way", 422, **TAXI | {"options-1-text": text})
    editor.page.submit(told, **{"options-1-meaning": "new"})
    assert options(editor) == [("walk", "I walk"), (key, text), ("lift", "A lift"), ("by-tram", "By tram")]


def test_words_that_were_put_back_are_no_new_answer(editor: Editor) -> None:
    told = editor.change("way", 422, **TAXI)
    editor.page.submit(told, **{"options-1-meaning": "new", "options-1-text": "By bus"})
    assert options(editor)[1] == ("bus", "By bus")


def test_what_nobody_could_choose_needs_no_saying(editor: Editor) -> None:
    editor.change("way", **{"options-3-text": "By tram"})
    editor.change("way", **{"options-3-text": "By taxi", "options-1-text": ""})
    assert options(editor)[-1] == ("by-tram", "By taxi")
    editor.change("scale", **{"options-0-text": "very badly"})
    assert editor.definition()["questions"][1]["options"] == [{"key": "low", "text": "very badly"}]
