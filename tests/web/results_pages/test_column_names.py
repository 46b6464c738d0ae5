"""The columns of a survey's file when its questions are called like what stands beside every answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from engage.core.roles import Role
from engage.results.sources.responses import ABOUT
from tests.factories import moderation
from tests.factories.questionnaires import CHANGE, opened
from tests.page import Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
NAMES = [column.key for column in ABOUT]
LIKE = [{"key": column.key, "type": "short-text", "text": column.title} for column in ABOUT]
ANSWER = {
    "key": "answer",
    "type": "multiple-choice",
    "text": "Which?",
    "options": [{"key": "language", "text": "Language"}, {"key": "age", "text": "Age"}],
}
SignIn = Callable[..., Page]


def files(site: Site, sign_in: SignIn, *questions: dict[str, Any], **answers: Any) -> dict[str, Any]:
    """The survey as a file with everything beside it, after somebody answered."""
    survey = opened(site, *questions)
    moderation.send(site, survey.project, survey.activity, **answers)
    lead = sign_in(Role.LEAD, survey.project)
    shown = lead.get(survey.staff("results"))
    form = next(form for form in shown.forms if form.values().get("source") == "responses")
    document: dict[str, Any] = json.loads(lead.send(form, 200, format="json").response.get_data())
    return document


def test_a_question_with_the_name_of_another_column_gets_a_prefix_and_no_other_does(
    site: Site, sign_in: SignIn
) -> None:
    said = {name: f"about {name}" for name in NAMES} | {"change": "lights"}
    document = files(site, sign_in, *LIKE, CHANGE, **said)
    (row,) = document["rows"]
    assert list(row) == [*NAMES, "consent.given.take-part", *(f"answer.{name}" for name in NAMES), "change"]
    assert {name: row[f"answer.{name}"] for name in NAMES} | {"change": row["change"]} == said
    assert row["language"] == "en" and row["revision"] == 1
    (codebook,) = [table for table in document["further_tables"] if table["key"] == "codebook"]
    told = {line["column"] for line in codebook["rows"] if line["table"] == "responses"}
    assert told == set(row)


def test_all_columns_of_one_question_begin_alike_and_never_like_another_s(site: Site, sign_in: SignIn) -> None:
    like = {"key": "language", "type": "place", "text": "Where?", "options": [{"key": "park", "text": "The park"}]}
    (row,) = files(site, sign_in, ANSWER, like, answer=["language"], language={"list": "park"})["rows"]
    assert row["language"] == "en" and row["answer.language"] is True
    assert row["answer.answer.language"] == "park" and "answer.answer.language.words" in row
    assert row["answer:words"] == ["Language"] and row["answer.answer.language:words"] == "The park"


def test_each_file_is_told_in_one_line(site: Site, sign_in: SignIn) -> None:
    survey = opened(site, CHANGE)
    shown = sign_in(Role.LEAD, survey.project).get(survey.staff("results"))
    (told,) = [part for part in shown.all("dl", class_="summary")]
    terms = [text_of(term) for term in told.iter("dt")]
    offered = [text_of(option) for select in shown.all("select") for option in select.iter("option")]
    assert terms == offered and "JSON" in terms and "Other versions" in terms and "Codebook" in terms
