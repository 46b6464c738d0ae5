"""closing times in UTC

SQLite held the last moment of an activity as clocks in its project show it, without the offset.

Revision: 0003
Follows: 0002
"""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROJECTS = sa.table("projects", sa.column("id"), sa.column("time_zone"))
ACTIVITIES = sa.table(
    "activities", sa.column("id"), sa.column("project_id"), sa.column("closes_at", sa.DateTime(timezone=True))
)


def upgrade() -> None:
    convert(lambda held, zone: held.replace(tzinfo=zone).astimezone(UTC))


def downgrade() -> None:
    convert(lambda held, zone: held.replace(tzinfo=UTC).astimezone(zone))


def convert(change: Callable[[datetime, ZoneInfo], datetime]) -> None:
    """Store each closing time as `change` makes it; the offset is not kept. PostgreSQL was right all along."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    rows = connection.execute(
        sa.select(ACTIVITIES.c.id, ACTIVITIES.c.closes_at, PROJECTS.c.time_zone)
        .join(PROJECTS, PROJECTS.c.id == ACTIVITIES.c.project_id)
        .where(ACTIVITIES.c.closes_at.is_not(None))
    ).all()
    for key, held, zone in rows:
        changed = change(held, ZoneInfo(zone))
        connection.execute(sa.update(ACTIVITIES).where(ACTIVITIES.c.id == key).values(closes_at=changed))
