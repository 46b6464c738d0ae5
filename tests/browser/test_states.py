"""Every page of residents in every state: nothing that axe finds, nothing cut off, too small to hit or too heavy."""

import pytest

from config import LANGUAGES
from tests.browser import looking
from tests.browser.demonstration import Street
from tests.browser.doubts import unknown
from tests.browser.states import WALKS, Walk
from tests.browser.wire import Wire
from tests.support import axe
from tests.support.browser import Phones

THOROUGHLY = ("en", "ar")
"""The languages in which every state is met; in the others each page is met once."""


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_every_state(street: Street, live: str, phones: Phones, walk: Walk, code: str) -> None:
    phone = phones()
    wire = Wire(phone, live)
    problems: list[str] = []
    for state in walk(phone, code, street, code in THOROUGHLY):
        found = axe.look(phone)
        looks = looking.in_every_size(phone) + looking.small_targets(phone) + looking.moving(phone)
        told = found.violations + unknown(found.doubts) + looks + wire.problems()
        problems += [f"{state}: {problem}" for problem in told]
    assert not problems, "\n".join(problems)
