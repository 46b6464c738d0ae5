"""How many statements each request of a visit sends to the database."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from tests.bench.survey import ANSWERS
from tests.page import WRITES, Page
from tests.support.site import Site

NEITHER = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class Counted:
    """Reads and writes since it was asked last."""

    def __init__(self, site: Site) -> None:
        self._found: Counter[str] = Counter()
        event.listen(site.engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        first = statement.lstrip().upper()
        if not first.startswith(NEITHER):
            self._found["write" if first.startswith(WRITES) else "read"] += 1

    def since(self) -> tuple[int, int]:
        found = self._found["read"], self._found["write"]
        self._found.clear()
        return found


def statements(site: Site, activity: str) -> dict[str, tuple[int, int]]:
    """{request: (reads, writes)} of a visit in a process that has shown each page before."""
    _visit(site, activity, lambda name: None)
    counted = Counted(site)
    found: dict[str, tuple[int, int]] = {}

    def note(name: str) -> None:
        reads, writes = counted.since()
        before = found.get(name, (0, 0))
        found[name] = (max(before[0], reads), max(before[1], writes))

    _visit(site, activity, note)
    return found


def _visit(site: Site, activity: str, note: Callable[[str], None]) -> None:
    person = Page(site)

    def noted(name: str, made: Any) -> Any:
        note(name)
        return made

    start = noted("GET start", person.get(activity))
    moved = noted("POST start", person.submit(start, **{"consent-take-part": "yes"}))
    for answers in ANSWERS:
        page = noted("GET page", person.follow(moved))
        moved = noted("POST page", person.submit(page, **answers))
    check = noted("GET check", person.follow(moved))
    moved = noted("POST check", person.submit(check))
    noted("GET receipt", person.follow(moved))
