"""The last day is named, changed while it is open, and what can be done once it has passed."""

from collections.abc import Callable
from typing import Any

import pytest

from engage.core.roles import Role
from tests.factories import votes
from tests.factories.editing import Editor
from tests.factories.questionnaires import Opened, drafted
from tests.page import Page, text_of
from tests.support.site import Site
from tests.web.editor.test_release import close, logged, press

pytestmark = pytest.mark.one_database


@pytest.fixture
def editor(site: Site, sign_in: Callable[..., Page], clock: Any) -> Editor:
    """A survey that is open until 2 March 2026, today."""
    activity = drafted(site)
    made = Editor(activity, sign_in(Role.LEAD, activity.project))
    press(made, "publish")
    press(made, "open", closes_on="2026-03-02")
    return made


def offered(editor: Editor) -> set[str]:
    """The last part of the address of each form and each link on the activity's page."""
    shown = editor.shown()
    return {address.rpartition("/")[2] for address in (*shown.links, *(form.action for form in shown.forms))}


def test_what_its_last_day_has_closed_is_offered_to_be_opened_again(editor: Editor, clock: Any) -> None:
    assert {"close", "last-day"} <= offered(editor) and "open" not in offered(editor)
    editor.activity.change(closes_at=clock.now)
    shown = editor.shown()
    assert {"close", "last-day"} & offered(editor) == set()
    assert "closed Last day: 2 March 2026" in shown.text
    again = next(form for form in shown.forms if form.action.endswith("/open"))
    assert text_of(again.buttons[0]) == "Open again" and again.values()["closes_on"] == ""
    press(editor, "open", closes_on="2026-03-09")
    Page(editor.activity.site).get(editor.activity.address())
    assert "It is open. People can answer now." in editor.shown().text


def test_the_last_day_is_changed_while_it_is_open(editor: Editor, clock: Any) -> None:
    held = next(form for form in editor.shown().forms if form.action.endswith("/last-day"))
    assert held.values()["closes_on"] == "2026-03-02"
    press(editor, "last-day", closes_on="2026-03-04")
    shown = editor.shown().text
    assert "The last day is changed." in shown and "Last day: 4 March 2026" in shown
    press(editor, "last-day", closes_on="")
    assert "It stays open until you close it." in editor.shown().text
    clock.advance(days=900)
    Page(editor.activity.site).get(editor.activity.address())
    assert logged(editor.activity)[-2:] == ["activity.last-day", "activity.last-day"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-03-01", "Choose a last day that is today or later."),
        ("2031-03-03", "Choose a last day within the next five years."),
        ("9999-12-31", "Choose a last day within the next five years."),
    ],
)
@pytest.mark.parametrize("state", ["published", "open"])
def test_a_day_that_cannot_be_meant_is_refused_with_words(editor: Editor, typed: str, told: str, state: str) -> None:
    editor.activity.change(state=state, closes_at=None)
    wrong = press(editor, "open" if state == "published" else "last-day", 422, closes_on=typed)
    assert told in wrong.text
    assert editor.activity.renew().closes_at is None


def test_the_last_day_stays_in_sight_where_something_else_is_mended(editor: Editor) -> None:
    wrong = press(editor, "waiver", 422, reason=" ")
    held = next(form for form in wrong.forms if form.action.endswith("/last-day"))
    assert held.values()["closes_on"] == "2026-03-02"


def test_a_day_that_did_not_close_it_is_not_told(editor: Editor) -> None:
    close(editor)
    assert "Last day: " not in editor.shown().text


def test_a_vote_that_its_last_day_has_closed_is_counted_without_another_step(
    site: Site, sign_in: Callable[..., Page], clock: Any
) -> None:
    vote = votes.open_vote(site)
    at, lead = votes.address(site, vote), votes.lead(site, vote)
    activity = Opened(site, lead, vote)  # type: ignore[arg-type]
    activity.change(closes_at=clock.now)
    steps = [link for link in lead.get(f"/staff/{at}/vote").links if "/vote/" in link]
    assert f"/staff/{at}/vote/count" in steps and f"/staff/{at}/vote/close" not in steps
    lead.get(f"/staff/{at}/vote/close", 409)
    lead.submit(lead.get(f"/staff/{at}/vote/count"))
    assert activity.renew().state == "closed"
    assert not [form for form in lead.get(f"/staff/{at}/").forms if form.action.endswith("/open")]
