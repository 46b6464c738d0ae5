"""PostgreSQL tells of each row which transaction wrote it, and keeps rows that were deleted: not after the count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from engage.accounts.models import AuditEntry
from engage.core.identifiers import new_id
from engage.priorities.votes.shredding import TABLES
from engage.projects.models import Activity
from engage.web import transactions
from tests.factories import votes
from tests.page import Page
from tests.support import session as run
from tests.support.site import Site
from tests.web.votes.test_managing import take

VOTERS = 12
ROWS = [("ballots", "id"), ("ballot_codes", "id"), ("ballot_receipts", "receipt")]


@pytest.fixture
def own_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a PostgreSQL database of its own. It waits for nobody for long."""
    run.need(run.postgres.installed(), "PostgreSQL")
    monkeypatch.setattr(transactions, "PATIENCE", 1)
    server, name = run.postgres_server(), f"engage_{new_id()}"
    server.start()
    made = Site("postgresql", server.create_database(name), tmp_path)
    yield made
    made.close()
    server.drop_database(name)


@pytest.fixture
def vote(own_site: Site) -> Activity:
    """An open vote into which everybody has put a ballot."""
    held = votes.open_vote(own_site)
    for code in votes.make_codes(own_site, held, VOTERS):
        votes.cast(own_site, held, [votes.CLINIC], code)
    return held


@pytest.fixture
def lead(own_site: Site, vote: Activity) -> Page:
    return votes.lead(own_site, vote)


@pytest.fixture
def at(own_site: Site, vote: Activity) -> str:
    return votes.address(own_site, vote)


def asked(engine: Engine, statement: str) -> list[Any]:
    """What the database says: a list of its first column."""
    with engine.connect() as connection:
        return list(connection.execute(text(statement)).scalars())


def transactions_of(site: Site) -> set[str]:
    return {one for table, _key in ROWS for one in asked(site.engine, f"SELECT xmin::text FROM {table}")}  # noqa: S608


def tables_on_disk(site: Site) -> bytes:
    """Every byte of the tables' files."""
    with site.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        paths = [
            connection.scalar(text(f"SELECT pg_relation_filepath('{table.__tablename__}')"))  # noqa: S608
            for table in TABLES
        ]
    return b"".join((run.postgres_server().data / path).read_bytes() for path in paths)


def test_the_count_leaves_no_row_that_tells_when_it_was_written(own_site: Site, lead: Page, at: str) -> None:
    assert len(transactions_of(own_site)) == VOTERS, "while the vote is open, they tell which rows came together"
    take(lead, at, "close")
    take(lead, at, "count")
    assert len(transactions_of(own_site)) == 1
    for table, key in ROWS:
        in_place = asked(own_site.engine, f"SELECT {key} FROM {table} ORDER BY ctid")  # noqa: S608
        assert len(in_place) == VOTERS and in_place == sorted(in_place)


def test_the_tables_keep_no_row_of_before(own_site: Site, lead: Page, at: str, vote: Activity) -> None:
    sealed = asked(own_site.engine, "SELECT sealed FROM ballots")
    wrapped = votes.box(own_site, vote).wrapped_private_key or b""
    first = tables_on_disk(own_site)
    assert [first.count(held) for held in sealed] == [1] * VOTERS and first.count(wrapped) > 1
    take(lead, at, "close")
    take(lead, at, "count")
    counted = tables_on_disk(own_site)
    assert [counted.count(held) for held in (*sealed, wrapped)] == [1] * (VOTERS + 1)
    take(lead, at, "publish")
    take(lead, at, "shred")
    assert not [held for held in (*sealed, wrapped) if held in tables_on_disk(own_site)]


@pytest.mark.parametrize("reads", ["SELECT count(*) FROM ballots", "SELECT count(*) FROM projects"])
def test_while_somebody_reads_it_is_not_wiped_and_the_lead_is_told(
    own_site: Site, lead: Page, at: str, vote: Activity, reads: str
) -> None:
    sealed = asked(own_site.engine, "SELECT sealed FROM ballots")
    take(lead, at, "close")
    with own_site.engine.connect().execution_options(isolation_level="REPEATABLE READ") as reader:
        reader.execute(text(reads))
        told = lead.follow(lead.submit(lead.get(f"/staff/{at}/vote/count")))
        assert told.path.endswith("/vote/log") and "may still hold them" in told.text
        lead.submit(told, 503)
        assert tables_on_disk(own_site).count(sealed[0]) == 2
    lead.submit(told)
    assert tables_on_disk(own_site).count(sealed[0]) == 1
    logged = select(AuditEntry.action).where(AuditEntry.object_id == vote.id).order_by(AuditEntry.position)
    assert own_site.read(logged)[-2:] == ["vote.counted", "vote.log-emptied"]
