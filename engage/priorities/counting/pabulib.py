"""Read elections in the Pabulib `.pb` format (http://pabulib.org/format), strictly.

A file has three sections, META, PROJECTS and VOTES, each with a line of column names and rows of cells parted by
semicolons and quoted as in CSV. Columns beyond those that counting needs are allowed and not read.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from engage.core.errors import Rejected
from engage.priorities.counting.election import BALLOT_TYPES, CHOOSE_ONE, CUMULATIVE, SCORING, Election, Project
from engage.priorities.counting.exact_numbers import parse_decimal

SECTIONS = ("META", "PROJECTS", "VOTES")


class PabulibError(Rejected):
    """The file is not what the format asks for. `line` is counted from 1, `field` names the column or META key."""

    def __init__(self, line: int, field: str, problem: str) -> None:
        super().__init__("pabulib-unreadable", line=line, field=field, problem=problem)
        self.line, self.field, self.problem = line, field, problem

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.problem}"


@dataclass(frozen=True)
class PabulibFile:
    """An election with what its file says besides. `selected` are the official winners, None where it names none."""

    meta: Mapping[str, str]
    election: Election
    selected: frozenset[str] | None


@dataclass
class _Section:
    """One section as it stands: where it begins, its columns, and its rows with their lines."""

    line: int
    columns: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def column(self, name: str) -> int:
        """The place of a column that must be there."""
        if name not in self.columns:
            raise PabulibError(self.line + 1, name, "this column is missing")
        return self.columns.index(name)


def read_pabulib(text: str) -> PabulibFile:
    """The election in a `.pb` file. Raises PabulibError with the line and field of the first thing that is wrong."""
    sections = _sections(text)
    meta, lines = _meta(sections["META"])
    ballot_type = meta["vote_type"]
    if ballot_type not in BALLOT_TYPES:
        raise PabulibError(lines["vote_type"], "vote_type", f"{ballot_type!r} is none of {', '.join(BALLOT_TYPES)}")
    budget = _number(meta["budget"], lines["budget"], "budget")
    if budget < 0:
        raise PabulibError(lines["budget"], "budget", "this is less than nothing")
    projects, selected = _projects(sections["PROJECTS"])
    ballots = _ballots(sections["VOTES"], frozenset(project.id for project in projects), ballot_type)
    for key, found in (("num_projects", len(projects)), ("num_votes", sum(ballots.values()))):
        if meta[key] != str(found):
            raise PabulibError(lines[key], key, f"this says {meta[key]}, but the file has {found}")
    return PabulibFile(meta, Election.of(projects, ballots, budget, ballot_type=ballot_type), selected)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line on which it begins and its cells without outer space."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise PabulibError(line, "row", f"the quotes or the line are damaged ({error})") from error


def _sections(text: str) -> dict[str, _Section]:
    sections: dict[str, _Section] = {}
    rows = _rows(text)
    for line, cells in rows:
        name = cells[0].upper()
        if name in SECTIONS and not any(cells[1:]):
            if name in sections:
                raise PabulibError(line, name, "this section stands here a second time")
            columns = next(rows, (line, []))[1]
            if len(set(columns)) != len(columns):
                raise PabulibError(line + 1, name, "a column is named twice")
            current = sections[name] = _Section(line, columns)
        elif not sections:
            raise PabulibError(line, "META", "the file must begin with this section")
        elif len(cells) != len(current.columns):
            raise PabulibError(line, "columns", f"{len(cells)} cells where there are {len(current.columns)} columns")
        else:
            current.rows.append((line, cells))
    for name in SECTIONS:
        if name not in sections:
            raise PabulibError(max(text.count("\n"), 1), name, "this section is missing")
    return sections


def _meta(section: _Section) -> tuple[dict[str, str], dict[str, int]]:
    """The values of the META section and the line of each."""
    key_column, value_column = section.column("key"), section.column("value")
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, cells in section.rows:
        key = cells[key_column]
        if key in meta:
            raise PabulibError(line, key, "this key stands here a second time")
        meta[key], lines[key] = cells[value_column], line
    for key in ("num_projects", "num_votes", "budget", "vote_type"):
        if key not in meta:
            raise PabulibError(section.line, key, "this key is missing from META")
    return meta, lines


def _projects(section: _Section) -> tuple[list[Project], frozenset[str] | None]:
    """All projects, and the ids of those marked as selected where the file has that column."""
    id_column, cost_column = section.column("project_id"), section.column("cost")
    name_column = section.columns.index("name") if "name" in section.columns else None
    selected_column = section.columns.index("selected") if "selected" in section.columns else None
    projects: dict[str, Project] = {}
    selected: set[str] = set()
    for line, cells in section.rows:
        id = cells[id_column]
        cost = _number(cells[cost_column], line, "cost")
        if id in projects:
            raise PabulibError(line, "project_id", f"{id!r} stands here a second time")
        try:
            projects[id] = Project(id, cost, "" if name_column is None else cells[name_column])
        except Rejected as refusal:
            column = "cost" if refusal.reason == "cost-not-above-zero" else "project_id"
            problem = "it must be more than nothing" if column == "cost" else f"{id!r} cannot be an id"
            raise PabulibError(line, column, problem) from refusal
        if selected_column is not None and cells[selected_column] == "1":
            selected.add(id)
    return list(projects.values()), None if selected_column is None else frozenset(selected)


def _ballots(section: _Section, known: frozenset[str], ballot_type: str) -> Counter[frozenset[str]]:
    """How many ballots made each set of choices. Points and ranks are checked but not kept: no rule counts them."""
    voter_column, vote_column = section.column("voter_id"), section.column("vote")
    points_column = section.column("points") if ballot_type in (CUMULATIVE, SCORING) else None
    voters: set[str] = set()
    seen: dict[str, frozenset[str]] = {}
    ballots: Counter[frozenset[str]] = Counter()
    for line, cells in section.rows:
        voter, vote = cells[voter_column], cells[vote_column]
        if not voter or voter in voters:
            raise PabulibError(line, "voter_id", f"{voter!r} stands here a second time" if voter else "it is empty")
        voters.add(voter)
        if vote not in seen:
            seen[vote] = _choices(vote, line, known, ballot_type)
        if points_column is not None:
            _check_points(cells[points_column], len(seen[vote]), line)
        ballots[seen[vote]] += 1
    return ballots


def _choices(vote: str, line: int, known: frozenset[str], ballot_type: str) -> frozenset[str]:
    """The set of projects that one vote names."""
    names = [name.strip() for name in vote.split(",")] if vote else []
    choices = frozenset(names)
    if not choices <= known:
        unknown = next(name for name in names if name not in known)
        raise PabulibError(line, "vote", f"there is no project {unknown!r}")
    if len(choices) != len(names):
        raise PabulibError(line, "vote", "a project is named twice")
    if ballot_type == CHOOSE_ONE and len(names) > 1:
        raise PabulibError(line, "vote", f"{len(names)} projects where one can be chosen")
    return choices


def _check_points(text: str, needed: int, line: int) -> None:
    points = text.split(",") if text else []
    if len(points) != needed:
        raise PabulibError(line, "points", f"{len(points)} numbers for {needed} projects")
    for point in points:
        _number(point.strip(), line, "points")


def _number(text: str, line: int, field: str) -> Fraction:
    try:
        return parse_decimal(text)
    except ValueError:
        raise PabulibError(line, field, f"{text!r} is not a number") from None
