"""What stands around the sending, at every landing place, is signed and spoken in the same words."""

from flask import Flask

from engage.content.interface import WITHIN
from engage.content.shown import Words
from engage.questionnaires.landing import LandingPlace
from tests.contracts.test_every_landing_place import every_place


@every_place
def test_words_around_the_sending_have_units_of_the_same_words(house: Flask, place: LandingPlace) -> None:
    units = {unit.key: unit.source for unit in WITHIN}
    with house.test_request_context("/en/"):
        words = place.send_words()
        said = {"check": words.check, "send": words.send, "keep": words.keep, "done": place.thanks(Words({}))}
        changing = place.change_words()
        changed = {"check": changing.check, "send": changing.send, "done": changing.done}
    assert {name: units[words.unit(name)] for name in said} == said
    assert {name: units[changing.unit(name)] for name in changed} == changed
