"""People who take part while things break, and the list of what was promised to them.

Everybody sends again whatever got no answer, with the same cookie and the same form, as somebody does who presses the
button once more. Everything that was acknowledged is noted.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from engage.core.identifiers import new_id
from engage.questionnaires.actions import body_mac
from engage.questionnaires.models import Submission
from engage.questionnaires.receipts import receipt_code, receipt_hash
from tests.factories.questionnaires import Opened, opened
from tests.support.resident import Fields, Resident, Unexpected
from tests.support.site import Site
from tests.support.wire import Answer, NoAnswer

QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "key": "way",
        "type": "single-choice",
        "text": "How do you get to the doctor?",
        "page": "only",
        "options": [{"key": "walk", "text": "Walk"}, {"key": "bus", "text": "Bus"}, {"key": "car", "text": "Car"}],
    },
    {"key": "words", "type": "short-text", "text": "What would you change?", "page": "only"},
)
WAYS = ("walk", "bus", "car")
BREATH = 0.05
"""Seconds before somebody who was told that the site is busy tries again."""


def open_survey(site: Site) -> Opened:
    """Two questions on one page, open to answers."""
    return opened(site, *QUESTIONS)


@dataclass
class Ledger:
    """What was sent and what was acknowledged: {its own words: its answers}; and how often a step was repeated."""

    sent: dict[str, Fields] = field(default_factory=dict)
    acknowledged: dict[str, Fields] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    """{words: the digits of the receipt}"""
    repeated: Counter[str] = field(default_factory=Counter)
    """{"unanswered" or the status: how many times a step was done once more because of it}"""


class Patient(Resident):
    """Somebody who repeats each step until it is answered. Nobody tries while the gate is shut."""

    def __init__(self, port: int, activity: str, gate: threading.Event, ledger: Ledger) -> None:
        super().__init__(port, activity)
        self.gate = gate
        self.ledger = ledger

    def ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        while True:
            self.gate.wait()
            try:
                answer = super().ask(method, path, fields)
            except NoAnswer:
                self.ledger.repeated["unanswered"] += 1
                continue
            if answer.status != 503:
                return answer
            if "retry-after" not in answer.headers:
                raise Unexpected(f"{method} {path}: 503 without Retry-After")
            self.ledger.repeated["503"] += 1
            threading.Event().wait(BREATH)


class Crowd:
    """So many people, one after another on each phone, until they are told that it is over."""

    def __init__(self, port: int, activity: str, people: int) -> None:
        self.port, self.activity = port, activity
        self.gate = threading.Event()
        self.over = threading.Event()
        self.ledger = Ledger()
        self.problems: list[BaseException] = []
        self._threads = [threading.Thread(target=self._phone, args=(number,)) for number in range(people)]

    @property
    def promised(self) -> int:
        """How many submissions were acknowledged so far."""
        return len(self.ledger.acknowledged)

    @contextmanager
    def taking_part(self) -> Iterator[None]:
        """They take part meanwhile; at the end they finish what they began, and the first problem is raised."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            self.gate.set()
            for thread in self._threads:
                thread.join()
        if self.problems:
            raise self.problems[0]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until it holds, or somebody met a problem."""
        while not condition() and not self.problems:
            threading.Event().wait(BREATH)

    def _phone(self, number: int) -> None:
        try:
            turn = 0
            while not self.over.is_set() and not self.problems:
                self._person(f"phone {number}, turn {turn}, {new_id()}", WAYS[(number + turn) % len(WAYS)])
                turn += 1
        except BaseException as problem:
            self.problems.append(problem)
            self.over.set()

    def _person(self, words: str, way: str) -> None:
        person = Patient(self.port, self.activity, self.gate, self.ledger)
        fields = {"way": way, "words": words}
        check = person.answer([fields])
        form = person.last_form(check)
        self.ledger.sent[words] = fields
        done = person.post(check, form)
        self.ledger.acknowledged[words] = fields
        if self.over.is_set():
            self.ledger.receipts[words] = person.receipt(done)
        person.wire.close()


def broken_promises(site: Site, ledger: Ledger) -> dict[str, list[str]]:
    """{what is wrong: the words of the submissions}; empty if all that was acknowledged is kept once, unaltered."""
    key = bytes(site.app.config["ENGAGE_KEYS"]["codes"])
    kept: dict[str, list[Submission]] = {}
    for row in site.read(select(Submission)):
        kept.setdefault(row.answers.get("words", ""), []).append(row)

    def as_sent(row: Submission) -> bool:
        said = ledger.sent.get(row.answers.get("words", ""))
        mac = body_mac(key, row.id, row.answers, row.consents)
        return row.answers == said and row.body_mac == mac and row.consents["given"] == {"take-part": True}

    def opened_by(row: Submission) -> bool:
        code = ledger.receipts.get(row.answers.get("words", ""), receipt_code(key, row.id))
        return code == receipt_code(key, row.id) and row.receipt == receipt_hash(key, code)

    found = {
        "lost": [words for words in ledger.acknowledged if words not in kept],
        "doubled": [words for words, rows in kept.items() if len(rows) > 1],
        "altered": [words for words, rows in kept.items() if not all(as_sent(row) for row in rows)],
        "not opened by its receipt": [words for words, rows in kept.items() if not all(opened_by(row) for row in rows)],
    }
    return {name: words for name, words in found.items() if words}


def twin(person: Resident) -> Resident:
    """The same browser on a connection of its own."""
    other = Resident(person.wire.port, person.activity)
    other.cookies = dict(person.cookies)
    return other


def all_at_once(people: list[Resident], act: Callable[[Resident], Answer]) -> list[Answer]:
    """What each was answered; everybody waits for the last one to be ready."""
    barrier = threading.Barrier(len(people))

    def run(person: Resident) -> Answer:
        barrier.wait()
        return act(person)

    with ThreadPoolExecutor(len(people)) as threads:
        return list(threads.map(run, people))
