"""“Show this only if …”: a small, safe subset of XLSForm's expressions (pure).

    expression = either { "or" either }
    either     = test { "and" test }
    test       = "not(" expression ")" | "(" expression ")" | "selected(" name "," text ")" | value compare value
    value      = ${question} | 'text' | "text" | number
    compare    = "=" | "!=" | "<" | "<=" | ">" | ">="

A comparison with a question that was not answered is false, whatever the operator.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[A-Za-z][\w-]*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<compare><=|>=|!=|=|<|>)|(?P<punctuation>[(),])|(?P<word>[a-z]+))"
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")
DEEPEST = 50
"""How many brackets may stand inside one another."""


class ExpressionError(ValueError):
    """The expression is not in the subset; the message names the place."""


@dataclass(frozen=True)
class Expression:
    """A parsed condition: nested tuples, and the keys of the questions it asks about."""

    tree: tuple[Any, ...]
    names: frozenset[str]


def to_number(value: Any) -> Decimal | None:
    """A number in the digits of any script; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    return Decimal(text) if NUMBER.match(text) else None


@lru_cache(maxsize=2000)
def parse(source: str) -> Expression:
    """Parse a condition; ExpressionError says what could not be read and where."""
    parser = _Parser(source)
    tree = parser.either_of()
    if parser.kind:
        raise ExpressionError(f"“{parser.token}” is not expected at character {parser.start + 1}")
    return Expression(tree, frozenset(parser.names))


def holds(source: str, answers: Mapping[str, Any]) -> bool:
    """Whether the condition is true of these answers ({question key: text, number or list of keys})."""
    return not source.strip() or _true(parse(source).tree, answers)


def comparisons(source: str) -> list[tuple[str, str, str]]:
    """Everything that a condition says of a question and a value: (question, operator or `selected`, value)."""
    return list(_comparisons(parse(source).tree))


class _Parser:
    def __init__(self, source: str) -> None:
        self.source, self.position, self.names, self.depth = source, 0, set[str](), 0
        self.advance()

    def advance(self) -> None:
        match = TOKEN.match(self.source, self.position)
        rest = self.source[self.position :].lstrip()
        if match is None and rest:
            place = len(self.source) - len(rest) + 1
            raise ExpressionError(f"“{rest[:12].strip()}” cannot be read at character {place}")
        self.kind = match.lastgroup if match else None
        self.token = match.group(match.lastgroup or 0) if match else "the end"
        self.start = match.start(match.lastgroup or 0) if match else len(self.source)
        self.position = match.end() if match else len(self.source)

    def take(self, token: str) -> bool:
        if self.kind and self.token == token and self.kind != "text":
            self.advance()
            return True
        return False

    def expect(self, token: str) -> None:
        if not self.take(token):
            raise ExpressionError(f"“{token}” is missing before “{self.token}” at character {self.start + 1}")

    def either_of(self) -> tuple[Any, ...]:
        tests = [self.both_of()]
        while self.take("or"):
            tests.append(self.both_of())
        return tests[0] if len(tests) == 1 else ("or", *tests)

    def both_of(self) -> tuple[Any, ...]:
        tests = [self.test()]
        while self.take("and"):
            tests.append(self.test())
        return tests[0] if len(tests) == 1 else ("and", *tests)

    def test(self) -> tuple[Any, ...]:
        if self.take("not"):
            self.expect("(")
            return ("not", self.bracketed())
        if self.take("("):
            return self.bracketed()
        if self.take("selected"):
            self.expect("(")
            name = self.value()
            self.expect(",")
            choice = self.value()
            self.expect(")")
            return ("selected", name, choice)
        left = self.value()
        if self.kind != "compare":
            raise ExpressionError(f"a comparison is missing before “{self.token}” at character {self.start + 1}")
        operator = self.token
        self.advance()
        return ("compare", operator, left, self.value())

    def bracketed(self) -> tuple[Any, ...]:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError(f"too many brackets stand inside one another at character {self.start + 1}")
        inner = self.either_of()
        self.expect(")")
        self.depth -= 1
        return inner

    def value(self) -> tuple[str, Any]:
        kind, token = self.kind, self.token
        if kind not in {"name", "text", "number"}:
            raise ExpressionError(f"a question or a value is missing before “{token}” at character {self.start + 1}")
        self.advance()
        if kind == "name":
            self.names.add(token[2:-1])
            return ("name", token[2:-1])
        return ("value", token[1:-1] if kind == "text" else token)


def _comparisons(tree: tuple[Any, ...]) -> Iterator[tuple[str, str, str]]:
    if tree[0] not in {"compare", "selected"}:
        for part in tree[1:]:
            yield from _comparisons(part)
        return
    operator, left, right = ("selected", *tree[1:]) if tree[0] == "selected" else tree[1:]
    for (kind, name), (other, value) in ((left, right), (right, left)):
        if kind == "name" and other == "value":
            yield name, operator, value


def _true(tree: tuple[Any, ...], answers: Mapping[str, Any]) -> bool:
    kind = tree[0]
    if kind == "or":
        return any(_true(part, answers) for part in tree[1:])
    if kind == "and":
        return all(_true(part, answers) for part in tree[1:])
    if kind == "not":
        return not _true(tree[1], answers)
    if kind == "selected":
        chosen, wanted = _value(tree[1], answers), _value(tree[2], answers)
        return wanted in chosen if isinstance(chosen, list) else chosen is not None and chosen == wanted
    return _compare(tree[1], _value(tree[2], answers), _value(tree[3], answers))


def _value(node: tuple[str, Any], answers: Mapping[str, Any]) -> Any:
    kind, content = node
    found = answers.get(content) if kind == "name" else content
    return None if found in ("", [], None) else found


def _compare(operator: str, left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    numbers = to_number(left), to_number(right)
    if None not in numbers:
        left, right = numbers
    elif operator not in {"=", "!="}:
        return False
    outcomes = {
        "=": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }
    return bool(outcomes[operator]())
