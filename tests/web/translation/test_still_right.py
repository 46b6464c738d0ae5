"""A typo is mended: what was made for the old words is kept for the new ones by one button, form by form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.models import Rendition
from engage.core.roles import Role
from tests.factories.questionnaires import Opened
from tests.factories.translation import CAPTIONS, Desk, prepare
from tests.page import Document, Form
from tests.support.site import Site
from tests.support.staff import sign_in_as

pytestmark = pytest.mark.one_database
KEY = "question.change"
OLD, NEW = "What would you change?", "What would you change here?"


def reword(desk: Desk, survey: Opened, text: str = NEW) -> None:
    """Change the question, and say that it means the same."""
    form = desk.page.get(survey.staff("questions/change"))
    desk.page.submit(form, text=text, meaning="spelling")


def buttons(shown: Document) -> dict[str, Form]:
    """{form of a rendition: the button that says that it is still right}."""
    keeping = [one for one in shown.forms if any(button.get("value") == "keep" for button in one.buttons)]
    return {str(one.values()["form"]): one for one in keeping}


def keep(desk: Desk, language: str, form: str, status: int = 303) -> Document:
    return desk.page.send(buttons(desk.unit(language, KEY))[form], status, press=("do", "keep"))


def test_text_sign_and_sound_are_kept_for_the_new_words(
    survey: Opened, desk: Desk, site: Site, sample: Callable[[str], Path]
) -> None:
    desk.give("rmc", KEY, "text", words="So tu parudanas?")
    desk.give("bfi", KEY, "sign", sample("phone.mp4"), captions=CAPTIONS)
    desk.give("rmc", KEY, "sound", sample("voice.ogg"))
    prepare(site)
    assert not buttons(desk.unit("rmc", KEY))
    reword(desk, survey)
    shown = desk.unit("rmc", KEY)
    assert f"This was made for other English words: {OLD} Now it is: {NEW}" in shown.text
    assert set(buttons(shown)) == {"text", "sound"}
    for language, form in (("rmc", "text"), ("rmc", "sound"), ("bfi", "sign")):
        keep(desk, language, form)
    assert desk.states("rmc", KEY) == "translated, missing, translated"
    assert desk.states("bfi", KEY) == "translated, missing"
    assert not buttons(desk.unit("rmc", KEY))
    survey.publish()
    _, asked = survey.begin(language="rmc")
    assert asked.heading == "So tu parudanas?"
    assert survey.begin(language="bfi")[1].one("video") is not None
    facts = site.read(select(AuditEntry.facts).where(AuditEntry.action == "rendition.kept"))
    assert {"language": "bfi", "form": "sign"} in facts and len(facts) == 3


@pytest.mark.parametrize(
    ("state", "own", "then"),
    [
        ("reviewed", False, "reviewed"),
        ("reviewed", True, "translated"),
        ("translated", False, "translated"),
        ("computer draft", False, "computer draft"),
    ],
)
def test_only_what_was_checked_and_is_not_their_own_stays_checked(
    survey: Opened, desk: Desk, site: Site, state: str, own: bool, then: str
) -> None:
    desk.give("ar", KEY, "text", words="ماذا تغيّر؟")
    with site.writing() as session:
        for row in session.scalars(select(Rendition)):
            row.state = state
    reword(desk, survey)
    person = desk if own else Desk(sign_in_as(site, Role.LEAD, survey.project.id), desk.address)
    keep(person, "ar", "text")
    (row,) = site.read(select(Rendition))
    assert (row.state, bool(row.checker)) == (then, then == "reviewed")


def test_what_changed_since_it_was_seen_is_not_kept(survey: Opened, desk: Desk) -> None:
    desk.give("ar", KEY, "text", words="ماذا تغيّر؟")
    reword(desk, survey)
    seen = buttons(desk.unit("ar", KEY))["text"]
    reword(desk, survey, "Something else?")
    desk.page.send(seen, 409, press=("do", "keep"))
    assert desk.states("ar", KEY).startswith("out of date")
    keep(desk, "ar", "text")
    desk.page.send(seen, 409, press=("do", "keep"))


def test_other_answers_are_told_where_the_words_are_the_same(survey: Opened, desk: Desk) -> None:
    survey.publish({"key": "change", "type": "yes-no", "text": OLD})
    desk.give("ar", KEY, "text", words="ماذا تغيّر؟")
    options = [{"key": "bus", "text": "The bus"}, {"key": "road", "text": "The road"}]
    survey.publish({"key": "change", "type": "single-choice", "text": OLD, "options": options})
    assert "The answers to choose from, or their order, have changed" in desk.unit("ar", KEY).text
