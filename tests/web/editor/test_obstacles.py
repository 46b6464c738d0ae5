"""What stands in the way of publishing: told on the page of the draft, and in a question when it is saved."""

from collections.abc import Callable
from typing import Any

import pytest

from engage.core.roles import Role
from tests.contracts.question_samples import SAMPLES
from tests.factories.editing import Editor
from tests.factories.questionnaires import BUS, CHANGE, WAY, definition, drafted
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
BEFORE = "Mend this before you publish"


def told(page: Document) -> dict[str, str]:
    """{what to mend: where it is mended} on the page of an activity."""
    boxes = [box for box in page.all("div") if box.get("class") in {"notice warning", "problem"}]
    return {text_of(link): link.get("href", "") for box in boxes for link in box.iter("a")}


def test_a_draft_tells_what_stands_in_the_way_and_where_it_is_mended(editor: Editor) -> None:
    assert BEFORE not in editor.shown().text
    one = {**WAY, "options": WAY["options"][:1]}
    wrong = definition(BUS, one, {**CHANGE, "page": "bus"}, privacy="")
    editor.activity.change(definition=wrong)
    shown = editor.shown()
    assert BEFORE in shown.text and shown.text.count("There is a problem") == 0
    at = editor.activity.staff
    assert told(shown) == {
        "Write how answers are kept.": at("frame#privacy"),
        "Put the questions of the page “bus” next to one another, or give it another name.": at("#questions"),
        f"{BUS['text']}: the condition asks about “way”, which does not come before it.": at("questions/bus#when"),
        f"{WAY['text']}: Write at least two answers to choose from.": at("questions/way#options-1-text"),
    }
    for address in set(told(shown).values()):
        path, _hash, anchor = address.partition("#")
        editor.page.get(path).one(id=anchor)
    publish = next(form for form in shown.forms if form.action.endswith("/publish"))
    refused = editor.page.send(publish, 422)
    assert told(refused) == told(shown) and BEFORE not in refused.text, "one list"


def test_a_changed_draft_tells_it_too(editor: Editor) -> None:
    editor.activity.publish()
    editor.delete("way")
    assert list(told(editor.shown()).values()) == [editor.activity.staff("questions/bus#when")]


@pytest.mark.parametrize("kind", ["vote", "ideas"])
def test_what_an_activity_needs_beside_questions_leads_to_where_it_is_chosen(
    site: Site, sign_in: Callable[..., Page], kind: str
) -> None:
    ballot = {"key": "first", "type": "approve", "text": "First?", **SAMPLES["approve"].fields}
    ballot["options"] = [{key: value for key, value in option.items() if key != "cost"} for option in ballot["options"]]
    settings: dict[str, Any] = {**SAMPLES["approve"].settings, "entry": "nobody"} if kind == "vote" else {}
    activity = drafted(site, ballot if kind == "vote" else CHANGE, kind=kind, settings=settings)
    if kind == "ideas":
        activity.change(settings={"becomes": {"name": ""}})
    person = sign_in(Role.LEAD, activity.project)
    found = told(person.get(activity.staff()))
    assert activity.staff("vote/settings" if kind == "vote" else "moderation/answers") in found.values(), found
    if kind == "vote":
        assert activity.staff("questions/first") in found.values(), "what an option costs"
    for address in set(found.values()):
        person.get(address.partition("#")[0])


@pytest.mark.parametrize(
    ("type_key", "fields", "beside", "words"),
    [
        ("single-choice", {"options-1-text": "Bus"}, "options-0-text", "Write at least two answers to choose from."),
        ("place", {"options-0-text": "Hall", "options-2-text": "hall "}, "options-2-text", "“hall” is there twice."),
        ("number", {"setting_least": "9", "setting_most": "1"}, "setting_most", "No number can be 9 or more and 1"),
        ("scale", {"setting_to": "50"}, "setting_to", "Give the scale between 2 and 11 steps."),
        ("long-text", {"setting_longest": "0"}, "setting_longest", "Let people write from 1 to 4000 characters."),
        ("yes-no", {"when": "1 = 2"}, "when", "Let the condition ask about a question before it."),
        ("yes-no", {"when": "${taxi} = 'x'"}, "when", "The condition asks about “taxi”"),
        ("yes-no", {"when": "${way} = 'taxi'"}, "when", "The condition asks for “taxi”"),
    ],
)
def test_a_mistake_in_a_question_is_told_beside_its_field_when_it_is_saved(
    editor: Editor, type_key: str, fields: dict[str, str], beside: str, words: str
) -> None:
    wrong = editor.new(type_key, 422, text="How?", **fields)
    (error,) = wrong.errors
    assert words in error and words in text_of(wrong.one(id=f"{beside}-error"))
    assert wrong.one(id=beside).get("aria-invalid") == "true"
    held = wrong.answer_form.values()
    assert {name: held[name] for name in fields} == {name: typed.strip() for name, typed in fields.items()}
    assert editor.keys() == ["way", "bus", "change"]


def test_what_may_still_come_right_is_kept(site: Site, sign_in: Callable[..., Page]) -> None:
    """A ballot waits for ideas, and a question may be moved below the one that it asks about."""
    ballot = drafted(site, kind="vote", definition=definition() | {"questions": []})
    Editor(ballot, sign_in(Role.LEAD, ballot.project)).new("approve", text="What first?")
    survey = drafted(site, CHANGE, WAY)
    editor = Editor(survey, sign_in(Role.LEAD, survey.project))
    editor.change("change", when="${way} = 'bus'")
    assert editor.definition()["questions"][0]["when"] == "${way} = 'bus'"
    assert "does not come before it" in editor.shown().text
