"""What tidies up after interruptions: recordings never sent, files without rows, rows without files, old workspaces."""

import logging
import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from engage.core import clock
from engage.extensions import db
from engage.media import actions, queries
from engage.media.checking import WORKSPACE
from engage.media.models import Media
from engage.media.storage import current_storage

log = logging.getLogger("engage")

SETTLED = timedelta(hours=20)
"""Every request has ended, one way or the other, before a file without a row is taken for an orphan."""
ABANDONED = timedelta(hours=2)
A_FEW = 20


class Suspicious(RuntimeError):
    """So many files have no row that the database and the storage may not belong together. Nothing was removed."""


def remove_expired() -> int:
    """Remove recordings whose answers were never sent; how many."""
    ids = db.session.scalars(
        select(Media.id).where(~Media.attached, Media.expires_at < clock.now()).order_by(Media.id)
    ).all()
    actions.delete(ids)
    return len(ids)


def remove_orphaned_files() -> int:
    """Remove files that no row speaks of and that have been there for long enough; how many.

    Suspicious if these are more than half of the files, and more than a few: a database that was restored from an
    older copy, or the wrong folder, must not cost anybody their recording.
    """
    storage = current_storage()
    settled = list(storage.older_than(clock.now() - SETTLED))
    known = queries.every_file_name()
    orphans = [name for name in settled if name not in known]
    if len(orphans) > max(A_FEW, len(settled) / 2):
        raise Suspicious(f"{len(orphans)} of {len(settled)} media files have no row; is this the right database?")
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def missing_files() -> list[str]:
    """Identifiers of media whose file is not there. They are told, not changed: the storage may come back."""
    storage = current_storage()
    rows = db.session.execute(
        select(Media.id, Media.storage_name, Media.poster_name).where(Media.storage_name != "").order_by(Media.id)
    )
    return [row.id for row in rows if not all(storage.exists(name) for name in row[1:] if name)]


def remove_workspaces() -> int:
    """Remove the private folders of programs that were killed while they looked at a file; how many."""
    removed = 0
    limit = (clock.now() - ABANDONED).timestamp()
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{WORKSPACE}*")):
        try:
            status = folder.stat()
        except FileNotFoundError:  # its own program has just removed it
            continue
        if status.st_uid == os.getuid() and status.st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
