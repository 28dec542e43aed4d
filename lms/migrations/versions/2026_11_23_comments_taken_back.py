"""When a comment on a turn was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "play_comment", sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("play_comment", "taken_back_at")
