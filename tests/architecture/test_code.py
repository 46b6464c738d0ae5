"""Budgets and habits of the code: short files, short functions, types, one commit, no lazy loading."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import files, functions, place, tree

LINES_A_FILE = 300
LINES_A_FUNCTION = 40
OWN = files("engage/**/*.py", "config.py", "wsgi.py")
COMMITS = re.compile(r"engage/(web/transactions|([a-z]+/)+([a-z_]+_)?(commands|jobs)|demonstration(/\w+)?)\.py")
"""One commit a request; outside requests, the command line and the background worker commit their own work."""


def named(path: Path, node: ast.AST, name: str) -> str:
    return f"{place(path)}:{getattr(node, 'lineno', 0)} {name}"


def test_files_are_short() -> None:
    read = files("engage/**/*.py", "*.py", "tests/**/*.py", "templates/**/*.html", "static/js/*.js", "static/css/*.css")
    long = {place(path): lines for path in read if (lines := path.read_text().count("\n")) > LINES_A_FILE}
    assert not long, f"divide these by duty, {LINES_A_FILE} lines are the limit: {long}"


def test_functions_are_short() -> None:
    long = [
        named(path, node, f"{node.name}: {length} lines")
        for path in files("engage/**/*.py", "*.py", "tests/**/*.py")
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_A_FUNCTION
    ]
    assert not long, "\n".join(long)


def untyped(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    given = [argument for argument in arguments if argument is not None and argument.arg not in {"self", "cls"}]
    return node.returns is None or any(argument.annotation is None for argument in given)


def test_every_function_is_typed() -> None:
    found = [named(path, node, node.name) for path in OWN for node in functions(path) if untyped(node)]
    assert not found, "\n".join(found)


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        named(path, inner, node.name)
        for path in OWN
        for node in functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not found, "\n".join(found)


def test_nothing_is_called_utils_helpers_or_common() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    found = [place(path) for path in files("engage/**/*.py", "tests/**/*.py") if path.stem in vague]
    assert not found, f"name these by their duty: {found}"


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_one_place_commits() -> None:
    found = [
        named(path, node, "commits")
        for path in files("engage/**/*.py")
        for node, name in calls(path)
        if name == "commit" and not COMMITS.fullmatch(place(path))
    ]
    assert not found, "flush instead: " + ", ".join(found)


def test_relationships_never_load_by_themselves() -> None:
    found = [
        named(path, node, "relationship")
        for path in files("engage/**/*.py")
        for node, name in calls(path)
        if name == "relationship"
        and not any(word.arg == "lazy" and getattr(word.value, "value", "") == "raise" for word in node.keywords)
    ]
    assert not found, 'write lazy="raise": ' + ", ".join(found)


def test_time_comes_from_the_clock() -> None:
    """Only core/clock asks the machine; everybody else can be shown another time by a test."""
    asked = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
    found = [
        f"{place(path)}: {match[0]}"
        for path in files("engage/**/*.py")
        if place(path) != "engage/core/clock.py"
        for match in asked.finditer(path.read_text())
    ]
    assert not found, "\n".join(found)


REGISTERED = files(
    "engage/questionnaires/questions/*.py",
    "engage/priorities/counting/rules/*.py",
    "engage/results/sources/*.py",
    "engage/results/formats/*.py",
    "engage/media/storage/*.py",
    "engage/**/landing.py",
)
OTHER_KINDS = {"engage/questionnaires/expressions.py"}
"""Files whose kinds are something else: those of the signs in an expression."""
ASKED = {"type", "kind", "rule", "format", "source", "key"}
IN_TEMPLATES = re.compile(r"\.(?:type|kind|rule)\s*(?:==|!=|in)\s*[\"'(\[]+([a-z-]+)")


def keys_of(path: Path) -> set[str]:
    """The keys of the parts that a file registers: `key = "…"` in a class."""
    return {
        str(node.value.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if any(getattr(target, "id", "") == "key" for target in node.targets)
    }


def questions_of_type(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Every comparison of something's type, kind or key with a word: where it stands, and the words."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            names = {getattr(side, "attr", getattr(side, "id", "")) for side in sides}
            words = {str(part.value) for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant)}
            if names & ASKED:
                yield named(path, node, ast.unparse(node)), words


def test_nobody_asks_which_type_it_is() -> None:
    """Variation lives in the registered part itself, never in an `if type == …` of another room."""
    owner = {key: path.parent for path in REGISTERED for key in keys_of(path)}
    assert {"single-choice", "equal-shares", "survey"} <= set(owner)
    found = [
        where
        for path in files("engage/**/*.py")
        if path not in REGISTERED and place(path) not in OTHER_KINDS
        for where, words in questions_of_type(path)
        if any(word in owner and owner[word] not in path.parents for word in words)
    ]
    found += [
        f"{place(path)}: {match[0]}"
        for path in files("templates/**/*.html")
        for match in IN_TEMPLATES.finditer(path.read_text())
        if match[1] in owner
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["TODO", "FIXME", "XXX", "HACK"])
def test_nothing_is_left_for_later(name: str) -> None:
    read = files("engage/**/*", "tests/**/*.py", "templates/**/*", "static/css/*", "static/js/*", "*.py", "docs/**/*")
    found = [place(path) for path in read if re.search(rf"\b{name}\b", path.read_text(errors="ignore"))]
    assert set(found) <= {"tests/architecture/test_code.py"}, found
