"""Codes of a sheet that was lost, misprinted or stolen let nobody in; those that were used stay counted."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from engage.core.errors import Conflict, Rejected
from engage.priorities.votes import actions, queries
from engage.priorities.votes.models import BallotCode
from engage.priorities.votes.result import from_json
from engage.projects.models import Activity
from tests.factories import votes
from tests.support.site import Site


@pytest.fixture
def vote(site: Site) -> Activity:
    """An open vote with single-use codes."""
    return votes.open_vote(site)


def void(site: Site, vote: Activity, batch: int = 1) -> None:
    with site.writing():
        actions.void_codes(vote.id, batch)


def test_what_is_left_of_a_sheet_is_voided_and_nothing_else(site: Site, vote: Activity) -> None:
    spoilt, good = votes.make_codes(site, vote, 3), votes.make_codes(site, vote, 2, batch=2)
    votes.cast(site, vote, [votes.CLINIC], spoilt[0])
    void(site, vote)
    for code, refusal in ((spoilt[0], "code-used"), (spoilt[1], "code-voided")):
        with pytest.raises(Rejected, match=refusal):
            votes.cast(site, vote, [votes.BUS], code)
    votes.cast(site, vote, [votes.CLINIC], good[0])
    with site.writing():
        turnout = queries.turnout(vote.id)
        assert turnout == queries.Turnout(codes_made=5, codes_used=2, ballots=2, codes_voided=2)
        assert turnout.codes_given == 3
    result = votes.count(site, vote)
    assert (result.turnout, result.codes_made, result.codes_voided, result.whole) == (2, 5, 2, True)
    assert result.supporters[votes.CLINIC] == 2
    assert from_json(result.to_json()) == result


def test_a_sheet_is_voided_once_and_only_before_the_count(site: Site, vote: Activity) -> None:
    (code,) = votes.make_codes(site, vote)
    votes.make_codes(site, vote, 2, batch=2)
    votes.cast(site, vote, [], code)
    with pytest.raises(Conflict):
        void(site, vote)
    votes.count(site, vote)
    with pytest.raises(Conflict):
        void(site, vote, 2)
    assert set(site.read(select(BallotCode.voided))) == {0}


def test_a_code_that_was_used_cannot_be_voided(site: Site, vote: Activity) -> None:
    votes.make_codes(site, vote)
    with pytest.raises(IntegrityError, match="voided_unused"), site.writing() as session:
        session.execute(update(BallotCode).values(used=1, voided=1))


def test_an_outcome_from_before_codes_were_voided_is_read(site: Site, vote: Activity) -> None:
    held = votes.count(site, vote).to_json()
    del held["codes_voided"]
    assert from_json(held).codes_voided == 0
