"""voided codes

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


VOIDED_UNUSED = "voided IN (0, 1) AND used + voided < 2"
WITHOUT_ROW_NUMBERS = {"sqlite_with_rowid": False}
"""SQLite makes a table anew to alter it; its rows must go on standing in the order of their random ids."""


def upgrade() -> None:
    with op.batch_alter_table("ballot_codes", table_kwargs=WITHOUT_ROW_NUMBERS) as batch_op:
        batch_op.add_column(sa.Column("voided", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_index("ix_ballot_codes_activity")
        batch_op.create_index("ix_ballot_codes_activity", ["activity_id", "batch", "used", "voided"], unique=False)
        batch_op.create_check_constraint("voided_unused", VOIDED_UNUSED)
    with op.batch_alter_table("ballot_codes", table_kwargs=WITHOUT_ROW_NUMBERS) as batch_op:
        batch_op.alter_column("voided", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("ballot_codes", table_kwargs=WITHOUT_ROW_NUMBERS) as batch_op:
        batch_op.drop_index("ix_ballot_codes_activity")
        batch_op.create_index("ix_ballot_codes_activity", ["activity_id", "batch", "used"], unique=False)
        batch_op.drop_constraint(batch_op.f("ck_ballot_codes_voided_unused"), type_="check")
        batch_op.drop_column("voided")
