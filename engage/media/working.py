"""The worker's part of the database: which video waits, who has it, what became of it.

The table is the queue. A lease lets one worker have a file for a while; if it dies, another begins again. A file at
which three workers died, or gave up, is refused.
"""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from sqlalchemy import or_, select, update

from engage.core import clock
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.media import clips
from engage.media.leaving import leave_after_commit
from engage.media.models import Media
from engage.media.purposes import PURPOSES
from engage.media.storage import current_storage

LEASE = timedelta(seconds=clips.LONGEST_WORK + 180)
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Task:
    """A waiting file that this worker has taken."""

    media_id: str
    lease: str
    purpose: str
    storage_name: str
    media_type: str
    attempts: int
    """Which attempt this is."""

    @property
    def worn_out(self) -> bool:
        """Whether too many workers have died at this file to try once more."""
        return self.attempts > MOST_ATTEMPTS


def take() -> Task | None:
    """The file that has waited longest and that nobody else has, taken for this worker; None if there is none."""
    now = clock.now()
    free = (Media.state == "waiting", or_(Media.leased_until.is_(None), Media.leased_until < now))
    row = db.session.scalar(select(Media).where(*free).order_by(Media.attempts, Media.kept_on, Media.id).limit(1))
    if row is None:
        return None
    task = Task(row.id, new_id(), row.purpose, row.storage_name, row.media_type, row.attempts + 1)
    taken = db.session.execute(
        update(Media)
        .where(Media.id == row.id, *free)
        .values(lease=task.lease, leased_until=now + LEASE, attempts=Media.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.expire(row)
    return task if taken.rowcount else None  # type: ignore[attr-defined]


def finish(task: Task, prepared: clips.Prepared) -> bool:
    """Put what was made in place of what waited; False, and nothing changed, if the lease was lost meanwhile."""
    row = _ours(task)
    if row is None:
        return False
    storage = current_storage()
    with prepared.path.open("rb") as file:
        name = storage.put(file)
    if prepared.poster:
        row.poster_name = storage.put(BytesIO(prepared.poster))
    row.kind, row.media_type = prepared.kind, prepared.media_type
    row.seconds, row.bytes = prepared.seconds, prepared.path.stat().st_size
    leave_after_commit(db.session(), row.storage_name)
    row.storage_name, row.state = name, "ready"
    _let_go(row)
    return True


def refuse(task: Task, reason: str) -> bool:
    """The file cannot be used: its row says why, and the file goes. False if the lease was lost meanwhile.

    A resident's recording is kept as it is: it may not play everywhere, but it is somebody's answer.
    """
    row = _ours(task)
    if row is None:
        return False
    if PURPOSES.get(row.purpose).public:
        leave_after_commit(db.session(), row.storage_name)
        row.state, row.reason, row.storage_name, row.bytes = "refused", reason, "", 0
    else:
        row.state = "ready"
    _let_go(row)
    return True


def give_back(task: Task, *, at_once: bool) -> None:
    """The file was not tried after all: it waits again, from now or from when the lease would have ended."""
    row = _ours(task)
    if row is not None:
        row.attempts -= 1
        if at_once:
            _let_go(row)


def _ours(task: Task) -> Media | None:
    return db.session.scalar(
        select(Media).where(Media.id == task.media_id, Media.lease == task.lease).with_for_update()
    )


def _let_go(row: Media) -> None:
    row.lease, row.leased_until = "", None
    db.session.flush()
