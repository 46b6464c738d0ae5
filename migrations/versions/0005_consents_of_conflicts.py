"""consents of conflicts

Nothing is known of those that came before.

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PLAIN_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("consents", PLAIN_JSON, nullable=False, server_default=sa.text("'{}'")))
    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.alter_column("consents", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("conflicts", schema=None) as batch_op:
        batch_op.drop_column("consents")
