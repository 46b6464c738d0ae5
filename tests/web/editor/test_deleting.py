"""A draft that was never published can be deleted, after one more question; what was published stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.models import Rendition
from engage.media.models import Media
from engage.projects.models import Activity
from engage.questionnaires.models import Draft, RenditionSet, Wording
from tests.factories.editing import Editor
from tests.factories.media import sample  # noqa: F401
from tests.factories.questionnaires import drafted, opened
from tests.factories.translation import Desk
from tests.page import Page
from tests.web.editor.test_release import press

PARTS = (Activity, Rendition, Media, Wording, RenditionSet, Draft)


def left(editor: Editor) -> dict[str, int]:
    """{table: how many rows}, of what hangs on an activity."""
    return {part.__tablename__: len(editor.activity.site.read(select(part))) for part in PARTS}


def test_a_draft_goes_with_all_that_hangs_on_it(editor: Editor, sample: Callable[[str], Path]) -> None:  # noqa: F811
    before = left(editor)
    other = opened(editor.activity.site, project=editor.activity.project)
    kept = left(editor)
    desk = Desk(editor.page, editor.activity.staff("languages"))
    desk.give("rmc", "title", "sound", sample("voice.ogg"))
    preview = press(editor, "preview/en")
    resident = Page(editor.activity.site)
    resident.submit(resident.get(preview.location), **{"consent-take-part": "yes"})
    assert all(count > 0 for count in left(editor).values())
    asked = editor.page.get(editor.activity.staff("delete"))
    assert asked.text.count("cannot be brought back") == 1
    project = editor.page.follow(editor.page.submit(asked))
    assert "“How are things?” is deleted." in project.text
    assert left(editor) == {name: count - (name == "activities") for name, count in kept.items()}
    assert before["activities"] == left(editor)["activities"]
    editor.page.get(editor.activity.staff(), 404)
    editor.page.get(other.staff())


@pytest.mark.one_database
@pytest.mark.parametrize("state", ["published", "open", "closed"])
def test_what_was_published_stays(editor: Editor, state: str) -> None:
    form = editor.page.get(editor.activity.staff("delete")).answer_form
    editor.activity.publish()
    editor.activity.change(state=state)
    assert editor.activity.staff("delete") not in editor.shown().links
    editor.page.get(editor.activity.staff("delete"), 409)
    editor.page.send(form, 409)
    assert "activity.deleted" not in editor.activity.site.read(select(AuditEntry.action))


def test_a_second_activity_with_the_same_title_is_told_of(editor: Editor) -> None:
    told = "Another activity here has the same title."
    project = f"/staff/{editor.activity.project.slug}"
    lead = editor.page
    drafted(editor.activity.site, definition={**editor.definition(), "title": "What helps?"})
    for title, wanted in (("What helps?", False), ("how are THINGS? ", True)):
        made = lead.submit(lead.get(f"{project}/new"), kind="survey", title=title)
        assert (told in lead.follow(made).text) == wanted
    frame = lead.submit(lead.get(editor.activity.staff("frame")), title="What helps?")
    assert told in lead.follow(frame).text
    assert told not in lead.get(editor.activity.staff()).text
