"""The last parts of addresses: readable, free, and never a word that the site needs for itself."""

import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from engage.projects.actions import RESERVED_SLUGS, free_slug, slug_from
from engage.questionnaires.definition import RESERVED_PAGES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@given(st.text())
def test_any_name_gives_a_slug(name: str) -> None:
    slug = slug_from(name)
    assert SLUG.fullmatch(slug) and len(slug) <= 50 and slug not in RESERVED_SLUGS


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Harbour Street", "harbour-street"), ("  Ștefan’s  Café! ", "stefans-cafe"), ("x" * 80, "x" * 50)],
)
def test_slugs_are_made_from_names(name: str, slug: str) -> None:
    assert slug_from(name) == slug


@pytest.mark.parametrize("name", ["حي الميناء", "", "???", *sorted(RESERVED_SLUGS)])
def test_names_that_give_none_get_one_by_chance(name: str) -> None:
    assert re.fullmatch(r"p-[a-z0-9]{6}", slug_from(name))
    assert slug_from(name) != slug_from(name)


@given(st.sets(st.sampled_from(["park", "park-2", "park-3", "park-5"])))
def test_a_taken_slug_gets_the_first_free_number(taken: set[str]) -> None:
    slug = free_slug("park", taken)
    assert slug not in taken
    before = ["park", "park-2", "park-3", "park-4", "park-5", "park-6"]
    assert set(before[: before.index(slug)]) <= taken


def fixed_parts(house: Flask, *start: str) -> set[str]:
    """The words that stand in the site's addresses right behind these parts."""
    parts = [rule.rule.split("/")[1:] for rule in house.url_map.iter_rules()]
    return {
        path[len(start)]
        for path in parts
        if tuple(path[: len(start)]) == start and len(path) > len(start) and path[len(start)][:1] not in ("<", "")
    }


def test_no_project_can_take_a_word_of_the_site(house: Flask) -> None:
    taken = fixed_parts(house, "<language>") | fixed_parts(house, "staff")
    assert taken and taken <= RESERVED_SLUGS


def test_no_activity_can_take_a_word_of_the_site(house: Flask) -> None:
    taken = fixed_parts(house, "<language>", "<project>") | fixed_parts(house, "staff", "<project>")
    assert taken and taken <= RESERVED_SLUGS


def test_no_page_of_questions_can_take_a_word_of_the_site(house: Flask) -> None:
    taken = fixed_parts(house, "<language>", "<project>", "<activity>")
    assert taken and taken <= RESERVED_PAGES
