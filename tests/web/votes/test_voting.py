"""Voting as people meet it: the code, the ballot in the browser, the box, the receipt."""

import base64
import re

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from engage.accounts.attempts import Attempts
from engage.core.sealing import Sealer
from engage.extensions import db
from engage.priorities.votes import codes, landing
from engage.priorities.votes.ballot_cookie import LIFE
from engage.priorities.votes.models import Ballot, BallotReceipt
from engage.projects.models import Activity
from engage.questionnaires import guessing
from tests.conftest import Clock
from tests.factories import votes
from tests.page import Document, Page
from tests.support.site import Site

IN_THE_BOX = "Your ballot is in the box. The team cannot see what you chose."


@pytest.fixture
def vote(site: Site) -> Activity:
    """An open vote with single-use codes."""
    site.app.extensions["engage.wrong_codes"] = Attempts()
    return votes.open_vote(site)


@pytest.fixture
def code(site: Site, vote: Activity) -> str:
    """One code for the vote."""
    return votes.make_codes(site, vote)[0]


def ballots(site: Site) -> int:
    return site.read(select(func.count()).select_from(Ballot))[0]


def ballot_cookie(page: Page) -> str | None:
    found = page.client.get_cookie("ballot")
    return found.value if found and found.value else None


def used(site: Site, vote: Activity) -> int:
    with site.writing():
        return landing.queries.turnout(vote.id).codes_used


def receipt_of(done: Document) -> str:
    return "".join(done.one(id="receipt-code").itertext())


def test_from_the_slip_to_the_receipt(site: Site, vote: Activity, at: str, code: str, page: Page) -> None:
    scanned = page.get(f"/j/{code}")
    assert f"/ar/join/{code}" in scanned.links
    start = page.follow(page.submit(page.get(f"/en/join/{code}")))
    assert start.one(id="code-field").get("value") == codes.shown(code)
    assert "£10,000 can be given out." in start.text.replace("\u2066", "").replace("\u2069", "")
    assert used(site, vote) == 0
    ballot = page.follow(page.submit(start, **{"consent-take-part": "yes"}))
    assert "Choose three or more if you can." in ballot.text
    check = page.follow(page.submit(ballot, first=[votes.CLINIC, votes.KITCHEN]))
    assert check.heading == "Check your ballot"
    assert "Saturday clinic" in check.text and "Evening bus" not in check.text
    assert ballots(site) == used(site, vote) == 0
    done = page.follow(page.submit(check))
    assert IN_THE_BOX in done.text and "Saturday clinic" not in done.text
    assert ballots(site) == used(site, vote) == 1
    assert ballot_cookie(page) is None
    assert page.get(f"/en/{at}/").one(id="code-field").get("value") == ""
    proof = page.submit(page.get("/en/receipt"), 200, code=receipt_of(done))
    assert IN_THE_BOX in proof.text and f"/en/{at.partition('/')[0]}/" in proof.links
    assert "Saturday clinic" not in proof.text
    assert votes.count(site, vote).supporters[votes.KITCHEN] == 1


@pytest.mark.parametrize("language", ["bfi", "ar", "ro", "rmc"])
def test_every_page_of_a_vote_keeps_the_contract(site: Site, at: str, code: str, page: Page, language: str) -> None:
    ballot = votes.begin(page, at, code, language)
    page.submit(ballot, 303, press=("_to", "language:en"), first=[votes.BUS])
    page.get(f"/{language}/{at}/first")
    page.follow(page.submit(page.follow(page.submit(ballot, first=[votes.BUS]))))
    page.get(f"/{language}/{at}/results")


def test_the_ballot_lives_in_one_sealed_cookie(site: Site, at: str, code: str, page: Page) -> None:
    answer = page.submit(votes.begin(page, at, code), first=[votes.CLINIC, votes.KITCHEN])
    (header,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("ballot=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/", f"Max-Age={int(LIFE.total_seconds())}"} <= set(header.split("; "))
    sealed = base64.urlsafe_b64decode(ballot_cookie(page) or "")
    for clear in (votes.CLINIC, votes.KITCHEN, code, "first"):
        assert clear.encode() not in sealed
    marks = Sealer(votes.seals_key(site), "ballot cookie").open_json(sealed)["ballot"]["marks"]
    assert marks.encode() not in sealed
    with page.client.session_transaction() as session:
        assert votes.CLINIC not in str(dict(session)) and votes.KITCHEN not in str(dict(session))


def test_the_cookie_is_as_long_for_every_choice(at: str, code: str, page: Page) -> None:
    ballot = votes.begin(page, at, code)
    lengths = set()
    for chosen in ([], [votes.BUS], list(votes.OPTIONS)):
        page.submit(ballot, first=chosen)
        lengths.add(len(ballot_cookie(page) or ""))
    assert len(lengths) == 1


def test_an_unsent_ballot_never_reaches_the_database(site: Site, at: str, code: str, page: Page) -> None:
    site.statements.clear()
    page.get(page.submit(votes.begin(page, at, code), first=[votes.CLINIC]).location)
    assert not [one for one in site.statements if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    with site.app.app_context(), db.engine.connect() as connection:
        tables = [
            name for name in inspect(connection).get_table_names() if name in {"drafts", "submissions", "ballots"}
        ]
        assert [connection.scalar(text(f"SELECT count(*) FROM {table}")) for table in sorted(tables)] == [0, 0, 0]


@pytest.mark.parametrize("way", ["button", "link"])
def test_leave_erases_the_ballot_and_leaves_the_code_unspent(
    site: Site, vote: Activity, at: str, code: str, page: Page, way: str
) -> None:
    ballot = votes.begin(page, at, code)
    page.submit(ballot, first=[votes.CLINIC])
    if way == "button":
        left = page.submit(ballot, first=[votes.CLINIC], press=("_to", "leave"))
        assert not [one for one in left.headers.getlist("Set-Cookie") if re.match(r"ballot=[^;]", one)]
    else:
        page.get("/en/leave")
    assert ballot_cookie(page) is None
    assert page.get(f"/en/{at}/first", 303).location == f"/en/{at}/"
    assert page.get(f"/en/{at}/").one(id="code-field").get("value") == ""
    assert used(site, vote) == 0
    votes.vote(page, at, [votes.BUS], code)
    assert used(site, vote) == 1


def test_the_next_person_finds_nothing_of_the_last(site: Site, vote: Activity, at: str, code: str, page: Page) -> None:
    ballot = votes.begin(page, at, code)
    page.submit(ballot, first=[votes.CLINIC])
    asked = page.follow(page.post("/en/next", {"csrf_token": ballot.answer_form.values()["csrf_token"]}))
    assert ballot_cookie(page) and "Its code stays unused" in asked.text
    page.submit(asked)
    assert ballot_cookie(page) is None and used(site, vote) == 0
    assert page.get(f"/en/{at}/check", 303).location == f"/en/{at}/"


def test_leaving_without_a_ballot_speaks_of_none(page: Page) -> None:
    assert "ballot" not in str(page.get("/en/leave").headers.getlist("Set-Cookie"))


def test_a_ballot_is_forgotten_after_two_hours(at: str, code: str, page: Page, clock: Clock) -> None:
    page.submit(votes.begin(page, at, code), first=[votes.CLINIC])
    clock.advance(hours=1, minutes=59)
    page.get(f"/en/{at}/check")
    clock.advance(minutes=2)
    assert page.get(f"/en/{at}/check", 303).location == f"/en/{at}/"


def test_a_ballot_belongs_to_its_vote(site: Site, at: str, code: str, page: Page) -> None:
    page.submit(votes.begin(page, at, code), first=[votes.CLINIC])
    elsewhere = votes.address(site, votes.open_vote(site, entry="open"))
    assert page.get(f"/en/{elsewhere}/check", 303).location == f"/en/{elsewhere}/"


@pytest.mark.parametrize("value", ["nonsense", "", "AAAA", "x" * 3000])
def test_a_cookie_that_is_not_ours_is_no_ballot(at: str, page: Page, value: str) -> None:
    page.client.set_cookie("ballot", value)
    page.get(f"/en/{at}/first", 303)


def test_back_and_another_language_keep_the_choice(at: str, code: str, page: Page) -> None:
    ballot = votes.begin(page, at, code)
    arabic = page.follow(page.submit(ballot, first=[votes.BENCH], press=("_to", "language:ar")))
    held = [box.get("value") for box in arabic.all("input", type="checkbox") if box.get("checked") is not None]
    assert held == [votes.BENCH]


def test_a_blank_ballot_counts(site: Site, vote: Activity, at: str, code: str, page: Page) -> None:
    check = page.follow(page.submit(votes.begin(page, at, code)))
    assert "It is a blank ballot" in check.text
    page.submit(check)
    assert votes.count(site, vote).blank == 1


def test_there_is_nothing_to_come_back_to_on_another_phone(at: str, code: str, page: Page) -> None:
    ballot = votes.begin(page, at, code)
    assert "come back later" not in ballot.html
    page.get(f"/en/{at}/later", 404)


def test_too_many_choices_are_kept_and_mended(site: Site, page: Page) -> None:
    vote = votes.open_vote(site, entry="open", most=2)
    at = votes.address(site, vote)
    ballot = votes.begin(page, at)
    wrong = page.submit(ballot, 422, first=[votes.CLINIC, votes.BUS, votes.BENCH])
    assert wrong.errors == ["Choose up to 2."]
    again = page.get(f"/en/{at}/first")
    assert len([box for box in again.all("input", type="checkbox") if box.get("checked") is not None]) == 3
    page.submit(again, first=[votes.CLINIC])


def test_a_used_code_is_told_at_the_door_at_the_start_and_at_the_box(
    site: Site, at: str, code: str, page: Page
) -> None:
    other = Page(site)
    check = other.follow(other.submit(votes.begin(other, at, code), first=[votes.BUS]))
    votes.vote(page, at, [votes.CLINIC], code)
    told = "This code has been used."
    third = Page(site)
    assert told in third.submit(third.get("/en/join"), 422, code=code).text
    assert told in third.submit(third.get(f"/en/{at}/"), 422, code=code, **{"consent-take-part": "yes"}).text
    assert told in other.submit(check, 422).text
    assert ballots(site) == 1


def test_a_slip_before_the_opening_is_told_to_wait(site: Site, vote: Activity, at: str, code: str, page: Page) -> None:
    votes.set_state(site, vote, "published")
    assert page.submit(page.get("/en/join"), 422, code=code).errors == [
        "The vote has not opened yet. Keep your code, and come back another day."
    ]
    assert "This has not opened yet." in page.get(f"/en/{at}/").text
    votes.set_state(site, vote, "closed")
    assert page.submit(page.get("/en/join"), 422, code=code).errors == ["This code is no longer open."]
    assert "This is closed." in page.get(f"/en/{at}/", 410).text


def test_an_answer_that_was_lost_is_given_again(site: Site, vote: Activity, at: str, code: str, page: Page) -> None:
    """The ballot arrived, its answer did not: the browser sends the same form with the same cookies."""
    check = page.follow(page.submit(votes.begin(page, at, code), first=[votes.BUS]))
    before = {name: page.client.get_cookie(name).value for name in ("ballot", "engage")}  # type: ignore[union-attr]
    first = receipt_of(page.follow(page.submit(check)))
    for state in ("open", "closed"):
        votes.set_state(site, vote, state)
        for name, value in before.items():
            page.client.set_cookie(name, value)
        assert receipt_of(page.follow(page.submit(check))) == first
    assert ballots(site) == len(site.read(select(BallotReceipt))) == 1


@pytest.mark.one_database
def test_what_could_not_be_kept_is_not_acknowledged(
    site: Site, vote: Activity, at: str, code: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: no receipt, the ballot stays with its voter, and sending it again puts it into the box once."""
    check = page.follow(page.submit(votes.begin(page, at, code), first=[votes.BUS]))

    def full(session: Session) -> None:
        raise OperationalError("COMMIT", {}, OSError("disk full"))

    with monkeypatch.context() as broken:
        broken.setattr(Session, "commit", full)
        page.submit(check, 503)
    assert page.get(f"/en/{at}/done", 303).location == "/en/receipt"
    assert ballot_cookie(page) is not None
    assert ballots(site) == used(site, vote) == 0
    assert IN_THE_BOX in page.follow(page.submit(check)).text
    assert ballots(site) == used(site, vote) == 1


def test_wrong_codes_are_slowed_down_and_right_ones_let_in(
    site: Site, at: str, code: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "WRONG_CODES", 3)
    start = page.get(f"/en/{at}/")
    given = {"consent-take-part": "yes"}
    for _ in range(20):  # slips of the finger are seen by the check sign and count for nothing
        page.submit(start, 422, code=code[:-2] + code[-1], **given)
    for _ in range(3):
        page.submit(start, 422, code=codes.new_ballot_code(), **given)
    page.submit(start, 429, code=codes.new_ballot_code(), **given)
    page.submit(start, 303, code=code, **given)


def test_thirty_phones_behind_one_address_vote_at_once(site: Site, vote: Activity, at: str) -> None:
    for code in votes.make_codes(site, vote, 30):
        phone = Page(site)
        phone.submit(phone.get(f"/en/{at}/"), 422, code=code[:-1], **{"consent-take-part": "yes"})
        votes.vote(phone, at, [votes.CLINIC], code)
    assert ballots(site) == 30


def test_a_preview_puts_nothing_into_the_box(site: Site, vote: Activity, at: str, page: Page) -> None:
    lead = votes.lead(site, vote)
    editor = lead.get(f"/staff/{at}/")
    shown = next(form for form in editor.forms if form.action.endswith("/preview/en"))
    start = page.get(lead.send(shown).location)
    done = page.submit(page.follow(page.submit(page.follow(page.submit(start, **{"consent-take-part": "yes"})))))
    assert "preview=1" in done.location
    assert ballots(site) == 0
    assert ballot_cookie(page) is None
