"""Whoever steals the disk, log and all, learns who used a code and nothing of what was chosen."""

import itertools
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text

from engage.accounts.models import AuditEntry
from engage.core.sealing import Sealer, Unreadable, open_sealed
from engage.extensions import db
from engage.priorities.votes import actions, codes, paper
from engage.web.transactions import SQLITE_PRAGMAS, empty_log
from tests.factories import votes
from tests.faults.votes.linker import Schema, guesses, pairs
from tests.support.site import Site

pytestmark = pytest.mark.one_database
VOTERS = 40
OURS = Schema("SELECT mac FROM ballot_codes WHERE used = 1", "SELECT id, sealed FROM ballots")
NAIVE = Schema("SELECT code FROM codes WHERE used = 1", "SELECT id, choice FROM ballots")


@pytest.fixture
def own_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a database file of its own, whose log has not been written back. It waits for nobody for long."""
    monkeypatch.setitem(SQLITE_PRAGMAS, "busy_timeout", 100)
    made = Site("sqlite", f"sqlite:///{tmp_path}/engage.sqlite3", tmp_path)
    yield made
    made.close()


def steal(database: Path, to: Path) -> Path:
    """Copy the file and its log as they are."""
    to.mkdir()
    for file in database.parent.glob(f"{database.name}*"):
        shutil.copy(file, to / file.name)
    return to / database.name


def test_the_linker_links_every_choice_where_ballots_are_not_sealed(tmp_path: Path) -> None:
    """Separate tables, random ids, no times, no row numbers: the log still tells everything. So the test can fail."""
    database = tmp_path / "naive.db"
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("CREATE TABLE codes (code TEXT PRIMARY KEY, used INTEGER) WITHOUT ROWID")
    connection.execute("CREATE TABLE ballots (id TEXT PRIMARY KEY, choice TEXT) WITHOUT ROWID")
    dice = Random(30)
    made = [codes.new_ballot_code() for _ in range(VOTERS)]
    connection.executemany("INSERT INTO codes VALUES (?, 0)", [(code,) for code in made])
    truth = {code: dice.choice(votes.OPTIONS) for code in made}
    for code, choice in truth.items():
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE codes SET used = 1 WHERE code = ?", (code,))
        connection.execute("INSERT INTO ballots VALUES (?, ?)", (f"{dice.getrandbits(128):032x}", choice))
        connection.execute("COMMIT")
    stolen = steal(database, tmp_path / "stolen")
    connection.close()
    assert guesses(pairs(stolen, tmp_path, NAIVE), bytes.decode) == truth


def test_the_linker_reads_no_choice_from_our_disk(own_site: Site, tmp_path: Path) -> None:
    vote = votes.open_vote(own_site)
    dice = Random(31)
    made = votes.make_codes(own_site, vote, VOTERS)
    for code in made:
        votes.cast(own_site, vote, [dice.choice(votes.OPTIONS)], code)
    stolen = steal(own_site.folder / "engage.sqlite3", tmp_path / "stolen")
    linked = pairs(stolen, tmp_path, OURS)
    assert len(linked) == VOTERS, "the log tells which ballot came with which code: that is why ballots are sealed"
    assert not [code for code in made if code in linked], "and the codes themselves are not there"
    assert guesses(linked, reader(stolen)) == {}
    assert len(set(map(len, linked.values()))) == 1
    assert len(set(linked.values())) == VOTERS
    assert ones(linked) < 0.05


def reader(stolen: Path) -> Callable[[bytes], str | None]:
    """Tries everything on the stolen disk that could open a ballot: every 32 bytes of the keys' columns, as they are
    and as keys of the wrapping."""
    with sqlite3.connect(stolen) as connection:
        public, wrapped = connection.execute("SELECT public_key, wrapped_private_key FROM vote_boxes").fetchone()
    tried = [held[start : start + 32] for held in (public, wrapped) for start in range(len(held) - 31)]
    unwrapped = []
    for key in tried:
        try:
            unwrapped.append(Sealer(key, "vote key").open(wrapped))
        except Unreadable:
            continue
    keys_found = [*tried, *unwrapped]

    def read(held: bytes) -> str | None:
        for option in votes.OPTIONS:
            if option.encode() in held or paper.marks(votes.OPTIONS, [option])[:4] in held:
                return option
        for key in keys_found:
            try:
                return str(paper.read(open_sealed(key, held), votes.OPTIONS))
            except Unreadable:
                continue
        return None

    return read


def ones(linked: dict[str, bytes]) -> float:
    """How far the bits of the ballots are from falling like coins, on average: 0 is perfect."""
    bits = [bin(byte)[2:].zfill(8) for held in linked.values() for byte in held]
    return abs("".join(bits).count("1") / (8 * len(bits)) - 0.5)


def test_the_holder_of_both_keys_can_count(own_site: Site) -> None:
    """The same bytes, with the key file beside them, are a vote that can be counted: they hold what they should."""
    vote = votes.open_vote(own_site)
    for code, choice in zip(votes.make_codes(own_site, vote, 8), itertools.cycle(votes.OPTIONS)):  # noqa: B905
        votes.cast(own_site, vote, [choice], code)
    assert set(votes.count(own_site, vote).supporters.values()) == {2}


def test_what_was_shredded_is_not_in_the_file_and_not_in_the_log(own_site: Site) -> None:
    vote = votes.open_vote(own_site)
    for code in votes.make_codes(own_site, vote, 5):
        votes.cast(own_site, vote, [votes.CLINIC], code)
    votes.published(own_site, vote)
    wrapped = votes.box(own_site, vote).wrapped_private_key or b""
    with own_site.app.app_context():
        sealed = list(db.session.execute(text("SELECT sealed FROM ballots")).scalars())
    with own_site.writing():
        actions.shred(vote.id)
    with own_site.app.app_context():
        assert empty_log()
    assert len(sealed) == 5
    assert not [held for held in (wrapped, *sealed) if held in everything(own_site)]


def everything(site: Site) -> bytes:
    """Every byte of the database and its log."""
    return b"".join(file.read_bytes() for file in sorted(site.folder.glob("engage.sqlite3*")))


def test_a_log_that_somebody_reads_is_emptied_later_and_the_lead_is_told(own_site: Site) -> None:
    vote = votes.open_vote(own_site)
    votes.cast(own_site, vote, [votes.CLINIC], votes.make_codes(own_site, vote)[0])
    votes.published(own_site, vote)
    wrapped = votes.box(own_site, vote).wrapped_private_key or b""
    lead, steps = votes.lead(own_site, vote), f"/staff/{votes.address(own_site, vote)}/vote"
    reader = sqlite3.connect(own_site.folder / "engage.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT sealed FROM ballots").fetchall()
    told = lead.follow(lead.submit(lead.get(f"{steps}/shred")))
    assert told.path == f"{steps}/log" and "may still hold them" in told.text
    lead.submit(told, 503)
    assert wrapped in everything(own_site)
    logged = select(AuditEntry.action).where(AuditEntry.object_id == vote.id).order_by(AuditEntry.position)
    assert own_site.read(logged) == ["vote.shredded"]
    reader.execute("COMMIT")
    reader.close()
    lead.submit(told)
    assert wrapped not in everything(own_site)
    assert own_site.read(logged) == ["vote.shredded", "vote.log-emptied"]
    assert f"{steps}/log" in lead.get(steps).links, "it can be repeated"
