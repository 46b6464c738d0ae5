"""The outcome of a vote as it is kept: both counts, their table, and the way to JSON and back."""

import json
from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from engage.priorities.votes.result import VotedOption, VoteResult, count_both_ways, from_json
from engage.priorities.votes.settings import VoteSettings

OPTIONS = (VotedOption("a", "Trees", 300), VotedOption("b", "Bench", 200), VotedOption("c", "Lights", 100, "idea:7"))
MONEY, PLACES = VoteSettings(budget=400), VoteSettings("approval", "none", seats=2)
ballots = st.lists(st.frozensets(st.sampled_from("abc")), max_size=12)


def result_of(settings: VoteSettings, cast: list[frozenset[str]]) -> VoteResult:
    read = Counter(cast)
    election, decided, other = count_both_ways(settings, OPTIONS, read)
    blank = read[frozenset()]
    counts = {"ballots": len(cast), "blank": blank, "unreadable": 0, "turnout": len(cast), "codes_made": None}
    return VoteResult(
        settings, "w", OPTIONS, election.supporters, **counts, decided=decided, other=other, counted_on=date(2026, 3, 2)
    )


@given(st.sampled_from([MONEY, PLACES]), ballots)
def test_it_survives_being_written_down(settings: VoteSettings, cast: list[frozenset[str]]) -> None:
    result = result_of(settings, cast)
    assert from_json(json.loads(json.dumps(result.to_json()))) == result


@given(st.sampled_from([MONEY, PLACES]), ballots)
def test_the_table_has_every_option_once(settings: VoteSettings, cast: list[frozenset[str]]) -> None:
    result = result_of(settings, cast)
    rows = result.rows()
    assert sorted(row.option.key for row in rows) == ["a", "b", "c"]
    assert tuple(row.option.key for row in rows if row.chosen) == result.decided.winners
    assert {row.option.key for row in rows if row.chosen_by_other} == set(result.other.winners)
    assert [bool(row.reason) for row in rows] == [not row.chosen for row in rows]
    assert {row.option.key: row.supporters for row in rows} == {key: sum(key in one for one in cast) for key in "abc"}


@given(st.sampled_from([MONEY, PLACES]), ballots)
def test_nobody_who_chose_nothing_went_away_empty_handed(settings: VoteSettings, cast: list[frozenset[str]]) -> None:
    result = result_of(settings, cast)
    winners = set(result.decided.winners)
    assert result.empty_handed(result.decided) == sum(bool(one) and not one & winners for one in cast)


def test_the_declared_rule_decides_and_the_other_stands_beside_it() -> None:
    cast = [frozenset("a")] * 6 + [frozenset("bc")] * 4
    fair = result_of(VoteSettings(budget=300), cast)
    plain = result_of(VoteSettings("greedy", "none", 300), cast)
    assert fair.decided.winners == plain.other.winners
    assert plain.decided.winners == fair.other.winners == ("a",)
    assert fair.whole and plain.whole
