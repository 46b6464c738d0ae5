"""Real elections from the public Pabulib collection: counting them again gives the official result.

The files are read from the folder named by ENGAGE_SHARED_DATA, by default `../shared/data` beside the checkout. They
are not part of this repository, so without them these tests are skipped and say so.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from engage.core.errors import Rejected
from engage.priorities.counting.pabulib import read_pabulib
from engage.priorities.counting.rules import RULES
from engage.priorities.counting.tie_breaking import TIE_RULES

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("ENGAGE_SHARED_DATA", CHECKOUT.parent / "shared" / "data")) / "elections"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"no real elections in {FOLDER}; set ENGAGE_SHARED_DATA to the folder that has them"
)

EQUAL_SHARES_WITH_ADD1 = ("Netherlands_Assen_2024", "Poland_Swiecie_2023")

# Greedy elections with approval or choose-1 ballots whose file marks the winners. Some were counted by a variant:
# `greedy-threshold` also asks for a least number of votes, `greedy-no-skip` stops at the first project that does not
# fit, `greedy-exclusive` knows projects that shut each other out. In these elections all come to the same winners.
GREEDY = (
    "Poland_Gdynia_2024_Srodmiescie__small",
    "Poland_Lodz_2022",
    "Poland_Warszawa_2017_Plac_Wojska_Polskiego",
    "Poland_Warszawa_2018_Chomiczowka",
    "Poland_Warszawa_2019_Grochow_Poludniowy",
    "Poland_Warszawa_2024_Wesola",
    "Poland_Wroclaw_2017_Rejon_nr_11_750",
)

BALLOT_TYPES = {
    "France_Toulouse_2022": ("approval", 4532),
    "Netherlands_Assen_2024": ("approval", 84),
    "Poland_Czestochowa_2024_Bleszno": ("cumulative", 618),
    "Poland_Gdansk_2020_Rudniki": ("cumulative", 163),
    "Poland_Gdynia_2024_Srodmiescie__small": ("approval", 674),
    "Poland_Krakow_2018_Wzgorza_Krzeslawickie": ("ordinal", 755),
    "Poland_Krakow_2021": ("ordinal", 51229),
    "Poland_Lodz_2022": ("approval", 90494),
    "Poland_Swiecie_2023": ("approval", 2553),
    "Poland_Warszawa_2017_Plac_Wojska_Polskiego": ("approval", 27),
    "Poland_Warszawa_2018_Chomiczowka": ("approval", 1541),
    "Poland_Warszawa_2019_Grochow_Poludniowy": ("approval", 2106),
    "Poland_Warszawa_2024_Wesola": ("approval", 1009),
    "Poland_Wroclaw_2017_Rejon_nr_11_750": ("choose-1", 1014),
    "Poland_Zabrze_2021_Osiedle_Tadeusza_Kotarbinskiego": ("choose-1", 497),
    "US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks": ("approval", 127),
    "Worldwide_Mechanical_Turk_Ranking_value_money_7": ("ordinal", 75),
    "Worldwide_Mechanical_Turk_Utilities_3": ("cumulative", 74),
}
RANKED_OR_SCORED = [name for name, (ballot_type, _) in BALLOT_TYPES.items() if ballot_type in ("ordinal", "cumulative")]


@cache
def real(name):
    return read_pabulib((FOLDER / f"{name}.pb").read_text("utf-8-sig"))


def test_the_folder_holds_the_elections_that_are_counted_here():
    assert {file.stem for file in FOLDER.glob("*.pb")} >= set(BALLOT_TYPES)


@pytest.mark.parametrize("name", BALLOT_TYPES)
def test_every_file_is_read(name):
    assert (real(name).election.ballot_type, real(name).election.voters) == BALLOT_TYPES[name]


@pytest.mark.parametrize("tie_rule", [rule.key for rule in TIE_RULES if not rule.refuses])
@pytest.mark.parametrize("name", EQUAL_SHARES_WITH_ADD1)
def test_towns_that_used_equal_shares_with_add1(name, tie_rule):
    assert real(name).meta["rule"] == "equalshares/add1"
    outcome = RULES.get("equal-shares").count(real(name).election, "add1", tie_rule)
    assert set(outcome.winners) == real(name).selected


def test_no_tie_had_to_be_settled_in_swiecie():
    outcome = RULES.get("equal-shares").count(real("Poland_Swiecie_2023").election, "add1", "refuse")
    assert set(outcome.winners) == real("Poland_Swiecie_2023").selected


@pytest.mark.parametrize("name", GREEDY)
def test_towns_that_counted_plainly_within_a_budget(name):
    assert real(name).meta["rule"].startswith("greedy")
    outcome = RULES.get("greedy").count(real(name).election, "none", "cheapest-first")
    assert set(outcome.winners) == real(name).selected


@pytest.mark.parametrize("rule", RULES, ids=RULES.keys())
@pytest.mark.parametrize("name", RANKED_OR_SCORED)
def test_ranks_and_points_are_refused_rather_than_counted_wrongly(name, rule):
    with pytest.raises(Rejected) as refusal:
        rule.count(real(name).election, "none", "cheapest-first")
    assert refusal.value.reason == "ballot-type-not-countable"
