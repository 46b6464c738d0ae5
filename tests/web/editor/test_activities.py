"""A new activity of each kind, and the words around its questions."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.projects.models import Activity, Project
from engage.questionnaires.definition import from_json
from tests.factories.editing import Editor
from tests.factories.projects import make_project
from tests.factories.questionnaires import BUS, WAY, opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
KINDS = ("survey", "nominations", "ideas", "vote")
LIBRARY = ("Not a valid", "Field must", "This field", "Number must", "Invalid")
HOSTILE = "</textarea><script>alert(1)</script>"


@pytest.mark.parametrize("kind", KINDS)
def test_an_activity_of_each_kind_begins_with_what_every_one_needs(
    site: Site, sign_in: Callable[..., Page], kind: str
) -> None:
    project: Project = site.save(make_project())
    lead = sign_in(Role.LEAD, project)
    form = lead.get(f"/staff/{project.slug}/new")
    answer = lead.submit(form, kind=kind, title="What helps?")
    assert answer.location == f"/staff/{project.slug}/what-helps/"
    (made,) = site.read(select(Activity))
    assert (made.kind, made.state, made.wording_id, made.position) == (kind, "draft", None, 1)
    assert from_json(made.definition).title == "What helps?"
    assert "Nobody sees it yet" in lead.follow(answer).text
    again = lead.submit(lead.get(f"/staff/{project.slug}/new"), kind=kind, title="What helps?")
    assert again.location == f"/staff/{project.slug}/what-helps-2/"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": None, "title": "x"}, "Choose what people can do."),
        ({"kind": "survey", "title": "  "}, "Write a title."),
        ({"kind": "survey", "title": "x" * 121}, "Make it shorter. It can have up to 120 characters."),
    ],
)
def test_a_new_activity_says_what_is_missing(
    site: Site, sign_in: Callable[..., Page], fields: dict[str, Any], told: str
) -> None:
    project = site.save(make_project())
    lead = sign_in(Role.LEAD, project)
    wrong = lead.submit(lead.get(f"/staff/{project.slug}/new"), 422, **fields)
    assert wrong.errors == [told]
    assert site.read(select(Activity.id)) == []


def test_the_frame_is_written_and_every_word_of_it_is_kept(editor: Editor) -> None:
    frame = {
        "title": "How are things?",
        "about": "About us",
        "minutes": "7",
        "privacy": "We keep it safe.\n\nReally.",
        "next": "We read it.",
        "take_part": "I take part.",
        "purposes": "You may quote me\n\nYou may call me\nYou may quote me",
    }
    editor.page.submit(editor.page.get(editor.activity.staff("frame")), **frame)
    kept = from_json(editor.definition())
    assert (kept.title, kept.about, kept.minutes, kept.next) == ("How are things?", "About us", 7, "We read it.")
    assert kept.privacy.split() == frame["privacy"].split()
    assert [(consent.text, consent.required) for consent in kept.consents] == [
        ("I take part.", True),
        ("You may quote me", False),
        ("You may call me", False),
    ]
    assert [question.key for question in kept.questions] == ["way", "bus", "change"]


def test_a_consent_alone_can_be_changed(editor: Editor) -> None:
    editor.page.submit(editor.page.get(editor.activity.staff("frame")), take_part="I want to take part.")
    assert from_json(editor.definition()).consents[0].text == "I want to take part."


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": ""}, "Write a title."),
        ({"minutes": "soon"}, "Write a whole number, such as 12."),
        ({"minutes": "500"}, "Write a number from 1 to 120."),
        ({"minutes": ""}, "Write a whole number, such as 12."),
        ({"privacy": ""}, "Write how answers are kept."),
        ({"take_part": " "}, "Write what people must agree to."),
    ],
)
def test_the_frame_says_what_is_missing(editor: Editor, fields: dict[str, str], told: str) -> None:
    wrong = editor.page.submit(editor.page.get(editor.activity.staff("frame")), 422, **fields)
    assert wrong.errors == [told]
    assert not any(words in wrong.text for words in LIBRARY)


def test_hostile_words_of_a_lead_stay_words(editor: Editor) -> None:
    editor.new("single-choice", text=HOSTILE, hint=HOSTILE, **{"options-0-text": HOSTILE, "options-1-text": "b"})
    editor.page.submit(editor.page.get(editor.activity.staff("frame")), title=HOSTILE, about=HOSTILE)
    key = editor.keys()[-1]
    for shown in (editor.shown(), editor.page.get(editor.activity.staff(f"questions/{key}"))):
        assert not [script for script in shown.all("script") if not script.get("src")]
    editor.activity.publish()
    editor.activity.change(state="open")
    resident = Page(editor.activity.site)
    start = resident.get(editor.activity.address())
    assert start.heading == HOSTILE


def test_the_draft_of_an_open_activity_can_be_changed_without_changing_what_residents_read(
    site: Site, sign_in: Callable[..., Page]
) -> None:
    activity = opened(site, WAY, BUS)
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    editor.change("way", hint="On most days")
    assert "The draft has changed since it was published." in editor.shown().text
    _page, document = activity.begin()
    assert WAY["text"] in document.text
