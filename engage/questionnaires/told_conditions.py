"""A condition in words, as a lead reads it on the page of an activity."""

from collections.abc import Mapping
from functools import reduce
from typing import Any

from flask_babel import gettext as _

from engage.questionnaires.definition import Definition, Question
from engage.questionnaires.expressions import ExpressionError, parse, to_number
from engage.questionnaires.questions import QUESTION_TYPES

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""What an operator is with its two sides exchanged; the others stay."""


def told_conditions(definition: Definition) -> dict[str, str]:
    """{key of a question: its condition in words}; none for one that cannot be read."""
    asked = {question.key: question for question in definition.questions}
    told = {question.key: _told_whole(question.when, asked) for question in definition.questions}
    return {key: words for key, words in told.items() if words}


def _told_whole(when: str, asked: Mapping[str, Question]) -> str:
    try:
        return _told(parse(when).tree, asked) if when.strip() else ""
    except ExpressionError:
        return ""


def _told(tree: tuple[Any, ...], asked: Mapping[str, Question]) -> str:
    kind = tree[0]
    if kind in {"and", "or"}:
        parts = [_within(part, asked) for part in tree[1:]]
        return reduce(_both if kind == "and" else _either, parts)
    if kind == "not":
        return _told_not(tree[1], asked)
    if kind == "selected":
        return _told_test("selected", tree[1], tree[2], asked)
    return _told_test(tree[1], tree[2], tree[3], asked)


def _both(one: str, other: str) -> str:
    return _("%(one)s, and %(other)s", one=one, other=other)


def _either(one: str, other: str) -> str:
    return _("%(one)s, or %(other)s", one=one, other=other)


def _within(tree: tuple[Any, ...], asked: Mapping[str, Question]) -> str:
    """A part of a longer condition, in brackets where it would run into the others."""
    return f"({_told(tree, asked)})" if tree[0] in {"and", "or"} else _told(tree, asked)


def _told_not(tree: tuple[Any, ...], asked: Mapping[str, Question]) -> str:
    """That something is not so; it is also not so where the question was not answered."""
    if tree[0] == "selected":
        return _told_test("not selected", tree[1], tree[2], asked)
    if tree[0] == "compare" and tree[1] == "=":
        return _told_test("not =", tree[2], tree[3], asked)
    return _("not this: (%(condition)s)", condition=_told(tree, asked))


def _told_test(operator: str, left: Any, right: Any, asked: Mapping[str, Question]) -> str:
    if left[0] == "value" and right[0] == "name":
        left, right, operator = right, left, MIRRORED.get(operator, operator)
    question = asked.get(left[1]) if left[0] == "name" else None
    several = question is not None and QUESTION_TYPES.get(question.type).several
    if not several:
        operator = {"selected": "=", "not selected": "not ="}.get(operator, operator)
    sides = {"question": _operand(left, None, asked), "answer": _operand(right, question, asked)}
    told = {
        # Translators: “How do you travel?” is “By bus”
        "=": _("%(question)s is %(answer)s", **sides),
        "not =": _("%(question)s is not %(answer)s", **sides),
        "!=": _("%(question)s has another answer than %(answer)s", **sides),
        "<": _("%(question)s is less than %(answer)s", **sides),
        "<=": _("%(question)s is at most %(answer)s", **sides),
        ">": _("%(question)s is more than %(answer)s", **sides),
        ">=": _("%(question)s is at least %(answer)s", **sides),
        "selected": _("%(question)s includes %(answer)s", **sides),
        "not selected": _("%(question)s does not include %(answer)s", **sides),
    }
    return told[operator]


def _operand(node: Any, question: Question | None, asked: Mapping[str, Question]) -> str:
    """A side of a comparison: the words of a question, or of an answer to the one on the other side."""
    kind, content = node
    if kind == "name":
        return f"“{asked[content].text if content in asked else content}”"
    question_type = QUESTION_TYPES.get(question.type) if question else None
    if question and question_type and content in (question_type.listed(question) or ()):
        return f"“{question_type.tally_label(question, content)}”"
    return str(content) if to_number(content) is not None else f"“{content}”"
