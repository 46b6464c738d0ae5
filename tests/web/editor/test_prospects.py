"""A lead reads before publishing what residents will be shown, what they would lose, and what waits for them."""

from collections.abc import Callable

import pytest

from engage.content.actions import put_rendition
from engage.core.roles import Role
from engage.questionnaires.definition import from_json
from tests.factories.editing import Editor
from tests.factories.questionnaires import CHANGE, Opened, opened
from tests.factories.saying import say
from tests.page import Page
from tests.support.site import Site
from tests.web.editor.test_release import press, translate

pytestmark = pytest.mark.one_database
LOSE = "If you publish now, residents lose this"
WAITING = "New translations, signs or sounds are waiting. Publish again to show them."
KEY = "question.change"


@pytest.fixture
def survey(site: Site) -> Opened:
    """An open survey with one question in Arabic, BSL and with a sound in Romani."""
    made = opened(site, CHANGE, waivers={"ar": "a test", "rmc": "a test"})
    units = from_json(made.activity.definition).units
    translate(made, "ar")
    say(site, scope=made.activity.id, units=[unit for unit in units if unit.key == KEY])
    made.publish()
    return made


@pytest.fixture
def editor(survey: Opened, sign_in: Callable[..., Page]) -> Editor:
    return Editor(survey, sign_in(Role.LEAD, survey.project))


def reword(editor: Editor) -> None:
    editor.change("change", text="What would you change here?", meaning="spelling")


def test_what_residents_would_lose_is_told_before_publishing(editor: Editor) -> None:
    assert LOSE not in editor.shown().text
    reword(editor)
    shown = editor.shown()
    assert LOSE in shown.text
    assert "Text: What would you change here? (العربية, Text)" in shown.text
    assert "Sign: What would you change here? (British Sign Language, Sign)" in shown.text
    assert "Sound: What would you change here? (Romani čhib, Sound)" in shown.text
    for code in ("ar", "bfi", "rmc"):
        assert editor.activity.staff(f"languages/{code}/{KEY}") in shown.links
        desk = editor.page.get(editor.activity.staff(f"languages/{code}/{KEY}"))
        form = next(one for one in desk.forms if any(button.get("value") == "keep" for button in one.buttons))
        editor.page.send(form, press=("do", "keep"))
    assert LOSE not in editor.shown().text


def test_a_language_that_would_be_shown_no_more_is_told(editor: Editor) -> None:
    translate(editor.activity, "ro", state="reviewed")
    press(editor, "publish")
    reword(editor)
    assert "Română: the whole language. 4 of 5 texts are translated and checked." in editor.shown().text


def test_what_goes_with_its_question_is_no_loss(editor: Editor) -> None:
    editor.new("short-text", text="Why?")
    editor.delete("change")
    assert LOSE not in editor.shown().text


def test_new_translations_wait_until_it_is_published_again(editor: Editor) -> None:
    assert WAITING not in editor.shown().text
    with editor.activity.site.writing():
        (unit,) = (unit for unit in from_json(editor.activity.activity.definition).units if unit.key == KEY)
        facts = {"scope": editor.activity.activity.id, "unit": unit, "form": "text", "state": "translated"}
        put_rendition(language="rmc", words="So tu parudanas?", **facts)  # type: ignore[arg-type]
    shown = editor.shown()
    assert WAITING in shown.text and "Yes, marked as unchecked: a test" in shown.text
    press(editor, "publish")
    assert WAITING not in editor.shown().text


def test_each_language_says_what_residents_will_see_before_it_opens(editor: Editor) -> None:
    editor.activity.change(state="published")
    shown = editor.shown().text
    assert "English: everything." in shown
    assert "العربية: all of its text. Marked as unchecked." in shown
    assert "British Sign Language: 1 of 5 are signed; the others are read in English." in shown
    assert "No question has a signed video." not in shown
    assert "Română: not shown, and without a poster. Nobody has translated it yet." in shown
    assert "Romani čhib: 0 of 5 texts; the others stand in English." in shown
    translate(editor.activity, "ro", lambda key: key == KEY, state="reviewed")
    reword(editor)
    shown = editor.shown().text
    assert "العربية: 4 of 5 texts; the others stand in English." in shown
    assert "No question has a signed video." in shown
    editor.activity.change(state="open")
    assert "What residents will see in each language" not in editor.shown().text
