"""One person's whole visit, from the start page to the receipt, on the site or on the ceiling."""

import re
import time
from dataclasses import dataclass

from tests.bench.survey import ANSWERS
from tests.support.resident import Fields, Resident
from tests.support.wire import Answer

REQUESTS = 2 * len(ANSWERS) + 5
"""In one visit: the start page and its form, each page and its form, the check page and its form, the receipt."""
ASSETS = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@dataclass(frozen=True)
class Step:
    """One request of the visit and its answer."""

    method: str
    path: str
    answer: Answer


class Visitor(Resident):
    """A resident whose requests are kept."""

    def __init__(self, port: int, activity: str) -> None:
        super().__init__(port, activity)
        self.steps: list[Step] = []

    def ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        answer = super().ask(method, path, fields)
        self.steps.append(Step(method, path, answer))
        return answer


def whole_visit(person: Resident) -> None:
    """Start page, consent, five pages, check, send, receipt."""
    person.get(person.activity)
    person.receipt(person.send(person.answer(ANSWERS)))


def recorded(port: int, activity: str) -> list[Step]:
    """Every request of one visit, and last what the first page fetches besides: style, script and icon."""
    visitor = Visitor(port, activity)
    whole_visit(visitor)
    for asset in ASSETS.findall(visitor.steps[0].answer.text):
        visitor.get(asset)
    visitor.wire.close()
    assert len([step for step in visitor.steps if "/static/" not in step.path]) == REQUESTS
    return visitor.steps


def timed(person: Resident, method: str, path: str, fields: Fields | None = None) -> float:
    """Seconds from sending a request to the last byte of its answer."""
    began = time.perf_counter()
    answer = person.ask(method, path, fields)
    seconds = time.perf_counter() - began
    assert answer.status == (200 if method == "GET" else 303), f"{method} {path}: {answer.status}"
    return seconds
