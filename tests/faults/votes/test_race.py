"""Many at once: one code lets one ballot in, one ballot counts once, and a count never passes a ballot by."""

import re
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

from sqlalchemy import func, select

from engage.core.errors import Closed, DomainError
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.priorities.votes import actions, queries
from engage.priorities.votes.models import Ballot, BallotReceipt
from engage.projects.models import Activity
from tests.factories import votes
from tests.support.site import Site

AT_ONCE = 64


def all_at_once(tries: list[Callable[[], object]]) -> list[str]:
    """What came of each: what it returned as text, or the reason of its refusal."""
    barrier = Barrier(len(tries))
    told: list[str] = [""] * len(tries)

    def run(place: int, one: Callable[[], object]) -> None:
        barrier.wait()
        try:
            told[place] = str(one())
        except DomainError as refusal:
            told[place] = refusal.reason or type(refusal).__name__

    threads = [Thread(target=run, args=(place, one)) for place, one in enumerate(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def rows(site: Site, table: type) -> int:
    return site.read(select(func.count()).select_from(table))[0]


def test_sixty_four_ballots_on_one_code(site: Site) -> None:
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    told = all_at_once([lambda: votes.cast(site, vote, [votes.CLINIC], code)] * AT_ONCE)
    assert Counter(told) == {"True": 1, "code-used": AT_ONCE - 1}
    assert rows(site, Ballot) == rows(site, BallotReceipt) == votes.box(site, vote).ballots_cast == 1
    result = votes.count(site, vote)
    assert (result.ballots, result.whole) == (1, True)


def test_sixty_four_people_with_one_code_each(site: Site) -> None:
    vote = votes.open_vote(site)
    made = votes.make_codes(site, vote, AT_ONCE)
    told = all_at_once([lambda code=code: votes.cast(site, vote, [votes.BUS], code) for code in made])
    assert set(told) == {"True"}
    assert votes.count(site, vote).supporters[votes.BUS] == AT_ONCE


def test_one_ballot_sent_sixty_four_times(site: Site) -> None:
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    draft_id = new_id()
    told = all_at_once([lambda: votes.cast(site, vote, [votes.CLINIC], code, draft_id)] * AT_ONCE)
    assert Counter(told) == {"True": 1, "False": AT_ONCE - 1}
    assert rows(site, Ballot) == 1


def test_sixty_four_phones_press_the_last_button_with_one_code(site: Site) -> None:
    """Through the pages: all of them began while the code was unspent."""
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    at = votes.address(site, vote)
    tries: list[Callable[[], object]] = []
    for _ in range(AT_ONCE):
        phone = site.app.test_client()
        phone.post(f"/en/{at}/", data={"consent-take-part": "yes", "code": code})
        token = hidden(phone.get(f"/en/{at}/first").text)
        phone.post(f"/en/{at}/first", data={**token, "first": votes.CLINIC})
        form = hidden(phone.get(f"/en/{at}/check").text)
        tries.append(lambda phone=phone, form=form: phone.post(f"/en/{at}/check", data=form).status_code)
    assert Counter(all_at_once(tries)) == {"303": 1, "422": AT_ONCE - 1}
    assert rows(site, Ballot) == 1
    with site.writing():
        assert queries.turnout(vote.id) == queries.Turnout(1, 1, 1)


def test_a_count_in_the_middle_of_the_rush_finds_every_ballot_that_was_let_in(site: Site) -> None:
    vote = votes.open_vote(site)
    made = votes.make_codes(site, vote, AT_ONCE)
    votes.set_state(site, vote, "closed")  # those who have the last page open can still press its button

    def count() -> int:
        with site.writing():
            return actions.count(db.session.get_one(Activity, vote.id), votes.seals_key(site)).ballots

    def cast(code: str) -> bool:
        return votes.cast(site, vote, [votes.CLINIC], code)

    casts: list[Callable[[], object]] = [lambda code=code: cast(code) for code in made]
    told = all_at_once([*casts[: AT_ONCE // 2], count, *casts[AT_ONCE // 2 :]])
    let_in = told.count("True")
    assert told[AT_ONCE // 2] == str(let_in)
    assert told.count(Closed.__name__) == AT_ONCE - let_in
    assert rows(site, Ballot) == let_in
