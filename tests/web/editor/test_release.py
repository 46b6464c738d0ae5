"""From draft to closed: what a lead presses, what is refused, and what is logged of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.content.actions import put_rendition
from engage.core.roles import Role
from engage.projects.models import Project
from engage.questionnaires.definition import from_json
from tests.factories import moderation, votes
from tests.factories.editing import Editor
from tests.factories.projects import make_project
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database


def press(editor: Editor, what: str, status: int = 303, **fields: Any) -> Document:
    form = next(form for form in editor.shown().forms if form.action.endswith(f"/{what}"))
    return editor.page.send(form, status, **fields)


def close(editor: Editor) -> None:
    """Go by the link, and be sure."""
    address = editor.activity.staff("close")
    assert address in editor.shown().links
    editor.page.submit(editor.page.get(address))


def open_one(site: Site, kind: str) -> Opened:
    """An open activity of this kind."""
    project: Project = site.save(make_project())
    if kind == "survey":
        return opened(site, project=project)
    made = votes.open_vote(site, project) if kind == "vote" else moderation.open_activity(site, kind, project)[1]
    return Opened(site, project, made)


def logged(activity: Opened) -> list[str]:
    about_it = select(AuditEntry.action).where(AuditEntry.object_id == activity.activity.id)
    return activity.site.read(about_it.order_by(AuditEntry.position))


def translate(
    activity: Opened, language: str, which: Callable[[str], bool] = bool, *, state: str = "translated"
) -> None:
    """Words for the units of the draft whose keys are `which`."""
    with activity.site.writing():
        for unit in filter(lambda unit: which(unit.key), from_json(activity.activity.definition).units):
            facts = {"scope": activity.activity.id, "language": language, "form": "text", "state": state}
            put_rendition(unit=unit, words=f"{language} {unit.key}", **facts)


def test_an_activity_is_published_opened_and_closed(editor: Editor, clock: Any) -> None:
    activity, resident = editor.activity, Page(editor.activity.site)
    resident.get(activity.address(), 404)
    press(editor, "publish")
    press(editor, "open", closes_on="2026-03-09")
    assert "Last day: 9 March 2026" in editor.shown().text
    resident.get(activity.address())
    close(editor)
    assert "This is closed." in resident.get(activity.address(), 410).text
    assert logged(activity) == ["activity.published", "activity.opened", "activity.closed"]
    assert activity.activity.slug in editor.page.get(f"/staff/{activity.project.slug}/log").text


@pytest.mark.parametrize("typed", ["2026-03-01", "tomorrow"])
def test_the_last_day_is_one_that_comes(editor: Editor, clock: Any, typed: str) -> None:
    press(editor, "publish")
    wrong = press(editor, "open", 422, closes_on=typed)
    assert "Choose a last day that is today or later." in wrong.text
    held = next(form for form in wrong.forms if form.action.endswith("/open")).values()
    assert held["closes_on"] == typed
    assert logged(editor.activity) == ["activity.published"]


def test_a_questionnaire_that_cannot_be_answered_is_not_published(editor: Editor) -> None:
    editor.activity.change(definition={**editor.activity.activity.definition, "questions": []})
    wrong = press(editor, "publish", 422)
    assert "Add at least one question." in wrong.text and wrong.title.startswith("Error:")
    assert logged(editor.activity) == []


def test_an_unchecked_language_is_shown_once_somebody_wrote_why(editor: Editor) -> None:
    press(editor, "publish")
    press(editor, "open")
    resident = Page(editor.activity.site)
    before = resident.get(editor.activity.address(language="ar"))
    wrong = press(editor, "waiver", 422, language="ar", reason=" ")
    assert "Write why it cannot wait for a check." in wrong.text
    (written,) = [one for one in wrong.all("details", class_="help") if one.get("open") is not None]
    assert "Show a language although nobody has checked it" in text_of(written), "what was typed is in sight"
    translate(editor.activity, "ar")
    press(editor, "waiver", language="ar", reason="The speakers meet on Friday")
    assert "Once you publish again, marked as unchecked: The speakers meet on Friday" in editor.shown().text
    assert logged(editor.activity)[-1] == "activity.waiver"
    (entry,) = editor.activity.site.read(select(AuditEntry).where(AuditEntry.action == "activity.waiver"))
    assert entry.facts == {"language": "ar"}
    assert before.heading == "How are things?"
    press(editor, "publish")
    assert "Yes, marked as unchecked: The speakers meet on Friday" in editor.shown().text
    assert resident.get(editor.activity.address(language="ar")).heading == "ar title"
    press(editor, "ar/away")
    assert "The speakers meet on Friday" not in editor.shown().text
    assert resident.get(editor.activity.address(language="ar")).heading == "How are things?"


def test_only_what_can_be_read_is_shown_unchecked(editor: Editor) -> None:
    form = next(form for form in editor.shown().forms if form.action.endswith("/waiver"))
    offered = [option.get("value") for option in form.element.iter("option")]
    assert offered == ["ar", "ro", "rmc"], "those with words of their own"
    wrong = press(editor, "waiver", 422, language="ar", reason="x")
    assert "There is no text in this language yet." in wrong.text
    translate(editor.activity, "ar", lambda key: not key.startswith("consent."))
    wrong = press(editor, "waiver", 422, language="ar", reason="x")
    assert "Translate what people agree to first." in wrong.text
    press(editor, "waiver", 422, language="bfi", reason="x")
    assert editor.activity.renew().waivers == {}


def test_a_waiver_that_is_taken_back_hides_nothing_that_was_checked(editor: Editor) -> None:
    translate(editor.activity, "ar", state="reviewed")
    editor.activity.change(waivers={"ar": "a test"})
    press(editor, "publish")
    press(editor, "open")
    press(editor, "ar/away")
    assert Page(editor.activity.site).get(editor.activity.address(language="ar")).heading == "ar title"


def test_each_preview_is_logged_with_its_language(editor: Editor) -> None:
    press(editor, "preview/ar")
    assert logged(editor.activity) == ["activity.previewed"]
    token = editor.shown().forms[0].values()["csrf_token"]
    editor.page.post(editor.activity.staff("preview/xx"), {"csrf_token": token}, 404)


def test_a_poster_stands_for_each_language(editor: Editor) -> None:
    assert "Publish first" in editor.page.get(editor.activity.staff("poster")).text
    press(editor, "publish")
    sheets = list(editor.page.get(editor.activity.staff("poster")).all("section", class_="poster"))
    assert sheets and all(sheet.get("lang") and sheet.get("dir") for sheet in sheets)


def test_a_poster_says_in_its_language_what_to_do_and_until_when(editor: Editor) -> None:
    translate(editor.activity, "ar", state="reviewed")
    press(editor, "publish")

    def sheets() -> dict[str | None, str]:
        shown = editor.page.get(editor.activity.staff("poster"))
        return {sheet.get("lang"): text_of(sheet) for sheet in shown.all("section", class_="poster")}

    scan = "Scan this with the camera of your phone, or type the address below."
    assert scan in sheets()["en-GB"] and "Open until" not in sheets()["en-GB"]
    editor.activity.change(closes_at=datetime(2026, 12, 14, 23, 59, 59, tzinfo=UTC))
    assert "Open until 14 December 2026" in sheets()["en-GB"]
    assert "مفتوح حتى 14 ديسمبر 2026" in sheets()["ar"]


def test_who_comes_second_is_told_so_and_led_to_what_stands(editor: Editor) -> None:
    press(editor, "publish")
    form = next(form for form in editor.shown().forms if form.action.endswith("/open"))
    editor.page.send(form)
    told = editor.page.send(form, 409)
    assert told.heading == "Somebody has done this already" and "both versions" not in told.text
    assert editor.activity.staff() in told.links
    assert logged(editor.activity) == ["activity.published", "activity.opened"]


def test_each_step_is_confirmed_and_the_next_one_stands_out(editor: Editor) -> None:
    def main_button() -> list[str]:
        return [text_of(button) for button in editor.shown().all("button", class_="go")]

    assert main_button() == ["Publish"]
    for what, told in (
        ("publish", "Published. Nobody can answer until you open it."),
        ("open", "It is open. People can answer now."),
        ("close", "It is closed. It takes no more answers."),
    ):
        close(editor) if what == "close" else press(editor, what)
        shown = editor.shown()
        assert text_of(shown.one("p", role="status")) == told
        assert (main_button() == ["Open"]) == (what == "publish" and "Nobody" in told)


def test_a_researcher_releases_nothing(editor: Editor, sign_in: Callable[..., Page]) -> None:
    researcher = sign_in(Role.RESEARCHER, editor.activity.project)
    shown = researcher.get(editor.activity.staff())
    assert [form for form in shown.forms if form.method == "post"] == []
    token = editor.shown().forms[0].values()["csrf_token"]
    for what in ("publish", "open", "close", "waiver", "preview/en"):
        researcher.post(editor.activity.staff(what), {"csrf_token": token}, 403)


@pytest.mark.parametrize("kind", ["survey", "nominations", "ideas", "vote"])
@pytest.mark.parametrize("role", [Role.LEAD, Role.RESEARCHER])
def test_nobody_is_offered_a_page_that_is_refused(
    site: Site, sign_in: Callable[..., Page], kind: str, role: Role
) -> None:
    activity = open_one(site, kind)
    person = sign_in(role, activity.project)
    for address in person.get(activity.staff()).links:
        person.get(address)
