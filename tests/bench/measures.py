"""The measures. Site and ceiling take turns, so that what else the machine does falls on both."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.journey import REQUESTS, Step, timed, whole_visit
from tests.bench.stand import Stand
from tests.bench.survey import ANSWERS
from tests.support.resident import Resident


@dataclass(frozen=True)
class Pair:
    """The same measure on the site and on the ceiling, each the median of several turns."""

    site: float
    ceiling: float

    @property
    def ratio(self) -> float:
        return self.site / self.ceiling


def paired(turns: Sequence[tuple[float, float]]) -> Pair:
    """The medians of several turns."""
    return Pair(median(turn[0] for turn in turns), median(turn[1] for turn in turns))


@dataclass(frozen=True)
class Load:
    """Completed responses in a second, and the seconds that the measuring itself worked for each request."""

    responses: float
    own_seconds: float


def throughput(stand: Stand, people: int, *, turns: int, seconds: float) -> tuple[Pair, float]:
    """Completed responses in a second with so many people at once, and the client's own work for a request."""
    loads = [
        tuple(load(port, stand.activity, people, seconds) for port in (stand.site_port, stand.ceiling_port))
        for _ in range(turns)
    ]
    own = median(found.own_seconds for turn in loads for found in turn)
    return paired([(site.responses, ceiling.responses) for site, ceiling in loads]), own


def load(port: int, activity: str, people: int, seconds: float) -> Load:
    """So many people answer without a pause, each on a kept connection, one visit after another."""
    completed: list[float] = []
    problems: list[BaseException] = []
    began, worked = time.perf_counter(), time.process_time()

    def take_part() -> None:
        try:
            while time.perf_counter() < began + seconds:
                person = Resident(port, activity)
                whole_visit(person)
                completed.append(time.perf_counter())
                person.wire.close()
        except BaseException as problem:
            problems.append(problem)
            raise

    threads = [threading.Thread(target=take_part) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    own = (time.process_time() - worked) / (len(completed) * REQUESTS)
    return Load(len(completed) / (max(completed) - began), own)


def page_times(stand: Stand, rounds: int) -> dict[str, Pair]:
    """Milliseconds for one page of questions, one person alone: the median of many, site and ceiling in turn."""
    people = [Resident(port, stand.activity) for port in (stand.site_port, stand.ceiling_port)]
    found: dict[str, list[tuple[float, float]]] = {"fetched": [], "fetched again": [], "sent": []}
    first = [person.post(person.activity, {"consent-take-part": "yes"}) for person in people]
    for person, page in zip(people, first, strict=True):
        person.get(page)
    blank = stand.activity + "part-2"
    form = {"csrf_token": people[0].token, **ANSWERS[0]}
    for _ in range(rounds):
        for name, method, path, fields in (
            ("fetched", "GET", blank, None),
            ("sent", "POST", first[0], form),
            ("fetched again", "GET", first[0], None),
        ):
            site, ceiling = (1000 * timed(person, method, path, fields) for person in people)
            found[name].append((site, ceiling))
    return {name: paired(turns) for name, turns in found.items()}


def page_bytes(stand: Stand) -> dict[str, Pair]:
    """Bytes on the wire, heads included, of the first page with everything it fetches, and of a later page."""
    on_ceiling = Resident(stand.ceiling_port, stand.activity)

    def both(steps: Sequence[Step]) -> Pair:
        bare = sum(on_ceiling.ask("GET", step.path).size for step in steps)
        return Pair(sum(step.answer.size for step in steps), bare)

    first = [stand.visit[0], *(step for step in stand.visit if "/static/" in step.path)]
    later = [step for step in stand.visit if step.method == "GET" and "/part-2" in step.path]
    return {"first": both(first), "later": both(later)}
