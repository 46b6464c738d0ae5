"""Writes of votes. They flush and never commit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, delete, insert, select, update

from engage.core.columns import insert_once, write_anew
from engage.core.errors import Closed, Conflict, NotFound, Rejected
from engage.core.identifiers import new_id
from engage.core.sealing import Sealer, Unreadable, new_key_pair, open_sealed, seal_to
from engage.extensions import db
from engage.priorities.votes import codes, paper, queries
from engage.priorities.votes.models import (
    COUNTED,
    PUBLISHED,
    SEALED,
    SHREDDED,
    Ballot,
    BallotCode,
    BallotReceipt,
    VoteBox,
)
from engage.priorities.votes.result import VotedOption, VoteResult, count_both_ways
from engage.priorities.votes.settings import CODES, from_settings
from engage.projects.actions import set_state
from engage.projects.models import Activity
from engage.projects.queries import today_at
from engage.questionnaires.definition import Question
from engage.questionnaires.editions import definition_of

READ_AT_ONCE = 1000
UNSYNCHRONISED = {"synchronize_session": False}
UNSPENT = and_(BallotCode.used == 0, BallotCode.voided == 0)


def _wrapping(seals_key: bytes) -> Sealer:
    return Sealer(seals_key, "vote key")


def make_box(activity_id: str, seals_key: bytes) -> None:
    """Give a vote its box with a fresh pair of keys; the private one is kept only wrapped. Made once, however often."""
    public_key, private_key = new_key_pair()
    insert_once(
        db.session,
        VoteBox,
        activity_id=activity_id,
        state=SEALED,
        public_key=public_key,
        wrapped_private_key=_wrapping(seals_key).seal(private_key),
        ballots_cast=0,
        outcome=None,
        counted_on=None,
        published_on=None,
    )


def make_codes(activity_id: str, *, batch: int, size: int, key: bytes) -> list[str]:
    """Fresh codes for one sheet. They are given back here and never again.

    `batch` is the number of the next sheet; Conflict where that sheet was made already, or the box is counted.
    """
    state = db.session.scalar(select(VoteBox.state).where(VoteBox.activity_id == activity_id).with_for_update())
    if state != SEALED or batch != len(queries.batches(activity_id)) + 1:
        raise Conflict("sheet-made")
    made = sorted({codes.new_ballot_code() for _ in range(size)})
    db.session.execute(
        insert(BallotCode),
        [
            {
                "id": new_id(),
                "activity_id": activity_id,
                "mac": codes.code_mac(key, code),
                "batch": batch,
                "used": 0,
                "voided": 0,
            }
            for code in made
        ],
    )
    return made


def void_codes(activity_id: str, batch: int) -> None:
    """Let nobody in any more with the codes of a sheet that were not used. Those that were used stay counted.

    Conflict where the box was counted, or the sheet has no such code.
    """
    _locked(activity_id, SEALED)
    unused = (BallotCode.activity_id == activity_id, BallotCode.batch == batch, UNSPENT)
    voided = db.session.execute(update(BallotCode).where(*unused).values(voided=1), execution_options=UNSYNCHRONISED)
    if not voided.rowcount:  # type: ignore[attr-defined]
        raise Conflict("no-codes")


def cast(activity_id: str, *, receipt: str, mac: str | None, filled: bytes) -> bool:
    """Put a ballot into the box; False where it is there already, because it is sent once more.

    receipt: the hash of the receipt's code. mac: the HMAC of the code, None where none is needed. filled: the paper in
    clear, which is sealed here, in memory. Closed where the box takes none, Rejected where the code lets nobody in; the
    caller's transaction must then be rolled back.
    """
    if not insert_once(db.session, BallotReceipt, receipt=receipt, activity_id=activity_id):
        return False
    # Counting first locks the box's row, so that a count and a ballot never pass each other.
    public_key = db.session.scalar(
        update(VoteBox)
        .where(VoteBox.activity_id == activity_id, VoteBox.state == SEALED)
        .values(ballots_cast=VoteBox.ballots_cast + 1)
        .returning(VoteBox.public_key),
        execution_options=UNSYNCHRONISED,
    )
    if public_key is None:
        raise Closed()
    if mac is not None:
        _spend(activity_id, mac)
    db.session.execute(insert(Ballot).values(activity_id=activity_id, id=new_id(), sealed=seal_to(public_key, filled)))
    return True


def _spend(activity_id: str, mac: str) -> None:
    """Mark a code as used; of many who try at once, one succeeds."""
    spent = db.session.execute(
        update(BallotCode).where(BallotCode.activity_id == activity_id, BallotCode.mac == mac, UNSPENT).values(used=1),
        execution_options=UNSYNCHRONISED,
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        found = queries.code_with(mac)
        raise Rejected((found and found.refusal) or "code-unknown")


@dataclass(frozen=True)
class Counted:
    """What a vote came to, and the turnout at which it was counted."""

    result: VoteResult
    turnout: queries.Turnout


def count_ahead(activity: Activity, seals_key: bytes) -> Counted:
    """The slow half of `count`, which only reads; do it `without_lock`. Raises what `count` raises."""
    return _counted(activity, _in_state(_box(activity.id), SEALED), seals_key)


def count(activity: Activity, seals_key: bytes, ahead: Counted | None = None) -> VoteResult:
    """Open every ballot of a closed vote and count in both ways. From now on nothing reopens it.

    What was counted `ahead` is used unless the vote or its turnout has changed since. All rows of the vote are written
    anew, so that no longer any two of them tell that they came together. Conflict where the activity is not closed or
    was counted before.
    """
    box = _locked(activity.id, SEALED)
    counted = ahead if ahead and _is_still_so(ahead, activity) else _counted(activity, box, seals_key)
    result = counted.result
    for table in (Ballot, BallotCode, BallotReceipt):
        write_anew(db.session, table, table.activity_id == activity.id)
    set_state(activity, "closed")  # its last day may have closed it: no later one opens it again
    box.outcome, box.counted_on, box.state = result.to_json(), result.counted_on, COUNTED
    db.session.flush()
    return result


def _is_still_so(ahead: Counted, activity: Activity) -> bool:
    """Each ballot that is let in moves the turnout, so with the same turnout the box holds the same."""
    same = activity.standing == "closed" and activity.wording_id == ahead.result.wording_id
    return same and queries.turnout(activity.id) == ahead.turnout


def _counted(activity: Activity, box: VoteBox, seals_key: bytes) -> Counted:
    if activity.standing != "closed" or activity.wording_id is None:
        raise Conflict("not-closed")
    options = voted_options(the_question(activity.wording_id))
    turnout = queries.turnout(activity.id)  # first: who is let in during the count is then noticed
    read, unreadable = _open_ballots(box, seals_key, {option.key for option in options})
    settings = from_settings(activity.settings)
    election, decided, other = count_both_ways(settings, options, read)
    result = VoteResult(
        settings=settings,
        wording_id=activity.wording_id,
        options=options,
        supporters=election.supporters,
        ballots=election.voters,
        blank=read[frozenset()],
        unreadable=unreadable,
        turnout=turnout.codes_used if settings.entry == CODES else turnout.ballots,
        codes_made=turnout.codes_made if settings.entry == CODES else None,
        codes_voided=turnout.codes_voided,
        decided=decided,
        other=other,
        counted_on=today_at(activity.id),
    )
    return Counted(result, turnout)


def _box(activity_id: str) -> Select[tuple[VoteBox]]:
    return select(VoteBox).where(VoteBox.activity_id == activity_id)


def _in_state(statement: Select[tuple[VoteBox]], state: str) -> VoteBox:
    """The box; Conflict where it is not in this state."""
    box = db.session.scalar(statement)
    if box is None:
        raise NotFound()
    if box.state != state:
        raise Conflict("step-done")
    return box


def _locked(activity_id: str, state: str) -> VoteBox:
    """The box, held for this transaction; Conflict where it is not in this state."""
    return _in_state(_box(activity_id).with_for_update(), state)


def the_question(wording_id: str) -> Question:
    """The one question of a vote, as a wording asks it. NotFound where there is no such wording."""
    return definition_of(wording_id).questions[0]


def voted_options(question: Question) -> tuple[VotedOption, ...]:
    """The options of a vote."""
    return tuple(VotedOption(option.key, option.text, option.cost, option.origin) for option in question.options)


def _open_ballots(box: VoteBox, seals_key: bytes, options: set[str]) -> tuple[Counter[frozenset[str]], int]:
    """How many ballots chose exactly what, and how many could not be read."""
    private_key = _wrapping(seals_key).open(box.wrapped_private_key or b"")
    read: Counter[frozenset[str]] = Counter()
    unreadable = 0
    sealed = select(Ballot.sealed).where(Ballot.activity_id == box.activity_id).order_by(Ballot.id)
    for ballot in db.session.scalars(sealed.execution_options(yield_per=READ_AT_ONCE)):
        try:
            filled = open_sealed(private_key, ballot)
            listed = [option.key for option in the_question(paper.wording_of(filled)).options]
            read[_chosen(filled, listed, options)] += 1
        except (Unreadable, paper.UnreadablePaper, NotFound):
            unreadable += 1
    return read, unreadable


def _chosen(filled: bytes, listed: Sequence[str], options: set[str]) -> frozenset[str]:
    if set(listed) != options:
        raise paper.UnreadablePaper("a ballot of another vote")
    return paper.read(filled, listed)


def publish(activity_id: str) -> None:
    """Let everybody see the outcome; Conflict where it was not counted or is public already."""
    box = _locked(activity_id, COUNTED)
    box.state, box.published_on = PUBLISHED, today_at(activity_id)
    db.session.flush()


def shred(activity_id: str) -> None:
    """Destroy the ballots, the codes and the key; the outcome stays. Conflict where it is not public yet."""
    box = _locked(activity_id, PUBLISHED)
    box.state, box.wrapped_private_key = SHREDDED, None
    db.session.flush()
    for table in (Ballot, BallotCode):
        db.session.execute(delete(table).where(table.activity_id == activity_id), execution_options=UNSYNCHRONISED)
