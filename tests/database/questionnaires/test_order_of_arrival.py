"""The database does not tell in which order people answered: whoever saw a tablet go round could name each of them."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select

from engage.questionnaires.models import Submission
from tests.factories.questionnaires import opened
from tests.support.site import Site

PEOPLE = 6
TABLES = ("submissions", "drafts", "conflicts", "nominations", "ideas", "media", "ballots", "ballot_codes")


@pytest.mark.one_database
def test_rows_stand_in_the_order_of_their_random_ids(site: Site) -> None:
    activity = opened(site, {"key": "words", "type": "short-text", "text": "What helps?"})
    for person in range(PEOPLE):
        page, document = activity.begin()
        check = activity.answer(page, document, {"words": {"words": f"person {person}"}})
        page.submit(check)
    with closing(sqlite3.connect(site.engine.url.database or "")) as database:
        for table in TABLES:
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                database.execute(f"SELECT rowid FROM {table}")  # noqa: S608
        stored = [row[0] for row in database.execute("SELECT id, answers FROM submissions")]
    assert stored == sorted(site.read(select(Submission.id))) and len(stored) == PEOPLE
