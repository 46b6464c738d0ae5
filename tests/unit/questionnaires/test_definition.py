"""Definitions: read and written without loss, in pages, and every unit that is shown."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires.definition import Consent, Definition, Option, Question, from_json, to_json
from engage.questionnaires.questions import QUESTION_TYPES
from tests.factories.questionnaires import definition

keys = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
words = st.text(max_size=20)
options = st.builds(
    Option, keys, words, hint=words, cost=st.none() | st.integers(0, 10**6), exclusive=st.booleans(), origin=words
)
questions = st.builds(
    Question,
    keys,
    st.sampled_from(QUESTION_TYPES.keys()),
    words,
    hint=words,
    help=words,
    required=st.booleans(),
    when=words,
    page=st.sampled_from(["", "", "home", "work"]),
    options=st.lists(options, max_size=4).map(tuple),
    settings=st.dictionaries(keys, st.booleans() | st.integers()),
)
definitions = st.builds(
    Definition,
    words,
    about=words,
    privacy=words,
    next=words,
    minutes=st.integers(1, 120),
    consents=st.lists(st.builds(Consent, keys, words, st.booleans()), max_size=3).map(tuple),
    questions=st.lists(questions, max_size=6).map(tuple),
)


@given(definitions)
def test_a_definition_is_written_and_read_without_loss(whole: Definition) -> None:
    plain = to_json(whole)
    assert from_json(json.loads(json.dumps(plain))) == whole
    assert to_json(from_json(plain)) == plain


@given(definitions)
def test_pages_hold_every_question_once_in_order(whole: Definition) -> None:
    assert [question for page in whole.pages for question in page.questions] == list(whole.questions)
    for page in whole.pages:
        if len(page.questions) > 1:
            assert {question.page for question in page.questions} == {page.key}


def test_neighbours_with_one_page_stand_together_and_others_alone() -> None:
    made = [("a", ""), ("b", "home"), ("c", "home"), ("d", ""), ("e", "work")]
    whole = from_json(definition(*({"key": key, "type": "number", "text": key, "page": page} for key, page in made)))
    shape = [(page.key, [question.key for question in page.questions]) for page in whole.pages]
    assert shape == [("a", ["a"]), ("home", ["b", "c"]), ("d", ["d"]), ("work", ["e"])]


@given(definitions)
def test_every_text_is_a_unit_and_nothing_empty_is(whole: Definition) -> None:
    texts = [unit.source for unit in whole.units]
    assert all(texts)
    expected = [whole.title, whole.about, whole.privacy, whole.next, *(consent.text for consent in whole.consents)]
    for question in whole.questions:
        expected += [question.text, question.hint, question.help]
        expected += [text for option in question.options for text in (option.text, option.hint)]
    assert texts == [text for text in expected if text]


def test_the_unit_of_a_question_knows_the_order_of_its_options() -> None:
    (question,) = from_json(
        definition({"key": "a", "type": "single-choice", "text": "Which?", "options": [{"key": "x", "text": "X"}]})
    ).questions
    two = replace(question, options=(*question.options, Option("y", "Y")))
    turned = replace(question, options=(Option("y", "Y"), *question.options))
    hashes = {next(made.units()).hash for made in (question, two, turned, replace(question, text="Which?,"))}
    assert len(hashes) == 4


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({"version": 2}, ValueError),
        ({}, ValueError),
        ({"version": 1}, TypeError),
        ({"version": 1, "title": "x", "questions": [{"key": "a"}]}, TypeError),
        (
            {"version": 1, "title": "x", "questions": [{"key": "a", "type": "b", "text": "c", "colour": "red"}]},
            TypeError,
        ),
    ],
)
def test_what_is_no_definition_of_ours_is_not_read(broken: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json(broken)
