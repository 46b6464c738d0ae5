"""Reading and writing the Pabulib format: what is read, and what each mistake is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.core.errors import Rejected
from engage.priorities.counting.election import BallotGroup, Election, Project
from engage.priorities.counting.pabulib import PabulibError, read_pabulib
from engage.priorities.counting.pabulib_writer import DESCRIBING_KEYS, write_pabulib
from tests.unit.counting.drawn import elections, remade, steady

FILE = """META
key;value
description;Harbour Street
num_projects;3
num_votes;4
budget;10000.50
vote_type;approval
PROJECTS
project_id;cost;name;selected
clinic;6000;"Clinic; the ""big"" one";1
kitchen;4000.25;Shared kitchen;0
2024/7;1;Lamp;2
VOTES
voter_id;age;vote
1;30;clinic,kitchen
2;;kitchen
3;41;
4;29;kitchen,clinic
"""
DESCRIBING = {key: "x" for key in DESCRIBING_KEYS}


def test_reads_an_election_with_what_its_file_says_besides():
    found = read_pabulib(FILE)
    assert found.meta["description"] == "Harbour Street"
    assert found.selected == {"clinic"}
    assert found.election == Election(
        projects=(
            Project("clinic", Fraction(6000), 'Clinic; the "big" one'),
            Project("kitchen", Fraction("4000.25"), "Shared kitchen"),
            Project("2024/7", Fraction(1), "Lamp"),
        ),
        ballots=(
            BallotGroup(frozenset(), 1),
            BallotGroup(frozenset({"clinic", "kitchen"}), 2),
            BallotGroup(frozenset({"kitchen"}), 1),
        ),
        budget=Fraction("10000.5"),
    )


def test_spaces_blank_lines_and_section_names_in_small_letters_are_no_mistake():
    plain = FILE.replace('"Clinic; the ""big"" one"', "Clinic")
    loose = plain.replace(";", " ; ").replace("META", "meta;").replace("VOTES", "\n \nVotes")
    assert read_pabulib(loose) == read_pabulib(plain)


def test_windows_line_ends_are_no_mistake():
    assert read_pabulib(FILE.replace("\n", "\r\n")) == read_pabulib(FILE)


def test_without_a_column_for_it_nothing_is_known_of_the_official_winners():
    text = FILE.replace(";selected", ";mark")
    assert read_pabulib(text).selected is None


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("META\n", "", 1, "META"),
        ("VOTES\nvoter_id;age;vote\n", "", 13, "columns"),
        ("PROJECTS\n", "META\n", 8, "META"),
        ("key;value", "key;wert", 2, "value"),
        ("budget;10000.50\n", "", 1, "budget"),
        ("budget;10000.50", "budget;10 000", 6, "budget"),
        ("budget;10000.50", "budget;-1", 6, "budget"),
        ("num_votes;4", "num_votes;5", 5, "num_votes"),
        ("num_projects;3", "num_projects;2", 4, "num_projects"),
        ("num_votes;4", "num_projects;3", 5, "num_projects"),
        ("vote_type;approval", "vote_type;shouting", 7, "vote_type"),
        ("project_id;cost;name", "project_id;price;name", 9, "cost"),
        ("project_id;cost;name", "project_id;cost;cost", 9, "PROJECTS"),
        ("4000.25", "4,000", 11, "cost"),
        ("4000.25", "0", 11, "cost"),
        ("kitchen;4000.25", "clinic;4000.25", 11, "project_id"),
        ("kitchen;4000.25", ";4000.25", 11, "project_id"),
        ("kitchen;4000.25;Shared kitchen;0", "kitchen;4000.25;0", 11, "columns"),
        ("2;;kitchen", "1;;kitchen", 16, "voter_id"),
        ("2;;kitchen", ";;kitchen", 16, "voter_id"),
        ("2;;kitchen", "2;;garden", 16, "vote"),
        ("2;;kitchen", "2;;kitchen,kitchen", 16, "vote"),
        ("2;;kitchen", '2;;"kitchen', 16, "row"),
        ("2;;kitchen", '2;"two\nlines";garden', 16, "vote"),
    ],
)
def test_every_mistake_is_told_with_its_line_and_field(old, new, line, field):
    assert FILE.count(old) == 1
    with pytest.raises(PabulibError) as mistake:
        read_pabulib(FILE.replace(old, new))
    assert (mistake.value.line, mistake.value.field) == (line, field)
    assert str(mistake.value).startswith(f"line {line}, {field}: ")
    assert len(str(mistake.value).splitlines()) == 1


def test_the_line_is_right_after_a_cell_of_two_lines():
    text = FILE.replace("Shared kitchen", '"Shared\nkitchen"').replace("2;;kitchen", "2;;garden")
    with pytest.raises(PabulibError) as mistake:
        read_pabulib(text)
    assert mistake.value.line == 17


@pytest.mark.parametrize("text", ["", "\n\n", "PK\x03\x04 not a table at all", "META", "META\nkey;value\n"])
def test_what_is_no_such_file_at_all_is_told_so(text):
    with pytest.raises(PabulibError):
        read_pabulib(text)


@steady
@given(text=st.text(alphabet="META\nPROJECTSVOTESkey;value1,\"' .-\r\x00"))
def test_no_text_whatever_breaks_the_reader(text):
    with pytest.raises(PabulibError):
        read_pabulib(text)


def with_points(vote_type, vote, points):
    return f"""META
key;value
num_projects;2
num_votes;1
budget;10
vote_type;{vote_type}
PROJECTS
project_id;cost
a;1
b;2
VOTES
voter_id;vote;points
1;{vote};{points}
"""


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring", "ordinal"])
def test_points_and_ranks_are_read(vote_type):
    election = read_pabulib(with_points(vote_type, "b,a", "3,-1.5")).election
    assert (election.ballot_type, election.supporters) == (vote_type, {"a": 1, "b": 1})


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring"])
@pytest.mark.parametrize("points", ["", "3", "3,2,1", "3,x"])
def test_points_must_be_a_number_for_each_project(vote_type, points):
    with pytest.raises(PabulibError) as mistake:
        read_pabulib(with_points(vote_type, "b,a", points))
    assert (mistake.value.line, mistake.value.field) == (13, "points")


def test_where_one_can_be_chosen_two_are_a_mistake():
    assert read_pabulib(with_points("choose-1", "a", "")).election.supporters == {"a": 1, "b": 0}
    with pytest.raises(PabulibError) as mistake:
        read_pabulib(with_points("choose-1", "a,b", ""))
    assert mistake.value.field == "vote"


@steady
@given(election=elections(costs=[Fraction(1), Fraction(5, 2), Fraction("0.01")], budgets=st.integers(0, 9)))
def test_what_is_written_is_read_again(election):
    winners = [project.id for project in election.projects[:1]]
    found = read_pabulib(write_pabulib(election, DESCRIBING, selected=winners))
    assert found.election == Election.of(
        election.projects, {group.choices: group.ballots for group in election.ballots}, election.budget
    )
    assert found.selected == set(winners)
    assert read_pabulib(write_pabulib(election, DESCRIBING)).selected is None


def test_how_an_election_is_written():
    projects = [
        Project("path", Fraction("804.79"), "The path; all of it"),
        *(Project(id, Fraction(9)) for id in "fedcba"),
    ]
    election = Election.of(projects, [["path"], "abcdef", "abcdef", []], 1000)
    assert write_pabulib(election, DESCRIBING, selected=["path"]) == "\n".join(
        [
            "META",
            "key;value",
            *(f"{key};x" for key in DESCRIBING_KEYS),
            "num_projects;7",
            "num_votes;4",
            "budget;1000",
            "vote_type;approval",
            "PROJECTS",
            "project_id;cost;votes;name;selected",
            'path;804.79;1;"The path; all of it";1',
            *(f"{id};9;2;;0" for id in "fedcba"),
            "VOTES",
            "voter_id;vote",
            "1;",
            "2;a,b,c,d,e,f",
            "3;a,b,c,d,e,f",
            "4;path",
            "",
        ]
    )


def test_names_with_quotes_line_breaks_and_any_script_survive():
    name = 'مطبخ; "Küche"\nzwei'
    election = Election.of([Project("a", Fraction(1), name)], [["a"]], 1)
    assert read_pabulib(write_pabulib(election, DESCRIBING)).election.projects[0].name == name


@steady
@given(election=elections(costs=[Fraction(1)], budgets=st.just(Fraction(3))), data=st.data())
def test_the_file_does_not_tell_in_which_order_ballots_came(election, data):
    ballots = [group.choices for group in election.ballots for _ in range(group.ballots)]
    mixed = remade(election, ballots=data.draw(st.permutations(ballots)))
    assert write_pabulib(mixed, DESCRIBING) == write_pabulib(election, DESCRIBING)


@pytest.mark.parametrize(
    ("election", "describing", "reason"),
    [
        (Election.of([], [], 1, ballot_type="ordinal"), DESCRIBING, "ballot-type-not-writable"),
        (Election.of([], [], 1), {}, "pabulib-key-missing"),
        (Election.of([], [], Fraction(1, 3)), DESCRIBING, "amount-not-decimal"),
    ],
)
def test_what_the_format_cannot_say_is_not_written(election, describing, reason):
    with pytest.raises(Rejected) as refusal:
        write_pabulib(election, describing)
    assert refusal.value.reason == reason
