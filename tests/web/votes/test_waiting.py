"""While ballots are counted, nobody else has to wait; what happens meanwhile is not missed."""

from typing import Any

import pytest

from engage.priorities.votes import actions
from engage.priorities.votes.result import from_json
from engage.projects.models import Activity
from tests.factories import votes
from tests.support.site import Site, lock_is_held

pytestmark = pytest.mark.one_database


def press_count(site: Site, vote: Activity, status: int = 303) -> None:
    lead = votes.lead(site, vote)
    lead.submit(lead.get(f"/staff/{votes.address(site, vote)}/vote/count"), status)


def test_others_can_write_while_the_ballots_are_counted(
    site: Site, vote: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, late = votes.make_codes(site, vote, 2)
    votes.cast(site, vote, [votes.CLINIC], code)
    votes.set_state(site, vote, "closed")
    held: list[bool] = []
    really = actions.count_both_ways

    def count(*given: Any) -> Any:
        if not held:  # whose last page was open can still press its button
            votes.cast(site, vote, [votes.BUS], late)
        held.append(lock_is_held(site))
        return really(*given)

    monkeypatch.setattr(actions, "count_both_ways", count)
    press_count(site, vote)
    assert held == [False, True], "counted again, because somebody was let in meanwhile"
    outcome = from_json(votes.box(site, vote).outcome or {})
    assert (outcome.ballots, outcome.supporters[votes.BUS], outcome.whole) == (2, 1, True)


def test_ballots_are_counted_once_where_nobody_came_meanwhile(
    site: Site, vote: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = votes.make_codes(site, vote)
    votes.cast(site, vote, [votes.CLINIC], code)
    votes.set_state(site, vote, "closed")
    held: list[bool] = []
    really = actions.count_both_ways
    monkeypatch.setattr(actions, "count_both_ways", lambda *given: held.append(lock_is_held(site)) or really(*given))
    press_count(site, vote)
    assert held == [False] and votes.box(site, vote).state == "counted"


def test_a_vote_that_is_opened_while_it_is_counted_stays_sealed(
    site: Site, vote: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes.set_state(site, vote, "closed")
    really = actions.count_both_ways

    def count(*given: Any) -> Any:
        votes.set_state(site, vote, "open")
        return really(*given)

    monkeypatch.setattr(actions, "count_both_ways", count)
    press_count(site, vote, 409)
    assert votes.box(site, vote).state == "sealed"
