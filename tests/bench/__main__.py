"""Print the benchmark table: the site beside a ceiling that is measured in the same run. See docs/decisions/0010."""

import os
import platform
import tempfile
import time
from pathlib import Path
from statistics import median

from engage.priorities.counting.pabulib import read_pabulib
from engage.priorities.counting.rules import RULES
from tests.bench.measures import Pair, page_bytes, page_times, throughput
from tests.bench.stand import Stand, stand
from tests.bench.statements import statements
from tests.golden.counting.test_official_outcomes import FOLDER as ELECTIONS

CROWDS = (1, 8, 32)
TURNS = 3
SECONDS = float(os.environ.get("ENGAGE_BENCH_SECONDS", "8"))
"""How long each turn of a crowd lasts, on the site and on the ceiling."""
ROUNDS = 200
TALLIES = (("Poland_Swiecie_2023.pb", "add1", 0.5), ("Poland_Lodz_2022.pb", "none", 3.0))


def main() -> None:
    _say(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} before the start")
    with tempfile.TemporaryDirectory() as folder, stand(Path(folder)) as made:
        _bytes(made)
        _times(made)
        _crowds(made)
        _statements(made)
    _tallies()


def _bytes(made: Stand) -> None:
    _head("Bytes on the wire, heads included", "site", "same page, bare", "ratio", "aim")
    aims = {"first": 30_000, "later": 12_000}
    names = {"first": "the first page with all it fetches", "later": "a later page"}
    for name, pair in page_bytes(made).items():
        _row(names[name], f"{pair.site:.0f}", f"{pair.ceiling:.0f}", _ratio(pair), f"<= {aims[name]}")


def _times(made: Stand) -> None:
    _head("Milliseconds for a page of four questions, one person", "site", "ceiling", "ratio", "aim")
    for name, pair in page_times(made, ROUNDS).items():
        _row(name, f"{pair.site:.2f}", f"{pair.ceiling:.2f}", _ratio(pair), "<= 1.50")


def _crowds(made: Stand) -> None:
    _head("Completed responses of 20 questions in a second", "site", "ceiling", "ratio", "aim")
    before = made.kept()
    for people in CROWDS:
        pair, own = throughput(made, people, turns=TURNS, seconds=SECONDS)
        name = f"{people} at once (client: {1000 * own:.2f} ms a request)"
        _row(name, f"{pair.site:.1f}", f"{pair.ceiling:.1f}", _ratio(pair), ">= 0.60")
    _say(f"  Kept by the site meanwhile: {made.kept() - before} submissions.")


def _statements(made: Stand) -> None:
    _head("Statements to the database, at most", "reads", "writes", "", "aim")
    for name, (reads, writes) in statements(made.site, made.activity).items():
        aim = "1 + 2: sends" if name == "POST check" else "<= 1 + 1"
        _row(name, str(reads), str(writes), "", aim)


def _tallies() -> None:
    _head("Seconds to read and count an election, median of five", "voters", "seconds", "", "aim")
    for file, completion, aim in TALLIES:
        found = [_counted(ELECTIONS / file, completion) for _ in range(5)]
        voters = f"{found[0][0]:,}"
        _row(f"{file}, {completion}", voters, f"{median(seconds for _voters, seconds in found):.2f}", "", f"<= {aim}")


def _counted(file: Path, completion: str) -> tuple[int, float]:
    """How many voted, and the seconds from the file's text to the outcome by Equal Shares."""
    text = file.read_text("utf-8-sig")
    began = time.perf_counter()
    election = read_pabulib(text).election
    RULES.get("equal-shares").count(election, completion)
    seconds = time.perf_counter() - began
    return sum(group.ballots for group in election.ballots), seconds


def _ratio(pair: Pair) -> str:
    return f"{pair.ratio:.2f}"


def _head(title: str, *columns: str) -> None:
    _say("")
    _row(title, *columns)
    _say("-" * 122)


def _row(name: str, *cells: str) -> None:
    _say(f"{name:<58}" + "".join(f"{cell:>16}" for cell in cells))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
