"""Registries of interchangeable parts."""

from dataclasses import dataclass

import pytest

from engage.core.registry import Registry


@dataclass(frozen=True)
class Part:
    key: str


def test_parts_keep_their_order() -> None:
    registry = Registry("part", [Part("b"), Part("a")])
    assert registry.keys() == ("b", "a")
    assert [part.key for part in registry] == ["b", "a"]
    assert len(registry) == 2


def test_two_parts_with_one_key_stop_the_start() -> None:
    with pytest.raises(ValueError, match="two parts have the key 'a'"):
        Registry("part", [Part("a"), Part("a")])


def test_an_unknown_key_is_told_with_those_that_exist() -> None:
    registry = Registry("part", [Part("a"), Part("b")])
    assert "a" in registry and "c" not in registry
    with pytest.raises(KeyError, match="no part 'c'; there are: a, b"):
        registry.get("c")
