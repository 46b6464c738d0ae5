"""What a moderator does once something is accepted: mend its words, go on to the next, offer it in a vote."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.projects.models import Activity
from tests.factories.moderation import send
from tests.factories.votes import make_vote
from tests.page import Page
from tests.support.site import Site
from tests.web.moderation.test_deciding import TABLES, Desk

pytestmark = pytest.mark.one_database


@pytest.fixture(params=TABLES)
def desk(site: Site, sign_in: Callable[..., Page], request: pytest.FixtureRequest) -> Desk:
    return Desk(site, request.param, sign_in)


def test_an_accepted_entry_is_mended_where_it_stands(desk: Desk, site: Site) -> None:
    reader = Page(site)
    desk.do("accept", name="A nmae", description="Told")
    assert desk.form("mend").values()["name"] == "A nmae"
    again = desk.do("mend", 422, name="", description="Kept as typed")
    assert desk.form("mend", again).values()["description"] == "Kept as typed"
    assert "A nmae" in reader.get(desk.list).text
    desk.do("mend", name="A name")
    assert "A name" in reader.get(desk.list).text and "A nmae" not in reader.get(desk.list).text
    assert desk.state == "accepted"
    assert site.read(select(AuditEntry.action).where(AuditEntry.action == "moderation.mended"))


def test_what_is_no_longer_accepted_is_not_mended(desk: Desk) -> None:
    desk.do("accept", name="First")
    late = desk.form("mend")
    desk.do("undo")
    assert "Somebody else changed this" in desk.lead.send(late, 409, name="Late").text


def test_after_a_decision_the_next_that_waits_is_one_tap_away(desk: Desk, site: Site) -> None:
    def following() -> list[Any]:
        return [link.get("href") for link in desk.page().all("a", rel="next")]

    send(site, desk.project, desk.activity)
    (other,) = [row.id for row in site.read(select(desk.table)) if row.id != desk.row.id]
    assert not following()
    desk.do("decline", reason="unclear")
    assert following() == [f"{desk.base}/{other}"]
    desk.item = f"{desk.base}/{other}"
    desk.do("decline", reason="unclear")
    assert not following() and "Nothing else waits" in desk.page().text


@pytest.mark.parametrize(("typed", "kept"), [("5000.50", None), ("-1", None), ("£5,000", 5000), ("", None)])
def test_a_cost_is_whole_pounds_or_one_plain_mistake(desk: Desk, site: Site, typed: str, kept: int | None) -> None:
    vote = site.save(make_vote(desk.project))
    desk.do("accept", name="A name")
    wrong = typed != "" and kept is None
    answer = desk.do("offer", 422 if wrong else 303, cost=typed)
    assert answer.errors == (["Write the cost as a whole number, such as 4000."] if wrong else [])
    if not wrong:
        held = site.read(select(Activity.definition).where(Activity.id == vote.id))[0]
        assert str(held).count("'cost': 5000") >= (1 if kept else 0)
