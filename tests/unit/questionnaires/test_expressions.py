"""“Show this only if …”: what the conditions mean, held against a plain reading of the same condition."""

import operator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engage.questionnaires.expressions import DEEPEST, ExpressionError, holds, parse, to_number

NAMES = ("way", "home-2", "helps")
TEXTS = ("bus", "walk", "not", "or ${way} = 1", "باص", "12", "-0.50", "")
OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

PIECES = ["${a}", "'b'", "(", ")", "not", "and", "or", "=", "<", "1", ","]

names = st.tuples(st.just("name"), st.sampled_from(NAMES))
texts = st.tuples(st.just("text"), st.sampled_from(TEXTS))
numbers = st.tuples(st.just("number"), st.sampled_from(("0", "12", "-3", "2.50", "١٢")))
values = names | texts | numbers
tests = st.tuples(st.just("compare"), st.sampled_from(tuple(OPERATORS)), values, values) | st.tuples(
    st.just("selected"), values, values
)
trees = st.recursive(
    tests,
    lambda inner: (
        st.tuples(st.just("not"), inner)
        | st.tuples(st.sampled_from(("and", "or")), st.lists(inner, min_size=2, max_size=3))
    ),
    max_leaves=8,
)
given_answers = st.dictionaries(
    st.sampled_from(NAMES),
    st.sampled_from([None, "", [], "bus", "12", "12.0", "-3", 12, Decimal("2.5"), ["bus"], ["walk", "12"], "باص"]),
)


def written(tree: Any, above: str = "or", space: str = " ") -> str:
    """The tree as a lead would write it, with brackets only where it would mean something else without them."""
    kind = tree[0]
    if kind in ("and", "or"):
        joined = f"{space}{kind}{space}".join(written(part, kind, space) for part in tree[1])
        return f"({joined})" if above == "and" or kind == above else joined
    if kind == "not":
        return f"not({space}{written(tree[1], space=space)})"
    if kind == "selected":
        return f"selected({word(tree[1])}{space},{word(tree[2])})"
    return f"{word(tree[2])}{space}{tree[1]}{space}{word(tree[3])}"


def word(value: tuple[str, str]) -> str:
    kind, content = value
    return {"name": f"${{{content}}}", "text": f"'{content}'", "number": content}[kind]


def meant(tree: Any, answers: dict[str, Any]) -> bool:
    """What the tree means, said as plainly as possible."""
    kind = tree[0]
    if kind == "not":
        return not meant(tree[1], answers)
    if kind in ("and", "or"):
        return (all if kind == "and" else any)(meant(part, answers) for part in tree[1])
    left, right = (answers.get(content) if sort == "name" else content for sort, content in tree[-2:])
    if kind == "selected":
        listed = left if isinstance(left, list) else [left]
        return left not in (None, "", []) and right not in (None, "", []) and right in listed
    if left in (None, "", []) or right in (None, "", []):
        return False
    if number(left) is not None and number(right) is not None:
        return bool(OPERATORS[tree[1]](number(left), number(right)))
    return tree[1] in ("=", "!=") and bool(OPERATORS[tree[1]](left, right))


def number(value: Any) -> Decimal | None:
    try:
        return None if isinstance(value, list) else Decimal(str(value))
    except ArithmeticError:
        return None


@given(trees, given_answers, st.sampled_from([" ", "  ", "\n "]))
def test_a_condition_means_what_a_plain_reading_says(tree: Any, answers: dict[str, Any], space: str) -> None:
    assert holds(written(tree, space=space), answers) == meant(tree, answers)


@given(trees)
def test_the_questions_that_a_condition_asks_about_are_known(tree: Any) -> None:
    source = written(tree)
    without_texts = "".join(source.split("'")[::2])
    assert parse(source).names == {name for name in NAMES if f"${{{name}}}" in without_texts}


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example("(" * 3000 + "1 = 1" + ")" * 3000)
@example("not(" * 3000)
@example("1 = 1" + " or 1 = 1" * 3000)
@example("1 = " + "9" * 5000)
def test_nothing_that_is_typed_breaks_the_reader(source: str) -> None:
    try:
        result = holds(source, {"a": ["b"]})
    except ExpressionError as error:
        assert str(error)
    else:
        assert isinstance(result, bool)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 = 1 or 1 = 2 and 1 = 2", True),
        ("(1 = 1 or 1 = 2) and 1 = 2", False),
        ("not(1 = 1) or 1 = 1", True),
        ("not(1 = 1 or 1 = 1)", False),
        ("'a' = \"a\"", True),
        ("'it''s' = 'x'", None),
        ("1 = 1 and", None),
        ("1", None),
        ("${way}", None),
        ("selected(${way})", None),
        ("not 1 = 1", None),
        ("1 == 1", None),
        ("concat('a') = 'a'", None),
        ("${way}.__class__ = 1", None),
        ("", True),
        ("  ", True),
    ],
)
def test_what_binds_and_what_is_not_in_the_subset(source: str, expected: bool | None) -> None:
    if expected is None:
        with pytest.raises(ExpressionError):
            holds(source, {"way": "bus"})
    else:
        assert holds(source, {"way": "bus"}) is expected


@pytest.mark.parametrize("compare", list(OPERATORS))
@pytest.mark.parametrize("missing", [None, "", []])
def test_a_comparison_with_what_was_not_answered_is_false(compare: str, missing: Any) -> None:
    for answers in ({}, {"way": missing}):
        assert not holds(f"${{way}} {compare} 'bus'", answers)
        assert not holds(f"'bus' {compare} ${{way}}", answers)
        assert not holds(f"${{way}} {compare} ${{way}}", answers)
    assert not holds("selected(${way}, 'bus')", {"way": missing})


@pytest.mark.parametrize("typed", ["12", "١٢", "۱۲", "১২", "१२", "12.0", " 12 "])
def test_numbers_count_in_the_digits_of_every_script(typed: str) -> None:
    assert to_number(typed) == 12
    assert holds("${people} = 12 and ${people} > 9", {"people": typed})


@pytest.mark.parametrize(
    "typed", ["", "twelve", "1e3", "1,2", "²", "0x1", "--1", "NaN", "Infinity", "1_000", True, None]
)
def test_other_things_are_no_numbers(typed: Any) -> None:
    assert to_number(typed) is None


@pytest.mark.parametrize(
    ("chosen", "expected"), [(["walk", "bus"], True), (["walk"], False), ("bus", True), ("omnibus", False)]
)
def test_selected_asks_for_one_of_several_or_for_the_one(chosen: Any, expected: bool) -> None:
    assert holds("selected(${way}, 'bus')", {"way": chosen}) is expected


def test_a_mistake_is_told_with_its_place() -> None:
    with pytest.raises(ExpressionError, match="“or” at character 13"):
        parse("${way} =    or 1 = 1")
    with pytest.raises(ExpressionError, match="“& 1” cannot be read at character 7"):
        parse("1 = 1 & 1")


def test_brackets_may_stand_as_deep_as_is_said_and_no_deeper() -> None:
    assert holds("(" * DEEPEST + "1 = 1" + ")" * DEEPEST, {})
    assert holds("(1 = 1) and " * 200 + "(1 = 1)", {}), "brackets beside one another are not deep"
    with pytest.raises(ExpressionError, match="brackets"):
        parse("(" * (DEEPEST + 1) + "1 = 1" + ")" * (DEEPEST + 1))
