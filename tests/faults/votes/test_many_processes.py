"""Ballots that arrive at once at a server of several processes: one code lets one in, and one ballot counts once."""

from collections import Counter

from sqlalchemy import func, select

from engage.priorities.votes.models import Ballot, BallotReceipt
from tests.factories import votes
from tests.faults.crowd import all_at_once, twin
from tests.support.resident import Fields, Resident
from tests.support.server import ServerProcess
from tests.support.site import Site

AT_ONCE = 64
USED = "This code has been used. Each code counts once."


def rows(site: Site, table: type) -> int:
    return int(site.read(select(func.count()).select_from(table))[0])


def ready_to_cast(server: ServerProcess, at: str, code: str) -> tuple[Resident, Fields]:
    """Somebody with a filled ballot in front of the box, and what its last form sends."""
    person = Resident(server.port, f"/en/{at}/")
    form = person.last_form(person.answer([{"first": votes.CLINIC}], code=code))
    person.wire.close()  # the server lets go of a connection that rests while others get ready
    return person, {"csrf_token": person.token, **form}


def test_one_code_on_sixty_four_phones(site: Site, server: ServerProcess) -> None:
    """All of them began while the code was unspent, and press the last button at the same moment."""
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    at = votes.address(site, vote)
    ready = [ready_to_cast(server, at, code) for _ in range(AT_ONCE)]
    forms = {id(person): form for person, form in ready}
    phones = [person for person, _form in ready]
    answers = all_at_once(phones, lambda one: one.ask("POST", f"/en/{at}/check", forms[id(one)]))
    assert Counter(answer.status for answer in answers) == {303: 1, 422: AT_ONCE - 1}
    assert all(USED in answer.text for answer in answers if answer.status == 422)
    assert rows(site, Ballot) == rows(site, BallotReceipt) == votes.box(site, vote).ballots_cast == 1
    (voter,) = (phone for phone, answer in zip(phones, answers, strict=True) if answer.status == 303)
    assert len(voter.receipt(f"/en/{at}/done")) == 20
    result = votes.count(site, vote)
    assert (result.ballots, result.turnout, result.whole, result.supporters[votes.CLINIC]) == (1, 1, True, 1)


def test_one_ballot_sent_sixty_four_times(site: Site, server: ServerProcess) -> None:
    """One phone, whose only answer is slow to come: every try is told the same, and one ballot is in the box."""
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    at = votes.address(site, vote)
    person, form = ready_to_cast(server, at, code)
    tries = [twin(person) for _ in range(AT_ONCE)]
    answers = all_at_once(tries, lambda one: one.ask("POST", f"/en/{at}/check", form))
    assert Counter((answer.status, answer.headers["location"]) for answer in answers) == {
        (303, f"/en/{at}/done"): AT_ONCE
    }
    assert len({one.receipt(f"/en/{at}/done") for one in tries}) == 1
    assert rows(site, Ballot) == votes.box(site, vote).ballots_cast == 1


def test_sixty_four_people_with_a_code_each(site: Site, server: ServerProcess) -> None:
    vote = votes.open_vote(site)
    at = votes.address(site, vote)
    ready = [ready_to_cast(server, at, code) for code in votes.make_codes(site, vote, AT_ONCE)]
    forms = {id(person): form for person, form in ready}
    answers = all_at_once(
        [person for person, _form in ready], lambda one: one.ask("POST", f"/en/{at}/check", forms[id(one)])
    )
    assert {answer.status for answer in answers} == {303}
    assert votes.count(site, vote).supporters[votes.CLINIC] == AT_ONCE
