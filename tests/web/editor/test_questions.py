"""Questions of every type, their answers, and mistakes in them."""

from collections.abc import Callable

import pytest

from engage.core.roles import Role
from engage.questionnaires.definition import from_json
from engage.questionnaires.questions import QUESTION_TYPES
from tests.contracts.question_samples import SAMPLES
from tests.factories.editing import Editor
from tests.factories.questionnaires import CHANGE, WAY, drafted
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
LIBRARY = ("Not a valid", "Field must", "This field", "Number must", "Invalid")


def as_typed(type_key: str) -> dict[str, str]:
    """The fields of the editor for the sample of a type."""
    sample = SAMPLES[type_key].fields
    fields = {
        f"setting_{key}": "y" if value is True else str(value) for key, value in sample.get("settings", {}).items()
    }
    for number, option in enumerate(sample.get("options", [])[:3]):
        fields[f"options-{number}-text"] = option["text"]
        if "cost" in option:
            fields[f"options-{number}-cost"] = f"£{option['cost']:,}"
    return fields


@pytest.mark.parametrize("type_key", QUESTION_TYPES.keys())
def test_a_question_of_each_type_is_added_changed_and_deleted(
    site: Site, sign_in: Callable[..., Page], type_key: str
) -> None:
    question_type = QUESTION_TYPES.get(type_key)
    kind = SAMPLES[type_key].kind
    activity = drafted(site, definition=drafted(site).activity.definition | {"questions": []}, kind=kind)
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    answer = editor.new(type_key, text="Where, and how?", hint="A hint", **as_typed(type_key))
    assert answer.location.endswith("#question-where-and-how")
    (question,) = from_json(editor.definition()).questions
    assert (question.key, question.type, question.text, question.hint) == (
        "where-and-how",
        type_key,
        "Where, and how?",
        "A hint",
    )
    assert dict(question.settings) == SAMPLES[type_key].fields.get("settings", {})
    assert [option.text for option in question.options] == [
        option["text"] for option in SAMPLES[type_key].fields.get("options", [])
    ]
    if question_type.has_options:
        assert not question_type.problems(question)
    editor.change("where-and-how", text="Where?")
    (changed,) = from_json(editor.definition()).questions
    assert (changed.key, changed.text, changed.options) == ("where-and-how", "Where?", question.options)
    assert dict(changed.settings) == dict(question.settings)
    editor.delete("where-and-how")
    assert editor.keys() == []


def test_an_activity_cannot_ask_what_is_not_its_own(editor: Editor) -> None:
    offered = next(form for form in editor.shown().forms if form.action.endswith("/add"))
    assert "approve" not in {option.get("value") for option in offered.element.iter("option")}
    editor.page.get(editor.activity.staff("questions/new/approve"), 404)
    editor.page.get(editor.activity.staff("questions/new/nothing"), 404)
    editor.page.get(editor.activity.staff("questions/nothing"), 404)


def test_options_are_added_changed_reordered_and_emptied_away(editor: Editor) -> None:
    page = editor.page.get(editor.activity.staff("questions/way"))
    assert page.answer_form.values()["options-0-text"] == "I walk"
    editor.change("way", **{"options-0-text": "On foot", "options-1-text": " ", "options-3-text": " By tram "})
    options = editor.definition()["questions"][0]["options"]
    assert [(option["key"], option["text"]) for option in options] == [
        ("walk", "On foot"),
        ("lift", "A lift"),
        ("by-tram", "By tram"),
    ]


def test_the_key_of_an_answer_that_was_taken_away_never_means_another(editor: Editor) -> None:
    editor.activity.publish()
    editor.change("way", **{"options-1-text": "By tram", "options-1-meaning": "spelling"})
    editor.activity.publish()
    editor.change("way", **{"options-1-text": ""})
    editor.change("way", **{"options-2-text": "Bus", "options-3-text": "Lift"})
    options = editor.definition()["questions"][0]["options"]
    assert [(option["key"], option["text"]) for option in options] == [
        ("walk", "I walk"),
        ("lift", "A lift"),
        ("bus-2", "Bus"),
        ("lift-2", "Lift"),
    ]


def test_more_rows_for_answers_keep_what_was_typed_and_save_nothing(editor: Editor) -> None:
    shown = editor.page.get(editor.activity.staff("questions/way"))
    rows = len([name for name in shown.answer_form.values() if name.endswith("-text")])
    more = editor.page.submit(
        shown, 200, press=("more", "yes"), text="Half a question", **{"options-3-text": "By tram"}
    )
    held = more.answer_form.values()
    assert held["text"] == "Half a question" and held["options-3-text"] == "By tram"
    assert len([name for name in held if name.endswith("-text")]) == rows + 3
    assert editor.definition()["questions"][0] == WAY


@pytest.mark.parametrize(
    ("key", "chosen", "kept"),
    [
        ("way", ("way/bus", "yes"), "${way} = 'bus'"),
        ("way", ("way/bus", "no"), "not(${way} = 'bus')"),
        ("helps", ("helps/bus", "yes"), "selected(${helps}, 'bus')"),
        ("helps", ("helps/bus", "no"), "not(selected(${helps}, 'bus'))"),
        ("way", ("", "yes"), None),
    ],
)
def test_a_condition_is_chosen_from_the_answers_to_earlier_questions(
    site: Site, sign_in: Callable[..., Page], key: str, chosen: tuple[str, str], kept: str | None
) -> None:
    several = {**WAY, "key": "helps", "type": "multiple-choice"}
    activity = drafted(site, several if key == "helps" else WAY, CHANGE, {**WAY, "key": "later"})
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    editor.change("change", when_answer=chosen[0], when_given=chosen[1])
    assert editor.definition()["questions"][1].get("when") == kept
    page = editor.page.get(activity.staff("questions/change"))
    held = page.answer_form.values()
    assert (held["when_answer"], held["when_given"], held["when"]) == (*chosen, "")
    offered = {option.get("value") for option in page.one("select", name="when_answer").iter("option")}
    assert "Choose an answer from the list." in editor.change("change", 422, when_answer="way/taxi").errors
    assert offered == {"", f"{key}/walk", f"{key}/bus", f"{key}/lift"}
    assert {"change", key, "walk", "bus", "lift"} <= {"".join(code.itertext()) for code in page.all("code")}


def test_a_condition_that_no_list_can_say_stands_as_it_was_written(editor: Editor) -> None:
    for when in ("${way} != 'bus'", "${way} = 'bus' or ${way} = 'lift'"):
        editor.change("change", when=when)
        held = editor.page.get(editor.activity.staff("questions/change")).answer_form.values()
        assert (held["when_answer"], held["when"]) == ("", when)
        editor.change("change", text="Other words")
        assert editor.definition()["questions"][2]["when"] == when


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"when_answer": "way/bus", "when": "${way} = 'lift'"}, "Choose “always” here, or empty the condition below."),
        ({"text": ""}, "Write the question."),
        ({"text": " "}, "Write the question."),
        ({"text": "x" * 501}, "Make it shorter. It can have up to 500 characters."),
        ({"when": "${way} ="}, "Mend the condition"),
        ({"when": "(" * 500}, "Mend the condition"),
        ({"page": "At Home"}, "Write small letters and digits, such as home."),
        ({"page": "check"}, "Write small letters and digits, such as home."),
        ({"setting_longest": "many"}, "Write a whole number, such as 12."),
    ],
)
def test_mistakes_are_told_in_our_own_words_and_nothing_is_saved(
    editor: Editor, fields: dict[str, str], told: str
) -> None:
    wrong = editor.change("change", 422, **fields)
    assert len(wrong.errors) == 1 and told in wrong.errors[0], wrong.errors
    assert not any(words in wrong.text for words in LIBRARY)
    assert editor.definition()["questions"][2] == CHANGE
    assert all(wrong.answer_form.values()[name] == value.strip() for name, value in fields.items())


def test_a_wrong_cost_is_told_beside_its_answer(site: Site, sign_in: Callable[..., Page]) -> None:
    ballot = {"key": "first", "type": "approve", "text": "First?", **SAMPLES["approve"].fields}
    activity = drafted(site, ballot, kind="vote", settings=SAMPLES["approve"].settings)
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    for typed in ("cheap", "-1", "10.50", "NaN", "Infinity", "1e999"):
        wrong = editor.change("first", 422, **{"options-1-cost": typed})
        assert "Write the cost as a whole number, such as 4000." in wrong.text
        assert wrong.title.startswith("Error:") and len(wrong.errors) == 1
        assert wrong.answer_form.values()["options-1-cost"] == typed
    editor.change("first", **{"options-1-cost": "£12,500"})
    assert editor.definition()["questions"][0]["options"][1]["cost"] == 12500


def test_the_words_at_the_ends_of_a_scale_stay_at_their_ends(editor: Editor) -> None:
    fields = {"setting_from": "0", "setting_to": "4", "options-0-text": "never", "options-1-text": "always"}
    editor.new("scale", text="How often?", **fields)
    options = editor.definition()["questions"][-1]["options"]
    assert options == [{"key": "low", "text": "never"}, {"key": "high", "text": "always"}]
    editor.change("how-often", **{"options-0-text": ""})
    assert editor.definition()["questions"][-1]["options"] == [{"key": "high", "text": "always"}]
    again = editor.page.get(editor.activity.staff("questions/how-often")).answer_form.values()
    assert (again["options-0-text"], again["options-1-text"], again.get("options-2-text")) == ("", "always", None)


def test_nought_is_a_number(editor: Editor) -> None:
    editor.new("number", text="How many children?", setting_least="0", setting_most="12")
    assert editor.definition()["questions"][-1]["settings"] == {"least": 0, "most": 12}
