"""Other words for a question or an answer that people may have answered or chosen already."""

from collections.abc import Callable

import pytest

from engage.core.roles import Role
from tests.factories.editing import Editor
from tests.factories.questionnaires import CHANGE, WAY, drafted, opened
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
    editor.change("scale", **{"options-1-text": "well"})
    editor.change("scale", **{"options-1-text": "very well"})
    editor.change("scale", **{"options-0-text": ""})
    assert editor.definition()["questions"][1]["options"] == [{"key": "high", "text": "very well"}]


@pytest.mark.parametrize(
    ("key", "typed", "old"),
    [
        ("way", {"text": "Where do you come from?"}, f"“{WAY['text']}”"),
        ("change", {"text": "What was better before?"}, f"“{CHANGE['text']}”"),
        ("scale", {"options-0-text": "well"}, "“badly”"),
        ("scale", {"text": "How ill?", "options-0-text": "not at all"}, "“How well?”, “badly”"),
    ],
)
def test_other_words_of_a_question_and_of_a_scale_are_asked_about(
    editor: Editor, key: str, typed: dict[str, str], old: str
) -> None:
    before = editor.definition()
    told = editor.change(key, 422, **typed)
    assert told.errors == [f"It was {old}. Say whether it is the same question."]
    assert told.one("input", name="meaning", value="spelling").get("checked") is None and editor.definition() == before
    editor.page.submit(told, meaning="spelling")
    assert editor.keys() == [question["key"] for question in before["questions"]]
    editor.change(key, required="y")


def test_a_new_question_has_a_new_key_in_the_place_of_the_old(editor: Editor) -> None:
    told = editor.change("scale", 422, **{"options-0-text": "very well"})
    editor.page.submit(told, meaning="new")
    assert editor.keys() == ["way", "how-well", "change"]
    made = editor.definition()["questions"][1]
    assert (made["text"], made["options"]) == ("How well?", [{"key": "low", "text": "very well"}])
    editor.change("how-well", text="How bad?")


def test_words_that_come_back_and_a_statement_need_no_saying(site: Site, sign_in: Callable[..., Page]) -> None:
    told = {"key": "told", "type": "statement", "text": "Thank you."}
    activity = opened(site, WAY, told)
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    editor.change("told", text="Many thanks.")
    asked = editor.change("way", 422, text="How do you go?")
    editor.page.submit(asked, meaning="spelling")
    editor.change("way", text=WAY["text"])
    assert editor.keys() == ["way", "told"]


def test_a_draft_that_was_never_published_is_written_freely(site: Site, sign_in: Callable[..., Page]) -> None:
    activity = drafted(site, WAY, SCALE)
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    editor.change("way", text="How do you go?")
    editor.change("scale", text="How ill?", **{"options-0-text": "not at all"})
