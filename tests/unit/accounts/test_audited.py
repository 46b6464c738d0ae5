"""The table of what is logged."""

import ast
import re
from pathlib import Path

import pytest

import engage
from engage.accounts.audited import ACTIONS, LONGEST_FACT, Action


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.key)
def test_the_sentence_names_declared_facts_only(action: Action) -> None:
    named = re.findall(r"%\((\w+)\)s", action.sentence._args[0])
    assert set(named) <= set(action.facts)
    assert re.fullmatch(r"[a-z-]+\.[a-z-]+", action.key) and len(action.key) <= 60


@pytest.mark.parametrize("facts", [{}, {"role": "lead", "words": "mine"}, {"word": "lead"}])
def test_a_missing_or_extra_fact_is_refused(facts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"staff\.added"):
        ACTIONS.get("staff.added").check(facts)


@pytest.mark.parametrize("value", [1.5, None, ["lead"], {"a": 1}, "x" * (LONGEST_FACT + 1)])
def test_a_fact_is_small_and_plain(value: object) -> None:
    with pytest.raises(ValueError, match="role"):
        ACTIONS.get("staff.added").check({"role": value})


def test_everything_that_is_logged_is_in_the_table() -> None:
    logged = {
        (node.args[0].value, file.name)
        for file in Path(engage.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "audit.record"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(logged) > 20
    missing = {key: file for key, file in logged if key not in ACTIONS}
    assert not missing, f"add a line for each to ACTIONS in engage/accounts/audited.py: {missing}"
