"""Two leads who work on one draft at the same time."""

from typing import Any

import pytest

from engage.core.roles import Role
from tests.factories.editing import Editor
from tests.factories.questionnaires import WAY
from tests.page import Document, Page, text_of
from tests.support.staff import sign_in_as

pytestmark = pytest.mark.one_database


@pytest.fixture
def colleague(editor: Editor) -> Editor:
    """Another lead in the same activity."""
    activity = editor.activity
    return Editor(activity, sign_in_as(activity.site, Role.LEAD, activity.project.id))


def opened(editor: Editor, tail: str) -> tuple[Page, Document]:
    return editor.page, editor.page.get(editor.activity.staff(tail))


def text_of_way(editor: Editor) -> Any:
    return editor.definition()["questions"][0]["text"]


def test_a_question_that_a_colleague_changed_is_not_overwritten_unawares(editor: Editor, colleague: Editor) -> None:
    page, form = opened(editor, "questions/way")
    colleague.change("way", text="How do you get to the surgery?", **{"options-1-text": "By night bus"})
    told = page.submit(form, 409, text="How do you get to the clinic?", **{"options-3-text": "By tram"})
    assert "Not saved yet" in told.text and told.title.startswith("Error:")
    assert "changed and saved after you opened this page, by a colleague or by you in another tab." in told.text
    assert text_of(told.one(id="there-now")) == "What is saved now" and "save again" in told.text
    ways = {text_of(link): link.get("href") for box in told.all(role="alert") for link in box.iter("a")}
    assert ways["What is saved now stands under the form."] == "#there-now"
    assert editor.activity.staff("#question-way") in ways.values(), "what is saved can stay"
    held = told.answer_form.values()
    assert (held["text"], held["options-3-text"]) == ("How do you get to the clinic?", "By tram")
    assert "How do you get to the surgery?" in told.text and "Answer 2By night bus" in told.text
    assert text_of_way(editor) == "How do you get to the surgery?"
    page.submit(told)
    assert text_of_way(editor) == "How do you get to the clinic?", "saving again wins, knowingly"


def test_the_frame_that_a_colleague_changed_is_not_overwritten_unawares(editor: Editor, colleague: Editor) -> None:
    page, form = opened(editor, "frame")
    colleague.page.submit(colleague.page.get(editor.activity.staff("frame")), about="From a colleague", minutes="9")
    told = page.submit(form, 409, about="From me")
    assert told.answer_form.values()["about"] == "From me" and "From a colleague" in told.text
    assert editor.definition()["about"] == "From a colleague"
    page.submit(told, minutes="9")
    assert (editor.definition()["about"], editor.definition()["minutes"]) == ("From me", 9)


def test_work_on_other_parts_of_the_draft_gets_in_nobodys_way(editor: Editor, colleague: Editor) -> None:
    page, question = opened(editor, "questions/way")
    _page, frame = opened(editor, "frame")
    colleague.change("change", text="What else?")
    colleague.press("change", "up")
    page.submit(question, text="How do you get to the clinic?")
    page.submit(frame, about="From me")
    made = editor.definition()
    assert (made["about"], [asked["text"] for asked in made["questions"]][:2]) == (
        "From me",
        ["How do you get to the clinic?", "What else?"],
    )


def test_sending_the_same_twice_is_no_quarrel(editor: Editor) -> None:
    page, form = opened(editor, "questions/way")
    for _time in range(2):
        page.submit(form, text="How do you get to the clinic?")


def test_what_was_typed_into_a_deleted_question_can_be_added_again(editor: Editor, colleague: Editor) -> None:
    page, form = opened(editor, "questions/way")
    colleague.delete("way")
    told = page.submit(form, 409, text="How do you get to the clinic?")
    assert "This question was deleted after you opened this page" in told.text
    assert told.answer_form.values()["text"] == "How do you get to the clinic?"
    assert editor.keys() == ["bus", "change"]
    page.submit(told)
    added = editor.definition()["questions"][-1]
    assert (added["text"], added["options"]) == ("How do you get to the clinic?", WAY["options"])


def test_a_question_that_came_in_its_place_is_not_overwritten(editor: Editor, colleague: Editor) -> None:
    page, form = opened(editor, "questions/way")
    colleague.delete("way")
    colleague.new("number", text="Way")
    told = page.submit(form, 409, text="How do you get to the clinic?")
    assert "This question was deleted after you opened this page" in told.text
    assert editor.definition()["questions"][-1] == {"key": "way", "type": "number", "text": "Way"}


def test_moving_and_deleting_mean_the_question_that_they_name(editor: Editor, colleague: Editor) -> None:
    page, confirm = opened(editor, "questions/change/delete")
    move = next(form for form in editor.shown().forms if form.action.endswith("/questions/change/move"))
    colleague.press("change", "up")
    page.submit(confirm)
    assert editor.keys() == ["way", "bus"]
    for told in (page.send(move, 404, to="up"), page.submit(confirm, 404)):
        assert "This question is not there any more." in told.text
    assert editor.keys() == ["way", "bus"]
