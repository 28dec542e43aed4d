"""An index for disputes that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OPEN = sa.text("decided_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_dispute_waiting", "dispute", ["opened_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_dispute_waiting", table_name="dispute")
