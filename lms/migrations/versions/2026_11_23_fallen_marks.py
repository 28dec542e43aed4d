"""An index for marks that fell."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FELL = sa.text("move = 'falls' AND state = 'counted'")


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_regrading_fell", "regrading", ["settled_at"], sqlite_where=FELL, postgresql_where=FELL
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_regrading_fell", table_name="regrading")
