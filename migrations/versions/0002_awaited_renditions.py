"""awaited renditions

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("awaited", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(
            "ix_renditions_awaited",
            ["media_id"],
            unique=False,
            sqlite_where=sa.text("awaited = 1"),
            postgresql_where=sa.text("awaited"),
        )
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.alter_column("awaited", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_renditions_awaited", sqlite_where=sa.text("awaited = 1"), postgresql_where=sa.text("awaited")
        )
        batch_op.drop_column("awaited")
