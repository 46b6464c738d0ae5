"""The site's own words are units, whatever is added to them."""

from flask import Flask

from engage.content.interface import GROUPS, INTERFACE, TEXTS, WITHIN
from engage.content.shown import Words
from engage.translation.desks import TITLES
from engage.web.errors import PAGES
from engage.web.messages import COUNTED, MESSAGES


def test_every_key_is_there_once() -> None:
    keys = [unit.key for unit in INTERFACE]
    assert len(keys) == len(set(keys)) and TEXTS.keys() == {*keys} - {"interface.language"}
    assert {unit.key for unit in WITHIN} < TEXTS.keys()


def test_every_message_and_every_failure_is_a_unit() -> None:
    assert {f"interface.error.{reason}" for reason in MESSAGES} <= TEXTS.keys()
    assert {f"interface.page.{status}" for status in PAGES} <= TEXTS.keys()


def test_what_is_recorded_names_no_number_that_changes() -> None:
    assert not [unit.key for unit in INTERFACE if "%(" in unit.source]
    assert COUNTED.keys() <= MESSAGES.keys()


def test_every_group_has_a_title_at_the_desk() -> None:
    assert {group.key for group in GROUPS} == TITLES.keys()


def test_a_text_is_the_units_in_the_source_language_and_its_own_in_another(house: Flask) -> None:
    sources = {unit.key: unit.source for unit in INTERFACE}
    for path, same in (("/en/", True), ("/ar/", False)):
        with house.test_request_context(path):
            house.preprocess_request()
            words = Words({})
            assert all((words[key].text == sources[key]) is same for key in TEXTS)
