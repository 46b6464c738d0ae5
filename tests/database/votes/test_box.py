"""The box of a vote: who gets in, what is in it, and in which order it ends."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from engage.core.errors import Closed, Conflict, Rejected
from engage.core.identifiers import new_id
from engage.core.sealing import Unreadable, seal_to
from engage.extensions import db
from engage.priorities.votes import actions, codes, queries
from engage.priorities.votes.models import Ballot, BallotCode, BallotReceipt, VoteBox
from engage.priorities.votes.paper import PAPER_BYTES
from engage.priorities.votes.result import from_json
from engage.projects.models import Activity
from tests.factories import votes
from tests.support.site import Site


@pytest.fixture
def vote(site: Site) -> Activity:
    """An open vote with single-use codes."""
    return votes.open_vote(site)


def ballots(site: Site) -> int:
    return site.read(select(func.count()).select_from(Ballot))[0]


def everything(site: Site) -> str:
    """Every cell of the database as text, bytes as hexadecimal digits."""
    with site.app.app_context(), db.engine.connect() as connection:
        cells = [
            cell
            for table in inspect(connection).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
            for cell in row
        ]
    return "\n".join(cell.hex() if isinstance(cell, bytes) else str(cell) for cell in cells)


def test_a_code_lets_one_ballot_in(site: Site, vote: Activity) -> None:
    (code,) = votes.make_codes(site, vote)
    assert votes.cast(site, vote, [votes.CLINIC], code)
    with pytest.raises(Rejected, match="code-used"):
        votes.cast(site, vote, [votes.BUS], code)
    with site.writing():
        assert queries.turnout(vote.id) == queries.Turnout(codes_made=1, codes_used=1, ballots=1)
    assert ballots(site) == 1
    assert len(site.read(select(BallotReceipt))) == 1


def test_the_same_ballot_sent_again_is_the_same_ballot(site: Site, vote: Activity) -> None:
    (code,) = votes.make_codes(site, vote)
    draft_id = new_id()
    assert [votes.cast(site, vote, [votes.CLINIC], code, draft_id) for _ in range(3)] == [True, False, False]
    votes.count(site, vote)
    assert not votes.cast(site, vote, [votes.CLINIC], code, draft_id)
    assert ballots(site) == 1


def test_other_codes_let_nobody_in(site: Site, vote: Activity) -> None:
    elsewhere = votes.open_vote(site)
    (code,) = votes.make_codes(site, elsewhere)
    for wrong in (codes.new_ballot_code(), code):
        with pytest.raises(Rejected, match="code-u"):
            votes.cast(site, vote, [], wrong)
    assert ballots(site) == 0
    assert votes.box(site, vote).ballots_cast == 0
    assert votes.cast(site, elsewhere, [], code)


def test_an_open_vote_counts_who_comes(site: Site) -> None:
    vote = votes.open_vote(site, entry="open")
    for chosen in ([], [votes.CLINIC], [votes.CLINIC]):
        votes.cast(site, vote, chosen)
    result = votes.count(site, vote)
    assert (result.ballots, result.blank, result.turnout, result.codes_made) == (3, 1, 3, None)
    assert result.whole


def test_a_sheet_is_made_once_and_only_while_the_box_is_sealed(site: Site, vote: Activity) -> None:
    votes.make_codes(site, vote, 3)
    with pytest.raises(Conflict):
        votes.make_codes(site, vote, 3)
    votes.make_codes(site, vote, 2, batch=2)
    with site.writing():
        assert [(sheet.number, sheet.size) for sheet in queries.batches(vote.id)] == [(1, 3), (2, 2)]
    votes.count(site, vote)
    with pytest.raises(Conflict):
        votes.make_codes(site, vote, 3, batch=3)


def test_no_code_and_no_choice_stands_in_the_database(site: Site, vote: Activity) -> None:
    made = votes.make_codes(site, vote, 5)
    for code in made:
        votes.cast(site, vote, [votes.CLINIC, votes.KITCHEN], code)
    held = everything(site)
    assert not [code for code in made if code in held or codes.shown(code) in held]
    assert votes.code_key(site).hex() not in held
    sealed = site.read(select(Ballot.sealed))
    assert len({len(ballot) for ballot in sealed}) == 1
    assert len(set(sealed)) == 5


def test_nothing_joins_the_three_tables() -> None:
    """A ballot has its own random id; codes and receipts have nothing of it; no table has a time."""
    held = {table.__tablename__: set(table.__table__.columns.keys()) for table in (Ballot, BallotCode, BallotReceipt)}
    assert held == {
        "ballots": {"activity_id", "id", "sealed"},
        "ballot_codes": {"id", "activity_id", "mac", "batch", "used", "voided"},
        "ballot_receipts": {"receipt", "activity_id"},
    }
    targets = {
        key.target_fullname for table in (Ballot, BallotCode, BallotReceipt) for key in table.__table__.foreign_keys
    }
    assert targets == {"activities.id"}


@pytest.mark.one_database
def test_rows_are_kept_in_the_order_of_their_random_ids(site: Site) -> None:
    """Without row numbers, SQLite cannot say in which order they came."""
    for table in (Ballot, BallotCode, BallotReceipt):
        made = site.read(text(f"SELECT sql FROM sqlite_master WHERE name = '{table.__tablename__}'"))[0]
        assert "WITHOUT ROWID" in made


def test_a_ballot_of_another_length_is_refused(site: Site, vote: Activity) -> None:
    with pytest.raises(IntegrityError), site.writing() as session:
        session.execute(insert(Ballot).values(activity_id=vote.id, id=new_id(), sealed=b"x" * 143))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "published", "published_on": date(2026, 3, 2)},
        {"state": "shredded"},
        {"state": "counted"},
        {"state": "open"},
        {"counted_on": date(2026, 3, 2)},
        {"wrapped_private_key": None},
    ],
)
def test_steps_cannot_be_left_out(site: Site, vote: Activity, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), site.writing() as session:
        session.execute(update(VoteBox).where(VoteBox.activity_id == vote.id).values(**values))


def take(site: Site, step: Callable[[], Any]) -> str:
    """What came of a step: "done", or the reason why not."""
    try:
        with site.writing():
            step()
    except (Conflict, Closed) as refusal:
        return refusal.reason
    return "done"


def test_the_steps_have_one_order_and_no_way_back(site: Site, vote: Activity) -> None:
    key = votes.seals_key(site)

    def count() -> None:
        actions.count(db.session.get_one(Activity, vote.id), key)

    def publish() -> None:
        actions.publish(vote.id)

    def shred() -> None:
        actions.shred(vote.id)

    assert [take(site, step) for step in (count, publish, shred)] == ["not-closed", "step-done", "step-done"]
    votes.set_state(site, vote, "closed")
    assert [take(site, step) for step in (count, count, shred)] == ["done", "step-done", "step-done"]
    votes.set_state(site, vote, "open")
    with pytest.raises(Closed):
        votes.cast(site, vote, [])
    with site.writing():
        assert not queries.takes_ballots(vote.id)
        assert queries.published_outcome(vote.id) is None
    assert [take(site, step) for step in (publish, publish, count)] == ["done", "step-done", "step-done"]
    assert [take(site, step) for step in (shred, shred, publish, count)] == ["done", *["step-done"] * 3]


def test_the_count_finds_what_was_chosen(site: Site, vote: Activity) -> None:
    wanted = [[votes.CLINIC, votes.KITCHEN]] * 5 + [[votes.BUS]] * 3 + [[]]
    for code, chosen in zip(votes.make_codes(site, vote, 12), wanted, strict=False):
        votes.cast(site, vote, chosen, code)
    result = votes.count(site, vote)
    assert result.supporters == {votes.CLINIC: 5, votes.BUS: 3, votes.BENCH: 0, votes.KITCHEN: 5}
    assert (result.ballots, result.blank, result.turnout, result.codes_made) == (9, 1, 9, 12)
    assert set(result.decided.winners) == {votes.CLINIC, votes.KITCHEN}
    assert (result.decided.rule, result.other.rule) == ("equal-shares", "greedy")
    assert from_json(votes.box(site, vote).outcome or {}) == result


def test_a_mended_wording_keeps_the_ballots_that_came_before(site: Site, vote: Activity) -> None:
    earlier, later = votes.make_codes(site, vote, 2)
    votes.cast(site, vote, [votes.BENCH], earlier)
    votes.publish_again(site, vote, "What is needed first?")
    votes.cast(site, vote, [votes.BENCH], later)
    result = votes.count(site, vote)
    assert result.supporters[votes.BENCH] == 2
    assert result.wording_id == vote.wording_id


def test_a_box_that_was_tampered_with_says_so(site: Site, vote: Activity) -> None:
    for code in votes.make_codes(site, vote, 3):
        votes.cast(site, vote, [votes.CLINIC], code)
    box = votes.box(site, vote)
    with site.writing() as session:
        forged = seal_to(box.public_key, bytes(PAPER_BYTES))
        session.execute(insert(Ballot).values(activity_id=vote.id, id=new_id(), sealed=forged))
        session.execute(insert(Ballot).values(activity_id=vote.id, id=new_id(), sealed=bytes(len(forged))))
        session.execute(update(BallotCode).values(used=0))
    result = votes.count(site, vote)
    assert (result.ballots, result.unreadable, result.turnout) == (3, 2, 0)
    assert not result.whole


def test_the_box_opens_only_with_the_key_that_is_kept_elsewhere(site: Site, vote: Activity) -> None:
    votes.set_state(site, vote, "closed")
    with pytest.raises(Unreadable), site.writing() as session:
        actions.count(session.get_one(Activity, vote.id), b"another key of thirty-two bytes.")
    assert votes.box(site, vote).state == "sealed"


def test_what_is_shredded_is_gone_and_the_outcome_stays(site: Site, vote: Activity) -> None:
    (code,) = votes.make_codes(site, vote)
    votes.cast(site, vote, [votes.CLINIC], code)
    result = votes.published(site, vote)
    wrapped = votes.box(site, vote).wrapped_private_key or b""
    with site.writing():
        actions.shred(vote.id)
    assert wrapped.hex() not in everything(site)
    assert ballots(site) == 0
    assert site.read(select(BallotCode)) == []
    with site.writing():
        assert queries.published_outcome(vote.id) == result


def test_a_vote_has_one_box(site: Site, vote: Activity) -> None:
    before = votes.box(site, vote).public_key
    with site.writing():
        actions.make_box(vote.id, votes.seals_key(site))
    assert votes.box(site, vote).public_key == before
