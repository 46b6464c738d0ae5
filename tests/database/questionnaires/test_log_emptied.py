"""What was taken back is soon in no file of SQLite: its log keeps deleted rows until it is emptied."""

from pathlib import Path

import pytest
from sqlalchemy import select

from engage.questionnaires import actions
from engage.questionnaires.jobs import JOBS
from engage.questionnaires.models import Submission
from tests.factories.questionnaires import opened
from tests.support.site import Site

CANARY = "a bench by the well house"


@pytest.mark.one_database
def test_what_was_taken_back_leaves_the_log(site: Site) -> None:
    activity = opened(site, {"key": "words", "type": "short-text", "text": "What helps?"})
    activity.take_part({"words": {"words": CANARY}})
    database = Path(site.engine.url.database or "")
    files = (database, database.with_name(database.name + "-wal"))

    def told() -> bool:
        return any(CANARY.encode() in file.read_bytes() for file in files if file.exists())

    assert told()
    [root_id] = site.read(select(Submission.root_id))
    with site.writing():
        actions.withdraw(root_id)
    assert told(), "the log has it"
    [job] = [job for job in JOBS if job.key == "empty-log"]
    with site.app.app_context():
        job.run(lambda: None)
    assert not told()
