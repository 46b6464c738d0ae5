"""One page of questions: its form, what is wrong with it, and how a template sees it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import g
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms.form import BaseForm as FieldSet

from engage.content.shown import Shown, Words
from engage.core.errors import Rejected
from engage.projects.words import site_words
from engage.questionnaires.definition import Page, Question
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import Problem, QuestionType, field_data
from engage.web.filters import money
from engage.web.messages import MESSAGES, OTHER, advice

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Signs that nobody can see: some databases refuse them, and HTML may not hold them."""

TOLD_BELOW = 1000
"""Letters. Few people write more on a phone, and a large number would only frighten them."""

MOST_TYPED = 50_000
"""Letters of one page that wait in a draft: more than any page asks for, far fewer than a form can carry."""

KeepFile = Callable[[FileStorage], dict[str, Any]]
"""Keeps an uploaded recording and returns what an answer stores of it; Rejected with the reason if it cannot."""


@dataclass(frozen=True)
class OptionView:
    """An option as a template draws it."""

    key: str
    shown: Shown
    hint: Shown
    exclusive: bool = False
    cost_label: str = ""

    @property
    def picture(self) -> Any:
        return self.shown.picture


@dataclass(frozen=True)
class QuestionView:
    """A question as a template draws it."""

    question: Question
    type: QuestionType
    shown: Shown
    hint: Shown
    help: Shown
    options: list[OptionView]
    fields: dict[str, Any]
    errors: list[Shown]
    alone: bool

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def id(self) -> str:
        return f"q-{self.question.key}"

    @property
    def required(self) -> bool:
        """Whether nobody goes on without an answer."""
        return self.question.required and self.type.asks and not self.type.blank_counts

    @property
    def limit(self) -> int | None:
        """The most letters, where it is so few that a person should know before they write."""
        limit = self.type.limit(self.question)
        return limit if limit and limit < TOLD_BELOW else None

    @property
    def describes(self) -> str:
        """The ids of all that stands between the question and its answer, for aria-describedby."""
        parts = {"must": self.required, "hint": self.hint, "limit": self.limit, "error": self.errors}
        return " ".join(f"{self.id}-{part}" for part, stands in parts.items() if stands)

    @property
    def settings(self) -> Mapping[str, Any]:
        return self.question.settings

    @property
    def template(self) -> str:
        return f"questions/{self.type.key}.html"


@dataclass
class PageForm:
    """The fields of one page, filled from a draft or from what was sent."""

    page: Page
    fields: FieldSet
    errors: dict[str, Shown] = field(default_factory=dict)
    """{question key: the message}, in the order of the questions."""
    answers: dict[str, Any] = field(default_factory=dict)
    """{question key: answer or None} of the questions that passed."""

    def view(self, words: Words) -> list[QuestionView]:
        """Every question for the template."""
        alone = len(self.page.questions) == 1
        return [self._question(question, words, alone) for question in self.page.questions]

    def _question(self, question: Question, words: Words, alone: bool) -> QuestionView:
        question_type = QUESTION_TYPES.get(question.type)
        return QuestionView(
            question=question,
            type=question_type,
            shown=words[question.unit],
            hint=words[f"{question.unit}.hint"],
            help=words[f"{question.unit}.help"],
            options=[
                OptionView(
                    option.key,
                    words[f"{question.unit}.choice.{option.key}"],
                    words[f"{question.unit}.choice.{option.key}.hint"],
                    option.exclusive,
                    money(option.cost) if option.cost else "",
                )
                for option in question.options
            ],
            fields={suffix: self.fields[name] for suffix, name in _names(question, question_type).items()},
            errors=[self.errors[question.key]] if question.key in self.errors else [],
            alone=alone,
        )

    def typed(self) -> dict[str, list[str]]:
        """What stands in the fields, unchecked, to be shown again as it is: {field name: values}. Nothing if no
        person can have typed so much."""
        held = {field.name: field.data if isinstance(field.data, list) else [field.data] for field in self.fields}
        texts = {name: [text for text in values if isinstance(text, str)] for name, values in held.items()}
        kept = {name: values for name, values in sorted(texts.items()) if any(values)}
        return kept if sum(len(text) for values in kept.values() for text in values) <= MOST_TYPED else {}

    @property
    def has_files(self) -> bool:
        return any(QUESTION_TYPES.get(question.type).file_suffixes for question in self.page.questions)


def _names(question: Question, question_type: QuestionType) -> dict[str, str]:
    """{suffix: field name}. The name of a field is its question's key, with the suffix behind two underscores."""
    return {
        suffix: f"{question.key}__{suffix}" if suffix else question.key for suffix in question_type.fields(question)
    }


def _field_set(page: Page) -> FieldSet:
    unbound = {}
    for question in page.questions:
        question_type = QUESTION_TYPES.get(question.type)
        names = _names(question, question_type)
        unbound.update({names[suffix]: made for suffix, made in question_type.fields(question).items()})
    return FieldSet(unbound)


def filled(page: Page, answers: Mapping[str, Any], typed: Mapping[str, list[str]]) -> PageForm:
    """The page as the person left it: what was typed last, else the answers that were kept."""
    fields = _field_set(page)
    if typed:
        fields.process(MultiDict((name, value) for name, entries in typed.items() for value in entries))
        return PageForm(page, fields)
    data: dict[str, Any] = {}
    for question in page.questions:
        question_type = QUESTION_TYPES.get(question.type)
        names = _names(question, question_type)
        given = question_type.fill(question, answers.get(question.key))
        data.update({names[suffix]: value for suffix, value in given.items() if suffix in names})
    fields.process(None, data=data)
    return PageForm(page, fields)


def sent(
    page: Page, form: MultiDict[str, Any], answers: Mapping[str, Any], keep_file: KeepFile, words: Words
) -> PageForm:
    """Read what was sent. Questions in error keep what was typed; files that passed are kept at once."""
    fields = _field_set(page)
    fields.process(MultiDict((name, _visible(value)) for name, value in form.items(multi=True)))
    result = PageForm(page, fields)
    for question in page.questions:
        question_type = QUESTION_TYPES.get(question.type)
        try:
            given = {suffix: field_data(fields[name]) for suffix, name in _names(question, question_type).items()}
            for suffix in question_type.file_suffixes:
                given[suffix] = _file(given[suffix], answers.get(question.key), keep_file)
            answer = question_type.read(question, given)
            if answer is None and question.required and question_type.asks:
                raise Problem(question_type.empty_reason)
            result.answers[question.key] = answer
            if question_type.file_suffixes:
                _hold(fields, question, question_type, answer)
        except (Problem, Rejected) as problem:
            if key := problem.facts.get("option"):
                problem.facts["option"] = words[f"{question.unit}.choice.{key}"].text
            result.errors[question.key] = message(problem)
    return result


def _visible(value: Any) -> Any:
    return CONTROLS.sub("", value) if isinstance(value, str) else value


def _hold(fields: FieldSet, question: Question, question_type: QuestionType, answer: Any) -> None:
    """Let the page name a file that was just kept, so that it is not asked for again."""
    names = _names(question, question_type)
    for suffix, value in question_type.fill(question, answer).items():
        fields[names[suffix]].data = value


def _file(upload: Any, before: Any, keep_file: KeepFile) -> Any:
    """What the answer keeps of a file: the new one, else the one kept before, else nothing."""
    if isinstance(upload, FileStorage) and upload.filename:
        return keep_file(upload)
    return dict(before) if before else None


def message(problem: Problem | Rejected) -> Shown:
    """What is said of a problem, in the reader's language, with its sign and its sound."""
    reason = problem.reason if problem.reason in MESSAGES else OTHER
    return site_words(g.language).saying(f"interface.error.{reason}", advice(reason, problem.facts))
