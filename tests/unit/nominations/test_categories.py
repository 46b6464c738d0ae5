"""Categories and the answers that stand for them."""

import pytest

from engage.nominations.categories import CATEGORIES, category_of
from engage.questionnaires.definition import Option


@pytest.mark.parametrize("category", CATEGORIES, ids=CATEGORIES.keys())
def test_an_answer_stands_for_a_category_by_its_key_or_its_words(category) -> None:
    assert category_of(Option(category.key, "Whatever it is called")) == category.key
    assert category_of(Option("q-1", f" {str(category.label).upper()} ")) == category.key


def test_other_answers_stand_for_none() -> None:
    assert category_of(Option("q-1", "A spaceship")) == ""
    assert category_of(None) == ""


def test_a_person_is_asked() -> None:
    assert [category.key for category in CATEGORIES if category.asks_permission] == ["person"]
