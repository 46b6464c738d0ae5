"""no row numbers

SQLite numbers the rows of a table as they arrive. Whoever watched a tablet go round a room and later has the database
could name each answer by that order. These tables stand in the order of their random ids instead.

Revision: 0006
Follows: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


TABLES = ("submissions", "drafts", "conflicts", "nominations", "ideas", "media")


def rebuild(*, with_rowid: bool) -> None:
    """Make the tables anew. PostgreSQL has no such numbers; what it keeps of the order is in docs/operating.md."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": with_rowid}):
                pass


def upgrade() -> None:
    rebuild(with_rowid=False)


def downgrade() -> None:
    rebuild(with_rowid=True)
