"""Questions that move, go and come again."""

from collections.abc import Callable

import pytest

from engage.core.roles import Role
from tests.factories.editing import Editor
from tests.factories.questionnaires import BUS, CHANGE, WAY, opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database


def test_questions_move_up_and_down_and_only_delete_deletes(editor: Editor) -> None:
    editor.press("change", "up")
    assert editor.keys() == ["way", "change", "bus"]
    editor.press("way", "up")
    editor.press("way", "down")
    assert editor.keys() == ["change", "way", "bus"]
    for nonsense in ("", "sideways", "away"):
        editor.press("bus", nonsense, 422)
    assert editor.keys() == ["change", "way", "bus"]
    move = next(form for form in editor.shown().forms if form.action.endswith("/move"))
    editor.page.post(editor.activity.staff("questions/nothing/move"), move.values() | {"to": "up"}, 404)


def test_the_first_question_goes_no_further_up_and_the_last_no_further_down(editor: Editor) -> None:
    moves = [form for form in editor.shown().forms if form.action.endswith("/move")]
    assert [[button.get("value") for button in form.buttons] for form in moves] == [["down"], ["up", "down"], ["up"]]


def test_moving_says_when_a_condition_looks_ahead(editor: Editor) -> None:
    editor.press("way", "down")
    assert "which does not come before it" in editor.shown().text


def test_a_deleted_and_rewritten_question_is_another_question(site: Site, sign_in: Callable[..., Page]) -> None:
    """Its old answers are of another shape; they must not be taken for answers to the new one."""
    activity = opened(site, WAY)
    activity.take_part({"way": {"way": "bus"}})
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    editor.delete("way")
    editor.new("place", text="Way")
    assert editor.keys() == ["way-2"]
    activity.publish()
    editor.page.get(activity.staff("responses"))


def test_deleting_asks_first_and_says_what_hangs_on_it(site: Site, sign_in: Callable[..., Page]) -> None:
    activity = opened(site, WAY, BUS, CHANGE)
    for way in ("bus", "walk"):
        activity.take_part({"way": {"way": way}, "bus": {"bus": "late"}})
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    sure = editor.page.get(activity.staff("questions/way/delete"))
    assert sure.heading == "Delete this question?" and WAY["text"] in sure.text
    assert "2 people have answered it." in sure.text and BUS["text"] in sure.text
    assert activity.staff() in sure.links, "there is a way to keep it"
    assert "1 person has answered it." in editor.page.get(activity.staff("questions/bus/delete")).text
    unanswered = editor.page.get(activity.staff("questions/change/delete")).text
    assert "answered" not in unanswered and "Their conditions" not in unanswered
    assert editor.keys() == ["way", "bus", "change"]
    editor.page.submit(sure)
    assert editor.keys() == ["bus", "change"]
