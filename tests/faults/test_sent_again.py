"""The same form sent many times, all at once or after answers that never arrived: one submission, one receipt."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import func, select

from engage.questionnaires.models import Conflict, Draft, Submission
from tests.factories.questionnaires import Opened
from tests.faults.crowd import all_at_once, twin
from tests.support.resident import Fields, Resident
from tests.support.server import ServerProcess
from tests.support.site import Site
from tests.support.wire import Answer, NoAnswer, Wire

AT_ONCE = 64
RETRIES = 5
SAID: Fields = {"way": "bus", "words": "More benches"}


def ready_to_send(server: ServerProcess, survey: Opened) -> tuple[Resident, str, Fields]:
    """Somebody who has seen their answers once more; the address of that page, and what its form sends."""
    person = Resident(server.port, survey.address())
    check = person.answer([SAID])
    form = person.last_form(check)
    return person, check, {"csrf_token": person.token, **form}


def count(site: Site, table: type) -> int:
    return int(site.read(select(func.count()).select_from(table))[0])


def test_sixty_four_at_once(site: Site, survey: Opened, server: ServerProcess) -> None:
    person, check, form = ready_to_send(server, survey)
    people = [twin(person) for _ in range(AT_ONCE)]
    answers = all_at_once(people, lambda one: one.ask("POST", check, form))
    assert [(answer.status, answer.headers["location"]) for answer in answers] == [
        (303, survey.address("done"))
    ] * AT_ONCE
    assert len({one.receipt(survey.address("done")) for one in people}) == 1
    assert (count(site, Submission), count(site, Conflict), count(site, Draft)) == (1, 0, 0)


def test_many_windows_of_one_person(site: Site, survey: Opened, server: ServerProcess) -> None:
    """Each window writes something else and sends it: one of them is kept, and nothing that arrived is overwritten."""
    person, check, _form = ready_to_send(server, survey)
    windows = [twin(person) for _ in range(16)]

    def write_and_send(window: Resident) -> Answer:
        token, words = person.token, f"Window {windows.index(window)}"
        window.ask("POST", survey.address("only"), {"csrf_token": token, "way": "walk", "words": words})
        shown = window.ask("GET", check)
        if shown.status != 200:
            return shown
        seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
        return window.ask("POST", check, {"csrf_token": token, "seen": seen})

    answers = all_at_once(windows, write_and_send)
    assert {answer.status for answer in answers} <= {303, 409}
    (kept,) = site.read(select(Submission))
    assert kept.answers["words"].startswith("Window ")
    assert all(other.answers != kept.answers for other in site.read(select(Conflict)))


def test_other_content_under_the_same_id(site: Site, survey: Opened, server: ServerProcess) -> None:
    """A draft that is back from an older backup is changed and sent again: both are kept, and the person is told."""
    person, check, form = ready_to_send(server, survey)
    (draft,) = site.read(select(Draft))
    window = twin(person)
    assert person.ask("POST", check, form).status == 303
    site.save(Draft(**{column.key: getattr(draft, column.key) for column in Draft.__table__.columns}))
    window.get(survey.address("only"))
    window.post(survey.address("only"), {**SAID, "words": "Fewer benches"})
    refused = window.ask("POST", check, {"csrf_token": window.token, **window.last_form(check)})
    assert refused.status == 409
    assert "We kept both versions" in refused.text
    assert [row.answers["words"] for row in site.read(select(Submission))] == ["More benches"]
    assert [row.answers["words"] for row in site.read(select(Conflict))] == ["Fewer benches"]


class DropsAnswers(threading.Thread):
    """A network between people and the server that carries each request and loses its answer."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._server = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self.lost: list[bytes] = []
        """The first line of every answer that the server gave and nobody saw."""

    def run(self) -> None:
        with suppress(OSError):  # closing the door ends it
            while True:
                caller, _address = self._door.accept()
                with caller, socket.create_connection(("127.0.0.1", self._server)) as server:
                    server.sendall(_whole_request(caller))
                    self.lost.append(server.recv(65536).partition(b"\r\n")[0])

    def close(self) -> None:
        self._door.close()


def _whole_request(caller: socket.socket) -> bytes:
    held = b""
    while b"\r\n\r\n" not in held:
        held += caller.recv(65536)
    head, _end, body = held.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += caller.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def losing_answers(server: ServerProcess) -> Iterator[DropsAnswers]:
    network = DropsAnswers(server.port)
    network.start()
    yield network
    network.close()


def test_the_answer_is_lost_after_the_commit(site: Site, survey: Opened, server: ServerProcess) -> None:
    person, check, form = ready_to_send(server, survey)
    with losing_answers(server) as network:
        person.wire = Wire(network.port)
        for _ in range(RETRIES):
            with pytest.raises(NoAnswer):
                person.ask("POST", check, form)
            assert count(site, Submission) == 1
    assert [line.split()[1] for line in network.lost] == [b"303"] * RETRIES
    person.wire = Wire(server.port)
    assert person.post(check, form) == survey.address("done")
    assert len(person.receipt(survey.address("done"))) == 20
    assert (count(site, Submission), count(site, Conflict)) == (1, 0)
