"""What can be chosen is explained where it is chosen."""

from collections.abc import Callable

import pytest

from engage.accounts.members import ROLE_MEANINGS
from engage.core.roles import Role
from engage.questionnaires.questions import QUESTION_TYPES
from tests.factories.editing import Editor
from tests.page import Page, text_of

pytestmark = pytest.mark.one_database


def test_kinds_of_activity_say_what_they_are_for(editor: Editor) -> None:
    page = editor.page.get(f"/staff/{editor.activity.project.slug}/new")
    told = {label.get("for"): text_of(label) for label in page.all("label")}
    kinds = editor.activity.site.app.extensions["engage.landing_places"]
    assert all(any(text == f"{kind.label} {kind.about}" for text in told.values()) for kind in kinds)


def test_question_types_say_what_they_are_for(editor: Editor) -> None:
    offered = [one for one in QUESTION_TYPES if one.everywhere]
    shown = editor.shown()
    assert all(one.about in shown.text for one in offered)
    assert QUESTION_TYPES.get("approve").about not in shown.text
    for one in offered:
        assert one.about in editor.page.get(editor.activity.staff(f"questions/new/{one.key}")).text


def test_roles_say_what_they_may_do(editor: Editor, sign_in: Callable[..., Page]) -> None:
    here = editor.page.get(f"/staff/{editor.activity.project.slug}/people").text
    assert [role for role, meaning in ROLE_MEANINGS.items() if str(meaning) in here] == [
        Role.LEAD,
        Role.RESEARCHER,
        Role.READER,
    ]
    everywhere = sign_in(Role.ADMINISTRATOR).get("/staff/people").text
    assert all(str(meaning) in everywhere for meaning in ROLE_MEANINGS.values())
