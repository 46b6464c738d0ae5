"""Moderators accept, edit, decline, undo and offer; each decision once, each in its own project."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.models import Nomination
from engage.priorities.ideas.models import Idea
from engage.projects.models import Activity, Project
from engage.questionnaires.models import Submission
from tests.factories.moderation import LISTS, draft_vote, new_draft, open_activity, send, send_other
from tests.factories.projects import make_project
from tests.page import Document, Form, Page
from tests.support.site import Site

SignIn = Callable[..., Page]
TABLES: dict[str, Any] = {"nominations": Nomination, "ideas": Idea}
HOSTILE = "<script>alert('x')</script>\u202e&amp;<img src=x onerror=alert(1)>"


class Desk:
    """An open activity with one thing waiting, and a lead who reads it."""

    def __init__(self, site: Site, kind: str, sign_in: SignIn, **answers: Any) -> None:
        self.site, self.table = site, TABLES[kind]
        self.project: Project
        self.activity: Activity
        self.project, self.activity = open_activity(site, kind)
        self.sent = send(site, self.project, self.activity, **answers)
        self.lead = sign_in(Role.LEAD, self.project)
        self.base = f"/staff/{self.project.slug}/{self.activity.slug}/moderation"
        self.list = f"/en/{self.project.slug}/{self.activity.slug}/{LISTS[kind]}"
        (self.row,) = site.read(select(self.table))
        self.item = f"{self.base}/{self.row.id}"

    def page(self) -> Document:
        return self.lead.get(self.item)

    def form(self, action: str, document: Document | None = None) -> Form:
        """The form of the item's page that leads to an action."""
        forms = (document or self.page()).forms
        return next(form for form in forms if form.action.endswith("/" + action))

    def do(self, action: str, status: int = 303, **values: Any) -> Document:
        return self.lead.send(self.form(action), status, **values)

    @property
    def state(self) -> str:
        (row,) = self.site.read(select(self.table))
        return row.state


@pytest.fixture(params=TABLES)
def desk(site: Site, sign_in: SignIn, request: pytest.FixtureRequest) -> Desk:
    return Desk(site, request.param, sign_in)


@pytest.fixture
def reader(site: Site) -> Page:
    """Somebody without an account."""
    return Page(site)


def test_what_waits_is_listed_with_its_state(desk: Desk) -> None:
    queue = desk.lead.get(desk.base)
    assert desk.item in queue.links
    assert "Waiting 1" in queue.text
    assert desk.item not in desk.lead.get(desk.base + "?show=accepted").links


def test_another_version_stands_beside_what_was_kept(site: Site, desk: Desk) -> None:
    (kept,) = site.read(select(Submission))
    assert "Another version" not in desk.lead.get(desk.base).text + desk.page().text
    draft = new_draft(desk.activity, id=kept.id)
    send_other(site, desk.project, desk.activity, draft, about="Something else entirely.")
    assert "Another version came" in desk.lead.get(desk.base).text
    assert "Another version, " in desk.page().text and "Something else entirely." in desk.page().text


def test_nothing_is_public_before_it_is_accepted(desk: Desk, reader: Page) -> None:
    assert "on the list yet" in reader.get(desk.list).text


def test_what_is_accepted_is_public_in_the_moderators_words(desk: Desk, reader: Page) -> None:
    desk.do("accept", name="A name that was mended", description="Two\r\nlines")
    shown = reader.get(desk.list)
    assert "A name that was mended" in shown.text
    assert "Two lines" in shown.text
    assert desk.state == "accepted"


def test_a_name_is_needed(desk: Desk) -> None:
    again = desk.do("accept", 422, name="", description="Kept as typed")
    assert len(again.errors) == 1
    assert desk.form("accept", again).values()["description"] == "Kept as typed"
    assert desk.state == "waiting"


def test_declining_needs_a_reason_and_another_one_needs_words(desk: Desk) -> None:
    assert desk.do("decline", 422).errors
    assert desk.do("decline", 422, **{"reason": "not-a-reason"}).errors
    assert desk.do("decline", 422, **{"reason": "other"}).errors
    desk.do("decline", reason="other", own_words="It is closed on Sundays.")
    assert "It is closed on Sundays." in desk.page().text
    assert desk.state == "declined"


def test_a_decision_can_be_taken_back(desk: Desk, reader: Page) -> None:
    desk.do("accept", name="Mended")
    desk.do("undo")
    assert "on the list yet" in reader.get(desk.list).text
    assert desk.form("accept").values()["name"] == "Mended", "the moderator's words are still there"
    desk.do("decline", reason="unclear")
    desk.do("undo")
    assert desk.state == "waiting"


def test_of_two_moderators_the_second_sees_what_the_first_did(desk: Desk, sign_in: SignIn, reader: Page) -> None:
    other = sign_in(Role.LEAD, desk.project)
    late = desk.form("decline", other.get(desk.item))
    desk.do("accept")
    told = other.send(late, 409, reason="unclear")
    assert "Somebody else changed this" in told.text
    assert "Accepted" in told.text
    assert desk.state == "accepted"


def test_a_change_that_came_meanwhile_is_read_first(desk: Desk) -> None:
    form = desk.form("accept")
    change = new_draft(desk.activity, follows=desk.sent.root_id)
    send(desk.site, desk.project, desk.activity, change, about="Quite other words")
    told = desk.lead.send(form, 409)
    assert "Quite other words" in told.text
    assert desk.state == "waiting"


def test_while_a_change_waits_the_accepted_words_stand_until_they_are_taken_off(desk: Desk, reader: Page) -> None:
    desk.do("accept", name="First name")
    change = new_draft(desk.activity, follows=desk.sent.root_id)
    send(desk.site, desk.project, desk.activity, change, about="Later words")
    assert "First name" in reader.get(desk.list).text
    assert "Later words" not in reader.get(desk.list).text
    desk.do("decline", reason="unclear")
    assert "First name" in reader.get(desk.list).text
    desk.do("take-off")
    assert "on the list yet" in reader.get(desk.list).text
    assert desk.state == "declined"


def test_what_is_public_stays_among_the_accepted_while_a_change_waits(desk: Desk) -> None:
    desk.do("accept", name="First name")
    name = "name" if desk.activity.kind == "nominations" else "title"
    change = new_draft(desk.activity, follows=desk.sent.root_id)
    send(desk.site, desk.project, desk.activity, change, **{name: "Second name"})
    waiting, accepted = desk.lead.get(desk.base), desk.lead.get(desk.base + "?show=accepted")
    assert "Waiting 1" in waiting.text and "Accepted 1" in waiting.text
    assert "Second name" in waiting.text and "First name" not in waiting.text
    assert "First name A change waits" in accepted.text and "Second name" not in accepted.text
    desk.do("decline", reason="unclear")
    assert "First name A change was declined" in desk.lead.get(desk.base + "?show=accepted").text
    desk.do("take-off")
    assert "Accepted 0" in desk.lead.get(desk.base).text


def test_the_names_of_what_is_accepted_are_read_at_once(desk: Desk) -> None:
    def reads() -> int:
        desk.site.statements.clear()
        desk.lead.get(desk.base + "?show=accepted")
        return len(desk.site.statements)

    desk.do("accept")
    before = reads()
    send(desk.site, desk.project, desk.activity)
    (later,) = desk.site.read(select(desk.table.id).where(desk.table.state == "waiting"))
    desk.lead.send(desk.form("accept", desk.lead.get(f"{desk.base}/{later}")))
    assert reads() == before


def test_what_is_taken_back_is_gone_from_desk_and_list(desk: Desk, reader: Page) -> None:
    desk.do("accept", name="First name")
    form = desk.form("undo")
    open_receipt(desk, reader)
    reader.submit(reader.get("/en/receipt/withdraw"))
    assert "on the list yet" in reader.get(desk.list).text
    assert "has taken it back" in desk.page().text
    assert "First name" not in desk.page().text
    desk.lead.send(form, 409)


def open_receipt(desk: Desk, reader: Page) -> None:
    """As somebody who has typed the code of what was sent."""
    (hashed,) = desk.site.read(select(Submission.receipt).where(Submission.id == desk.sent.root_id))
    with reader.client.session_transaction() as cookie:
        cookie["receipt"] = hashed


def test_an_accepted_thing_becomes_one_option_of_a_draft_vote(desk: Desk) -> None:
    vote = desk.site.save(draft_vote(desk.project))
    desk.site.save(draft_vote(desk.project, state="draft", definition={"title": "No ballot", "questions": []}))
    desk.do("accept", name="A bench")
    in_another_window = desk.form("offer")
    desk.do("offer", cost="400")
    desk.lead.send(in_another_window, vote=vote.id, cost="900")
    (held,) = desk.site.read(select(Activity).where(Activity.id == vote.id))
    options = held.definition["questions"][0]["options"]
    assert [(option["text"], option.get("cost")) for option in options] == [("Trees", None), ("A bench", 400)]
    assert options[1]["origin"].endswith(f":{desk.row.id}")
    told = desk.page()
    assert "It is an option of: A vote in spring" in told.text
    assert not [form for form in told.forms if form.action.endswith("/offer")], "there is no other vote to offer it in"


def test_only_votes_of_the_project_take_options(desk: Desk) -> None:
    desk.site.save(draft_vote(desk.project))
    elsewhere = desk.site.save(draft_vote(desk.site.save(make_project())))
    desk.do("accept")
    assert desk.do("offer", 422, vote=elsewhere.id).errors
    assert desk.do("offer", 422, cost="-5").errors
    assert desk.do("offer", 422, cost="much").errors


@pytest.mark.parametrize("kind", TABLES)
def test_hostile_words_stay_words_everywhere(site: Site, sign_in: SignIn, reader: Page, kind: str) -> None:
    name = "name" if kind == "nominations" else "title"
    desk = Desk(site, kind, sign_in, **{name: HOSTILE, "about": HOSTILE})
    waiting = [desk.lead.get(desk.base), desk.page()]
    for shown in (*waiting, desk.lead.follow(desk.do("accept")), reader.get(desk.list)):
        assert "alert(" in shown.text
        assert "<script>alert" not in shown.html
        assert "<img src=x" not in shown.html
    desk.site.save(draft_vote(desk.project))
    desk.do("offer")
    assert "<script>alert" not in desk.page().html
