"""The states of moderation, walked through in every order."""

from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from engage.core.errors import Conflict
from engage.questionnaires.moderation import states
from engage.questionnaires.moderation.states import (
    ACCEPTED,
    DECLINED,
    MODERATORS_MOVES,
    SENDERS_MOVES,
    WAITING,
    WITHDRAWN,
    Standing,
)

DAY = date(2026, 3, 2)
ALLOWED = {
    WAITING: {"accept", "decline", "change", "withdraw"},
    ACCEPTED: {"undo", "mend", "change", "withdraw"},
    DECLINED: {"undo", "change", "withdraw"},
    WITHDRAWN: set(),
}


def moved(standing: Standing, move: str) -> Standing:
    """The standing after a move, made by somebody on some day."""
    if move == "change":
        return states.change(standing, standing.revision + 1)
    if move == "withdraw":
        return states.withdraw(standing)
    if move == "decline":
        return states.decline(standing, "m", DAY, "unclear", "Where?")
    decide = {"accept": states.accept, "undo": states.undo, "take-off": states.take_off, "mend": states.mend}[move]
    return decide(standing, "m", DAY)


class Desk(RuleBasedStateMachine):
    """A sender and moderators do whatever they like; a plain record beside it says what must be public."""

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing()
        self.public = 0

    @rule(move=st.sampled_from((*MODERATORS_MOVES, *SENDERS_MOVES)))
    def anything(self, move: str) -> None:
        before = self.standing
        allowed = move in ALLOWED[before.state] or (
            move == "take-off" and self.public > 0 and before.state in {WAITING, DECLINED}
        )
        assert before.permits(move) == allowed
        if not allowed:
            with pytest.raises(Conflict):
                moved(before, move)
            return
        self.standing = moved(before, move)
        if move == "accept":
            self.public = before.revision
        elif move in {"withdraw", "take-off"} or (move == "undo" and before.state == ACCEPTED):
            self.public = 0

    @precondition(lambda self: self.standing.state == WITHDRAWN)
    @rule(move=st.sampled_from((*MODERATORS_MOVES, *SENDERS_MOVES)))
    def nothing_comes_back(self, move: str) -> None:
        with pytest.raises(Conflict):
            moved(self.standing, move)

    @invariant()
    def public_is_what_was_accepted_and_not_taken_off(self) -> None:
        assert self.standing.shown == self.public

    @invariant()
    def reasons_belong_to_the_declined(self) -> None:
        assert (self.standing.state == DECLINED) == bool(self.standing.reason)
        assert not self.standing.own_words or self.standing.state == DECLINED

    @invariant()
    def the_accepted_are_public_and_the_withdrawn_are_not(self) -> None:
        assert self.standing.state != ACCEPTED or self.standing.shown == self.standing.revision
        assert self.standing.state != WITHDRAWN or self.standing.shown == 0
        assert self.standing.shown <= self.standing.revision


TestDesk = Desk.TestCase


def test_a_decision_says_who_and_when() -> None:
    declined = states.decline(Standing(), "amira", DAY, "unclear")
    assert (declined.decided_by, declined.decided_on) == ("amira", DAY)


def test_a_change_forgets_the_decision_before_it() -> None:
    changed = states.change(states.decline(Standing(), "amira", DAY, "unclear", "Where?"), 2)
    assert changed == Standing(revision=2)
