"""`flask votes tally` as programs meet it: output, messages and exit codes."""

import json
from fractions import Fraction

import pytest
from click.testing import CliRunner

from engage.priorities.counting.outcome import REASONS
from engage.priorities.counting.rules import RULES
from engage.priorities.tally_command import _REASONS, tally

FILE = """META
key;value
num_projects;4
num_votes;4
budget;100
vote_type;approval
currency;GBP
PROJECTS
project_id;cost;name
kitchen;60;Shared kitchen
clinic;50;Clinic
garden;30.50;Garden
dome;1;Dome
VOTES
voter_id;vote
1;kitchen,clinic
2;kitchen,clinic
3;kitchen
4;garden
"""


@pytest.fixture
def run(tmp_path):
    """Runs the command on a file with this text; gives its result."""

    def running(*options, text=FILE):
        file = tmp_path / "vote.pb"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return CliRunner().invoke(tally, [str(file), *options])

    return running


def test_json_has_the_promised_keys_and_exact_numbers(run):
    result = run("--rule", "equal-shares", "--completion", "add1", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    outcome = json.loads(result.stdout)
    assert outcome["rule"] == "equal-shares"
    assert outcome["completion"] == "add1"
    assert outcome["tie_rule"] == "cheapest-first"
    assert (outcome["budget"], outcome["cost"]) == ("100", "90.5")
    assert outcome["winners"] == ["kitchen", "garden"]
    assert [(loser["id"], loser["reason"]) for loser in outcome["not_elected"]] == [
        ("clinic", "supporters-cannot-afford"),
        ("dome", "no-supporters"),
    ]
    assert [found["elected"] for found in outcome["rounds"]] == ["kitchen", "garden"]
    assert Fraction(outcome["rounds"][1]["payment"]["most"]) == Fraction(61, 2)


def test_sentences_tell_a_person_who_won_and_why_the_others_did_not(run):
    result = run("--rule", "equal-shares")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "equal-shares, completion none, tie rule cheapest-first",
        "4 ballots. The winners cost 60 GBP. The budget is 100 GBP.",
        "Each ballot had a share of 25 GBP.",
        "3 ballots chose at least one winner.",
        "",
        "Chosen, in this order:",
        "   1. kitchen Shared kitchen: 60 GBP. 3 chose it and gave 20 GBP each at most.",
        "",
        "Not chosen:",
        "      clinic Clinic: The 2 who wanted it had 10 GBP left together. It costs 50 GBP.",
        "      garden Garden: The 1 who wanted it had 25 GBP left together. It costs 30.50 GBP.",
        "      dome Dome: Nobody chose it.",
    ]


def test_raised_shares_are_told(run):
    assert (
        "Each ballot had a share of 25 GBP at first, raised 6 times to 31 GBP."
        in run("--rule", "equal-shares", "--completion", "add1").stdout.splitlines()
    )


def test_every_reason_has_a_sentence():
    assert set(_REASONS) == set(REASONS)


def test_greedy_and_approval_speak_too(run):
    assert "clinic Clinic: It costs 50 GBP. The budget had 40 GBP left." in run("--rule", "greedy").stdout
    assert "garden Garden: 1 chose it. The last winner had 2." in run("--rule", "approval", "--seats", "2").stdout
    level = run("--rule", "approval", "--seats", "1", text=FILE.replace("3;kitchen\n", "3;\n"))
    assert "kitchen Shared kitchen: It was level with clinic, and the tie rule put that first." in level.stdout


def test_seats_make_every_project_cost_the_same_where_a_budget_is_spent(run):
    outcome = json.loads(run("--rule", "equal-shares", "--seats", "2", "--json").stdout)
    assert (outcome["budget"], outcome["cost"], outcome["seats"]) == ("2", "1", 2)
    assert outcome["rounds"][0]["payment"]["most"] == "1/3"
    assert "The winners cost 1. The budget is 2." in run("--rule", "equal-shares", "--seats", "2").stdout


def test_seats_of_a_plain_count_leave_the_costs_alone(run):
    outcome = json.loads(run("--rule", "approval", "--seats", "2", "--json").stdout)
    assert (outcome["budget"], outcome["cost"], outcome["seats"]) == ("100", "110", 2)


def test_the_tie_rule_can_be_named_and_may_leave_the_tie_to_people(run):
    text = FILE.replace("3;kitchen\n", "3;\n")
    assert (
        json.loads(run("--rule", "greedy", "--tie-rule", "id-order", "--json", text=text).stdout)["winners"][0]
        == "clinic"
    )
    result = run("--rule", "greedy", "--tie-rule", "refuse", text=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "clinic, kitchen are level, and the tie rule leaves it to people\n"


WHICH = f"--rule must be one of: {', '.join(RULES.keys())}"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ([], WHICH),
        (["--rule", "borda"], WHICH),
        (["--rule", "approval"], "approval needs to know how many can win: give --seats N"),
        (["--rule", "approval", "--seats", "0"], "--seats must be a whole number, at least 1"),
        (["--rule", "greedy", "--seats", "0"], "--seats must be a whole number, at least 1"),
        (["--rule", "greedy", "--seats", "two"], "--seats must be a whole number, at least 1"),
        (["--rule", "greedy", "--seats", "9" * 5000], "--seats must be a whole number, at least 1"),
        (["--rule", "greedy", "--completion", "add1"], "greedy has no completion add1; there are: none"),
        (
            ["--rule", "equal-shares", "--tie-rule", "coin"],
            "there is no tie rule coin; there are: cheapest-first, id-order, refuse",
        ),
    ],
)
def test_bad_options_exit_2_with_one_line_and_no_result(run, options, problem):
    result = run(*options, "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", problem + "\n")


def test_a_ballot_type_that_the_rule_cannot_count_exits_2(run):
    result = run("--rule", "equal-shares", text=FILE.replace("approval", "ordinal"))
    assert (result.exit_code, result.stderr) == (2, "equal-shares cannot count ordinal ballots\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (FILE.replace("4;garden", "4;pond"), "line 19, vote: there is no project 'pond'"),
        (b"\xff\xfe", "byte 0 is not UTF-8 text"),
        ("", "line 1, META: this section is missing"),
    ],
)
def test_a_bad_file_exits_2_and_is_named(run, tmp_path, text, problem):
    result = run("--rule", "greedy", text=text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{tmp_path}/vote.pb: {problem}\n")


def test_a_missing_file_exits_2(tmp_path):
    result = CliRunner().invoke(tally, [str(tmp_path / "none.pb"), "--rule", "greedy"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}/none.pb: it cannot be read (No such file or directory)\n"


def test_a_byte_order_mark_is_no_mistake(run):
    assert run("--rule", "greedy", text=b"\xef\xbb\xbf" + FILE.encode()).exit_code == 0
