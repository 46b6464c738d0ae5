"""A colleague checks what somebody else, or a computer, put into a language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.actions import put_rendition
from engage.content.models import Rendition
from engage.core.roles import Role
from engage.questionnaires.definition import from_json
from tests.factories.questionnaires import Opened
from tests.factories.translation import Desk, prepare
from tests.page import Document, Form, text_of
from tests.support.site import Site
from tests.support.staff import sign_in_as

pytestmark = pytest.mark.one_database


@pytest.fixture
def colleague(survey: Opened, desk: Desk) -> Desk:
    """Another lead at the same desk."""
    return Desk(sign_in_as(survey.site, Role.LEAD, survey.project.id), desk.address)


def check_forms(shown: Document) -> list[Form]:
    """The forms that tell what was seen, but for those that say that something stale is still right."""
    return [
        form
        for form in shown.forms
        if "seen" in form.values() and "keep" not in [button.get("value") for button in form.element.iter("button")]
    ]


def check(desk: Desk, shown: Document, status: int = 303) -> Document:
    """Press the one button that says that it is checked."""
    (form,) = check_forms(shown)
    return desk.page.send(form, status, press=("do", "check"))


def draft_all(survey: Opened, language: str, maker: str = "a computer", state: str = "computer draft") -> int:
    """Words for every unit of the survey; how many."""
    units = from_json(survey.activity.definition).units
    with survey.site.writing():
        for unit in units:
            facts = {"scope": survey.activity.id, "unit": unit, "language": language, "form": "text"}
            put_rendition(**facts, words=f"{language} {unit.key}", state=state, maker=maker)  # type: ignore[arg-type]
    return len(units)


def test_words_are_checked_by_a_colleague_and_not_by_who_wrote_them(desk: Desk, colleague: Desk, site: Site) -> None:
    desk.give("ar", "question.change", "text", words="ماذا تغيّر؟")
    own = desk.unit("ar", "question.change")
    assert (
        not check_forms(own)
        and "You made this. Another lead of the project or an administrator can check it." in own.text
    )
    desk.give("ar", "question.change", "text", words="x", do="check", status=409)
    check(colleague, colleague.unit("ar", "question.change"))
    assert desk.states("ar", "question.change") == "checked by a colleague, missing, missing"
    (row,) = site.read(select(Rendition))
    assert row.state == "reviewed" and row.checker and row.checker != row.maker
    assert site.read(select(AuditEntry.facts).where(AuditEntry.action == "rendition.checked")) == [
        {"language": "ar", "form": "text", "count": 1}
    ]


def test_what_changed_since_it_was_seen_is_not_checked(desk: Desk, colleague: Desk) -> None:
    desk.give("ar", "question.change", "text", words="ماذا تغيّر؟")
    seen, seen_list = colleague.unit("ar", "question.change"), colleague.page.get(f"{colleague.address}/ar")
    desk.give("ar", "question.change", "text", words="ماذا؟")
    check(colleague, seen, 409)
    check(colleague, seen_list, 409)
    assert desk.states("ar", "question.change") == "translated, missing, missing"


def test_a_sound_is_checked_once_it_is_ready(
    desk: Desk, colleague: Desk, site: Site, sample: Callable[[str], Path]
) -> None:
    desk.give("rmc", "question.change", "sound", sample("voice.ogg"))
    assert not check_forms(colleague.unit("rmc", "question.change"))
    prepare(site)
    check(colleague, colleague.unit("rmc", "question.change"))
    assert desk.states("rmc", "question.change") == "missing, missing, checked by a colleague"


def test_all_texts_of_others_are_checked_at_once_in_one_statement(desk: Desk, survey: Opened, site: Site) -> None:
    whole = draft_all(survey, "ro")
    desk.give("ro", "question.change", "text", words="Ce ați schimba?")
    shown = desk.page.get(f"{desk.address}/ro")
    assert "ro title" in shown.text and "Ce ați schimba?" in shown.text, "what is checked can be read here"
    site.statements.clear()
    check(desk, shown)
    assert len([one for one in site.statements if one.startswith("UPDATE renditions")]) == 1
    states = site.read(select(Rendition.state).where(Rendition.language == "ro"))
    assert sorted(states) == ["reviewed"] * (whole - 1) + ["translated"]
    assert not check_forms(desk.page.get(f"{desk.address}/ro"))


def test_a_language_that_is_checked_throughout_is_shown(survey: Opened, desk: Desk) -> None:
    draft_all(survey, "ro")
    check(desk, desk.page.get(f"{desk.address}/ro"))
    survey.publish()
    shown = desk.page.get(survey.address(language="ro"))
    assert shown.heading == "ro title"


def test_a_stale_text_is_not_there_to_be_checked(survey: Opened, desk: Desk) -> None:
    whole = draft_all(survey, "ro")
    desk.page.submit(desk.page.get(survey.staff("frame")), title="A new title")
    shown = desk.page.get(f"{desk.address}/ro")
    assert f"{whole - 1} texts wait for a check by you." in shown.text and "ro title" not in shown.text
    assert not check_forms(desk.unit("ro", "title"))


def test_what_waits_is_listed_with_links_for_who_can_check_it(desk: Desk, colleague: Desk) -> None:
    desk.give("ar", "question.change", "text", words="ماذا تغيّر؟")
    own, theirs = (one.page.get(f"{one.address}/ar") for one in (desk, colleague))
    assert "Another lead of the project or an administrator can." in own.text
    assert "Waits for a check by you" not in own.text and "Waits for a check by you" in theirs.text
    after = text_of(theirs.one("main")).split("Waits for a check by you")[1]
    assert after.startswith(" What would you change? (Text)")


def test_next_leads_to_what_is_missing_or_waits(survey: Opened, desk: Desk, colleague: Desk) -> None:
    def following(one: Desk, key: str) -> str:
        return next(link.get("href") or "" for link in one.unit("ar", key).all("a", rel="next")).rpartition("/")[2]

    units = [unit.key for unit in from_json(survey.activity.definition).units]
    assert following(desk, units[0]) == units[1] and following(desk, units[-1]) == units[0]
    for key in units:
        desk.give("ar", key, "text", words=f"ar {key}")
    assert not list(desk.unit("ar", units[0]).all("a", rel="next"))
    assert following(colleague, units[0]) == units[1]
    check(colleague, colleague.unit("ar", units[1]))
    assert following(colleague, units[0]) == units[2]


def test_a_language_is_named_in_english_too(desk: Desk) -> None:
    assert desk.page.get(f"{desk.address}/ar").heading == "Arabic – العربية"
    assert desk.unit("ar", "title").title.startswith("One text in Arabic – العربية")
    assert desk.page.get(f"{desk.address}/rmc").heading == "Romani čhib"
