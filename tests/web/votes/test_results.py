"""What a vote came to, told: every reason, both ways of counting, and nothing before its time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask, g
from sqlalchemy import insert

from engage.content.interface import TEXTS
from engage.core.identifiers import new_id
from engage.priorities.counting.outcome import REASONS
from engage.priorities.votes import explaining, rules_told
from engage.priorities.votes.landing import FIRST_WORDS
from engage.priorities.votes.models import Ballot
from engage.priorities.votes.paper import SEALED_BYTES
from engage.priorities.votes.result import VotedOption, VoteResult, count_both_ways
from engage.priorities.votes.settings import VoteSettings
from engage.projects.models import Activity
from tests.factories import votes
from tests.page import Page
from tests.support.site import Site

OPTIONS = (VotedOption("a", "Trees", 300), VotedOption("b", "Bench", 200), VotedOption("c", "Lights", 100))
NAMES = {option.key: option.text for option in OPTIONS}
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@pytest.fixture
def reading(app: Flask) -> Iterator[None]:
    """A request in English."""
    with app.test_request_context("/en/"):
        g.language = app.extensions["engage.languages"].source
        yield


def result_of(settings: VoteSettings, cast: list[str], **counts: Any) -> VoteResult:
    """The outcome of ballots, each written as the letters of its choices."""
    read = Counter(frozenset(one) for one in cast)
    election, decided, other = count_both_ways(settings, OPTIONS, read)
    numbers = {"ballots": len(cast), "blank": read[frozenset()], "unreadable": 0, "turnout": len(cast), "codes_made": 9}
    return VoteResult(
        settings, "w", OPTIONS, election.supporters, **numbers | counts, decided=decided, other=other,
        counted_on=date(2026, 3, 2),
    )  # fmt: skip


def said(result: VoteResult) -> dict[str, str]:
    """What is said about each option."""
    return {line.key: " ".join(line.sentences).translate(ISOLATES) for line in explaining.told(result, NAMES)}


@pytest.mark.one_database
def test_every_reason_has_words(reading: None) -> None:
    assert set(explaining.REASONS) == set(REASONS)
    assert all(f"interface.lost.{reason}" in TEXTS for reason in REASONS)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("settings", "cast", "expected"),
    [
        (
            VoteSettings(budget=300),
            ["bc"] * 3,
            {
                "a": "Nobody wanted it.",
                "b": "3 people wanted it. It costs £200. Together their shares cover it. Each gave £67 or less.",
                "c": "3 people wanted it. It costs £100. Together their shares cover it. Each gave £34 or less.",
            },
        ),
        (
            VoteSettings(budget=300, completion="none"),
            ["b", "b", "c"],
            {
                "a": "Nobody wanted it.",
                "b": "2 people wanted it. It costs £200. Together their shares cover it. Each gave £100 or less.",
                "c": "1 person wanted it. It costs £100. Together their shares cover it. Each gave £100 or less.",
            },
        ),
        (
            VoteSettings(budget=400, completion="none"),
            ["a", "a", "c"],
            {
                "a": "2 people wanted it. Together they had £266 for it. It costs £300.",
                "b": "Nobody wanted it.",
                "c": "1 person wanted it. It costs £100. Together their shares cover it. Each gave £100 or less.",
            },
        ),
        (
            VoteSettings("greedy", "none", 400),
            ["ab", "a"],
            {
                "a": "2 people wanted it. It costs £300. There was enough money for it.",
                "b": "1 person wanted it. It costs £200. Only £100 of all the money was left.",
                "c": "Nobody wanted it.",
            },
        ),
        (
            VoteSettings("approval", "none", seats=1),
            ["ab", "a", "c"],
            {
                "a": "2 people wanted it. It was among the most wanted.",
                "b": "1 person wanted it. The last one chosen had 2.",
                "c": "1 person wanted it. The last one chosen had 2.",
            },
        ),
        (
            VoteSettings("approval", "none", seats=1),
            ["a", "b"],
            {
                "a": "1 person wanted it. It was among the most wanted. "
                "It was level with Bench. The rule for that put it first.",
                "b": "1 person wanted it. It was level with Trees. The rule for that put it behind.",
                "c": "Nobody wanted it.",
            },
        ),
        (
            VoteSettings("equal-shares", "none", seats=2),
            ["a", "a", "b"],
            {
                "a": "2 people wanted it. Together their shares were enough.",
                "b": "1 person wanted it. Together they had too little of their shares for it.",
                "c": "Nobody wanted it.",
            },
        ),
    ],
)
def test_each_option_has_its_reason(
    reading: None, settings: VoteSettings, cast: list[str], expected: dict[str, str]
) -> None:
    assert said(result_of(settings, cast)) == expected


@pytest.mark.one_database
def test_raised_shares_are_not_told_as_money(reading: None) -> None:
    result = result_of(VoteSettings(budget=350), ["ab", "a", "c"])
    assert result.decided.shares and result.decided.shares.raises
    told = [line for line in said(result).values() if "Even with the larger shares" in line]
    assert told and not any("Together they had" in line for line in said(result).values())


@pytest.mark.one_database
def test_how_far_support_reached_is_drawn(reading: None) -> None:
    reach = {
        line.key: line.reach
        for line in explaining.told(result_of(VoteSettings(budget=400, completion="none"), ["a", "a", "c"]), NAMES)
    }
    assert reach == {"a": 88, "b": 0, "c": 100}
    tie = explaining.told(result_of(VoteSettings("approval", "none", seats=1), ["a", "b"]), NAMES)
    assert [line.reach for line in tie] == [100, 97, 0]


@pytest.mark.one_database
def test_the_other_way_of_counting_stands_beside_it(reading: None) -> None:
    result = result_of(VoteSettings(budget=300), ["a"] * 6 + ["bc"] * 3 + [""])
    told = rules_told.comparison(result, NAMES)
    assert told.heading == "The same votes, counted the plain way"
    shown = " ".join(told.sentences).translate(ISOLATES)
    assert result.other.winners == ("a",)
    assert ("would have chosen Trees" in shown) == ("a" not in result.decided.winners)
    assert told.other_won == "This way it would have been 6 of 9."
    assert (told.other_tens, told.tens) == (7, round(10 * result.decided.voters_with_a_win / 9))
    assert told.won.endswith(" of 9 people got something they chose. 1 person left the ballot empty.")
    same = rules_told.comparison(result_of(VoteSettings(budget=600), ["abc"]), NAMES)
    assert same.sentences[-1] == "It would have chosen the same."
    assert same.won == "As it was counted, everybody got something they chose."


@pytest.mark.one_database
def test_what_there_was_is_said_first(reading: None) -> None:
    money = result_of(VoteSettings(budget=300), ["a"])
    places = result_of(VoteSettings("approval", "none", seats=2), ["a"])
    assert rules_told.introduction(money)[0].translate(ISOLATES) == "£300 was on the table."
    assert rules_told.introduction(places) == ["2 things could be chosen.", "What most people wanted came first."]


@pytest.mark.one_database
def test_who_voted_is_told_honestly(reading: None) -> None:
    one = " ".join(rules_told.voters(result_of(VoteSettings(budget=300), ["a"])))
    assert one == "1 person voted. 9 codes were given out."
    poll = " ".join(rules_told.voters(result_of(VoteSettings(budget=300), ["a", ""], codes_made=None)))
    assert "more than once" in poll and "1 person left the ballot empty." in poll
    torn = " ".join(rules_told.voters(result_of(VoteSettings(budget=300), ["a"], unreadable=2, turnout=5)))
    assert "do not agree: 5 let in, 1 read, 2 unreadable." in torn


@pytest.mark.one_database
def test_money_that_was_left_over_is_accounted_for(reading: None) -> None:
    raised = " ".join(rules_told.how_counted(result_of(VoteSettings(budget=350), ["ab", "a", "c"]))).translate(ISOLATES)
    assert "Each share was £116.67." in raised and "What was chosen costs £" in raised
    assert "larger shares: up to £149.67. A share is only for counting." in raised
    assert raised.count("is left over.") == 1 and "The shares of those who wanted the rest" in raised
    plain = rules_told.how_counted(result_of(VoteSettings("greedy", "none", budget=350), ["ab", "a", "c"]))
    assert "What else people wanted costs more than that." in plain
    assert not [
        line
        for line in rules_told.how_counted(result_of(VoteSettings(budget=10**6), ["a"]))
        if "wanted the rest" in line
    ]
    places = rules_told.how_counted(result_of(VoteSettings("approval", "none", seats=1), ["a"]))
    assert len(places) == 1


def test_what_happens_next_is_not_the_count_that_is_done(site: Site, page: Page) -> None:
    for words, stands in ((FIRST_WORDS["next"], False), ("We build it in May.", True)):
        vote = votes.open_vote(site, after=words)
        votes.published(site, vote)
        shown = page.get(f"/en/{votes.address(site, vote)}/results").text
        assert (words in shown, "What happens next" in shown) == (stands, stands)


def test_nobody_voted(site: Site, page: Page) -> None:
    vote = votes.open_vote(site)
    votes.published(site, vote)
    shown = page.get(f"/en/{votes.address(site, vote)}/results")
    assert "0 people voted." in shown.text
    assert shown.text.count("Nobody wanted it.") == 4


@pytest.fixture
def told(site: Site) -> Activity:
    """A published vote: the clinic and the kitchen were chosen, the bus and the bench were not."""
    vote = votes.open_vote(site)
    cast = [[votes.CLINIC]] * 6 + [[votes.KITCHEN, votes.CLINIC]] * 3 + [[votes.BUS]] * 2 + [[votes.BENCH]] + [[]]
    for code, chosen in zip(votes.make_codes(site, vote, 20), cast, strict=False):
        votes.cast(site, vote, chosen, code)
    votes.published(site, vote)
    return vote


@pytest.mark.parametrize("language", ["en", "bfi", "ar", "ro", "rmc"])
def test_the_outcome_is_a_page_in_every_language(site: Site, told: Activity, page: Page, language: str) -> None:
    shown = page.get(f"/{language}/{votes.address(site, told)}/results")
    cards = list(shown.all("article"))
    assert [(card.get("class") or "").split()[1] for card in cards] == ["won", "won", "lost", "lost"]
    assert all("".join(card.iter("p").__next__().itertext()).strip() for card in cards)


def test_a_table_stands_behind_the_pictures(site: Site, told: Activity, page: Page) -> None:
    shown = page.get(f"/en/{votes.address(site, told)}/results")
    rows = [["".join(cell.itertext()).translate(ISOLATES) for cell in row] for row in shown.all("tr")]
    assert rows[1] == ["Saturday clinic", "£4,000", "9", "Chosen", "Chosen"]
    assert {row[0]: row[2] for row in rows[1:]} == {
        "Saturday clinic": "9", "Shared kitchen": "3", "Evening bus": "2", "Benches in the park": "1",
    }  # fmt: skip


def test_the_way_to_the_outcome_opens_with_it(site: Site, told: Activity, page: Page) -> None:
    at = votes.address(site, told)
    assert f"/en/{at}/results" in page.get(f"/en/{at}/", 410).links
    other = votes.address(site, votes.open_vote(site))
    assert f"/en/{other}/results" not in page.get(f"/en/{other}/").links


@pytest.mark.parametrize(
    ("state", "words"), [("published", "has not opened yet"), ("open", "no results before"), ("closed", "has closed")]
)
def test_before_its_time_the_page_says_when(site: Site, page: Page, state: str, words: str) -> None:
    vote = votes.open_vote(site, state=state)
    with site.writing() as session:
        session.get_one(Activity, vote.id).closes_at = datetime(2126, 5, 4, tzinfo=UTC)
    shown = page.get(f"/en/{votes.address(site, vote)}/results")
    assert words in shown.text
    assert ("It closes on" in shown.text and "2126" in shown.text) == (state == "open")


def test_a_counted_vote_is_not_public_yet(site: Site, page: Page) -> None:
    vote = votes.open_vote(site)
    votes.count(site, vote)
    assert page.get(f"/en/{votes.address(site, vote)}/results").heading == "Not yet"


def test_a_torn_box_is_told_to_everybody(site: Site, page: Page) -> None:
    vote = votes.open_vote(site)
    with site.writing() as session:
        session.execute(insert(Ballot).values(activity_id=vote.id, id=new_id(), sealed=bytes(SEALED_BYTES)))
    votes.published(site, vote)
    at = votes.address(site, vote)
    assert "do not agree" in page.get(f"/en/{at}/results").text
    assert "The box is not whole" in votes.lead(site, vote).get(f"/staff/{at}/vote").text


def test_other_activities_have_no_outcome_here(site: Site, page: Page) -> None:
    vote = votes.open_vote(site)
    with site.writing() as session:
        at = votes.address(site, vote)
        session.get_one(Activity, vote.id).state = "draft"
    page.get(f"/en/{at}/results", 404)
