"""What every question type promises, tried on each that is registered.

A new type needs one sample in question_samples.py, and nothing else.
"""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from engage.content import actions as content
from engage.content.shown import words_for
from engage.media.actions import Shipped, keep_shipped
from engage.questionnaires.definition import Question, from_json
from engage.questionnaires.forms import question_data, question_facts, question_form
from engage.questionnaires.models import Submission
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import Problem, QuestionType
from engage.results.tables import Column, Kind, Table
from engage.web.messages import MESSAGES, advice
from tests.contracts.question_samples import KEPT, SAMPLES, Sample
from tests.factories.media import photo
from tests.factories.questionnaires import Opened, drafted, question
from tests.page import Document
from tests.support.site import Site

HOSTILE = "</textarea></title><script>alert('x')</script>\u202e&amp;<img src=x onerror=alert(1)>'\""
every_type = pytest.mark.parametrize("question_type", list(QUESTION_TYPES), ids=lambda one: one.key)
answering_types = pytest.mark.parametrize(
    "question_type", [one for one in QUESTION_TYPES if one.asks], ids=lambda one: one.key
)


def sample(question_type: QuestionType) -> Sample:
    assert question_type.key in SAMPLES, f"add a sample of {question_type.key!r} to question_samples.py"
    return SAMPLES[question_type.key]


def asked(question_type: QuestionType, **fields: Any) -> Question:
    return question(type=question_type.key, **sample(question_type).fields | fields)


@every_type
def test_it_says_what_it_is(question_type: QuestionType) -> None:
    assert question_type.label and question_type.empty_reason in MESSAGES
    names = list(question_type.fields(asked(question_type)))
    assert names == list(dict.fromkeys(names))
    assert ("" in names) is question_type.asks
    assert set(question_type.file_suffixes) <= set(names)
    assert all("__" not in name and name.isalnum() or not name for name in names)


@answering_types
def test_answers_are_plain_and_come_back_through_the_form(question_type: QuestionType) -> None:
    one = asked(question_type)
    for typed, expected in sample(question_type).given:
        answer = question_type.read(one, typed)
        assert json.loads(json.dumps(answer)) == expected
        filled = question_type.fill(one, answer)
        assert filled.keys() <= question_type.fields(one).keys()
        files = {suffix: typed[suffix] for suffix in question_type.file_suffixes}
        assert question_type.read(one, filled | files) == answer
    assert question_type.fill(one, None) == {}


@every_type
def test_nothing_given_is_no_answer(question_type: QuestionType) -> None:
    one = asked(question_type)
    for nothing in ({}, dict.fromkeys(question_type.fields(one)), dict.fromkeys(question_type.fields(one), "")):
        assert not question_type.read(one, nothing)


@answering_types
def test_what_cannot_be_kept_is_refused_with_advice(question_type: QuestionType, house: Flask) -> None:
    one = asked(question_type)
    refused = sample(question_type).refused
    assert refused or not question_type.columns(one) or question_type.file_suffixes, "nothing is refused"
    for typed, reason in refused:
        with pytest.raises(Problem) as problem:
            question_type.read(one, typed)
        assert problem.value.reason == reason
        told = set()
        for language in ("en", "ar", "rmc"):
            with house.test_request_context(f"/{language}/"):
                house.preprocess_request()
                told.add(advice(reason, problem.value.facts))
        assert len(told) == 3, f"translate the words of {reason!r}: {told}"
        assert not any("%(" in words for words in told)


@answering_types
def test_an_answer_is_shown_in_the_words_of_the_reader(question_type: QuestionType, house: Flask) -> None:
    one = asked(question_type)
    catalogue = house.extensions["engage.languages"]
    translated = {unit.key: {"text": f"ترجمة {unit.source}", "state": "reviewed"} for unit in one.units()}
    words = words_for(tuple(one.units()), translated, catalogue.get("ar"), catalogue.source)
    with house.test_request_context("/ar/"):
        house.preprocess_request()
        for typed, answer in sample(question_type).given:
            lines = question_type.show(one, answer, words)
            assert lines and all(line.text for line in lines)
            if one.options and question_type.tally(one, []) and "words" not in typed:
                assert any("ترجمة" in line.text for line in lines)
            assert not any(line.lang for line in lines)


@every_type
def test_the_counts_add_up(question_type: QuestionType) -> None:
    one = asked(question_type)
    given = [answer for _typed, answer in sample(question_type).given] * 3
    counts = question_type.tally(one, given)
    assert counts.keys() == question_type.tally(one, []).keys()
    assert all(0 <= count <= len(given) for count in counts.values())
    assert not counts or question_type.team_tally(one, given) == counts, "nobody reads a `team_tally` beside a `tally`"
    if counts and not question_type.several:
        assert sum(counts.values()) <= len(given)
    assert not any(question_type.tally(one, []).values())
    if isinstance(given[0] if given else None, str) and counts:
        assert sum(counts.values()) == len(given)
    for key in counts:
        assert question_type.tally_label(one, key)


@answering_types
def test_the_team_reads_every_answer_as_a_count_or_as_own_words_or_can_fetch_it(question_type: QuestionType) -> None:
    one = asked(question_type)
    for _typed, answer in sample(question_type).given:
        counted = any(question_type.team_tally(one, [answer]).values())
        read = counted or question_type.own_words(answer) or question_type.file_suffixes or answer == []
        assert read, f"{answer!r} is nowhere: give the type a `tally`, a `team_tally` or its `own_words`"


@every_type
def test_exported_cells_fit_their_columns(question_type: QuestionType) -> None:
    one = asked(question_type)
    made = question_type.columns(one)
    columns = tuple(Column(one.key + suffix, column.title, Kind(column.kind)) for suffix, column in made.items())
    rows = []
    for answer in [answer for _typed, answer in sample(question_type).given] + [None]:
        cells = question_type.cells(one, answer)
        assert cells.keys() <= made.keys()
        assert (answer is None) <= (cells == {})
        rows.append(tuple(cells.get(suffix) for suffix in made))
    if columns:
        # A ValueError here names a value that no column takes as it is: give the type `columns` and `cells` of its own.
        assert len(list(Table("t", "T", columns, rows).checked_rows())) == len(rows)
        assert any(value is not None for row in rows for value in row)
        assert all(column.meaning.endswith(".") and column.meaning != column.title for column in made.values())
    assert bool(columns) is question_type.asks


@every_type
def test_a_lead_is_told_what_to_mend(question_type: QuestionType) -> None:
    assert question_type.problems(asked(question_type)) == []
    if question_type.has_options and question_type.problems(asked(question_type, options=[])):
        assert all(problem.words.endswith(".") for problem in question_type.problems(asked(question_type, options=[])))


@every_type
def test_the_editor_gives_back_what_it_was_given(question_type: QuestionType, house: Flask) -> None:
    one = asked(question_type, hint="A hint", help="More", required=question_type.asks, when="${a} = 'b'", page="home")
    with house.test_request_context("/staff/", method="POST"):
        form = question_form(question_type)(data=question_data(one, question_type))
        facts = question_facts(form, question_type)
    assert from_json({"version": 1, "title": "t", "questions": [{"key": one.key, **facts}]}).questions == (one,)


@pytest.fixture(scope="module", params=list(QUESTION_TYPES), ids=lambda one: one.key)
def shown_type(request: pytest.FixtureRequest) -> QuestionType:
    return request.param


@pytest.fixture
def activity(site: Site, shown_type: QuestionType) -> Iterator[Opened]:
    """An open activity with two questions of this type on pages of their own, in English, Arabic and BSL."""
    one = sample(shown_type)
    every = {"type": shown_type.key, "hint": f"Hint {HOSTILE}", "help": "Help", **one.fields}
    made = [{"key": "first", "text": f"Must {HOSTILE}", "required": shown_type.asks, **every}]
    if one.kind == "survey":
        made.append({"key": "second", "text": "May", **every})
    opened = drafted(site, *made, kind=one.kind, settings=one.settings, waivers={"ar": "a test"})
    translate(site, opened)
    opened.publish()
    opened.change(state="open")
    yield opened


def translate(site: Site, opened: Opened) -> None:
    """Every unit in Arabic, and as a signed clip."""
    film = Shipped("clip", b"a film", "video/mp4", 3, b"a still", "WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", "Words")
    with site.writing():
        media_id = keep_shipped(film, project_id=opened.project.id, placeholder=True).id
        for unit in from_json(opened.activity.definition).units:
            scope = {"scope": opened.activity.id, "unit": unit}
            content.put_rendition(**scope, language="ar", form="text", words=f"ترجمة {unit.source}")
            content.put_rendition(**scope, language="bfi", form="sign", media_id=media_id)


def told_in(site: Site, language: str, reason: str) -> str:
    """A message in a language."""
    with site.app.test_request_context(f"/{language}/"):
        site.app.preprocess_request()
        return str(MESSAGES[reason])


def sent(typed: dict[str, Any], key: str = "first") -> dict[str, Any]:
    """Fields as a browser sends them."""
    made = {f"{key}__{suffix}" if suffix else key: value for suffix, value in typed.items()}
    if isinstance(made.get(key), dict):
        made[key] = (io.BytesIO(photo()), "../../photo.jpg")
    return made


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["en", "ar", "bfi"])
def test_its_page_keeps_the_contract_in_every_state(activity: Opened, shown_type: QuestionType, language: str) -> None:
    one = sample(shown_type)
    page, document = activity.begin(language=language)
    assert ("ترجمة" in document.text) is (language == "ar")
    assert any(document.all("video")) is (language == "bfi")
    if shown_type.asks and one.kind == "survey":
        document = page.submit(document, 422)
        assert document.errors == [told_in(activity.site, language, shown_type.empty_reason)]
        assert document.title.startswith(("Error:", "خطأ"))
    for typed, _reason in one.refused:
        wrong = page.submit(document, 422, **sent(typed))
        assert len(wrong.errors) == 1
    document = page.submit(document, **sent(one.given[0][0] if one.given else {}))
    again = page.get(activity.address("first", language))
    check = page.follow(document) if one.kind != "survey" else page.follow(page.submit(page.follow(document)))
    assert check.path.endswith("/check")
    assert "alert(1)" in check.html or not shown_type.asks
    only_as_words(again, check)


@pytest.mark.one_database
def test_what_is_sent_lands_as_the_answer(activity: Opened, shown_type: QuestionType, site: Site) -> None:
    one = sample(shown_type)
    if one.kind != "survey":
        pytest.skip("a ballot is sealed")
    typed, answer = one.given[-1] if one.given else ({}, None)
    page, document = activity.begin()
    document = page.follow(page.submit(page.follow(page.submit(document, **sent(typed)))))
    page.submit(document)
    (kept,) = site.read(select(Submission.answers))
    if shown_type.file_suffixes:
        kept["first"]["media"] = KEPT["media"]
    assert kept == ({} if answer is None else {"first": answer})


@pytest.mark.one_database
def test_hostile_words_stay_words(activity: Opened, shown_type: QuestionType) -> None:
    page, document = activity.begin()
    for field_name in list(document.answer_form.values()) + ["first", "first__words"]:
        if field_name == "csrf_token":
            continue
        told: Document = page._checked(
            document.path,
            page.client.post(document.path, data=document.answer_form.values() | {field_name: f"{HOSTILE}\x00\x0b"}),
        )
        assert told.status in {303, 422}
        only_as_words(told, page.get(activity.address("first")))


def only_as_words(*documents: Document) -> None:
    """Nothing that was typed became a part of a page."""
    for document in documents:
        assert not [image for image in document.all("img") if image.get("src") == "x"]
        assert not [script for script in document.all("script") if not script.get("src")]


def test_every_type_has_its_template_and_no_template_is_left_over(house: Flask) -> None:
    found = {name for name in house.jinja_env.list_templates() if name.startswith("questions/")}
    wanted = {f"questions/{one.key}.html" for one in QUESTION_TYPES}
    assert found == wanted, f"draw {wanted - found} in templates/, and take away {found - wanted}"


def test_no_sample_is_left_over() -> None:
    assert SAMPLES.keys() <= set(QUESTION_TYPES.keys())


@every_type
def test_it_says_in_one_sentence_or_two_what_it_is_for(question_type: QuestionType) -> None:
    assert question_type.about.endswith(".") and len(question_type.about.split()) <= 20
