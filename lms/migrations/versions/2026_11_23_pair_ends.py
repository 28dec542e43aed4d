"""How pairs of mentor and apprentice ended, with the hand-over note."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "pair_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=11), nullable=False),
        sa.Column("handover", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "how IN ('completed', 'transferred', 'stopped')", name=op.f("ck_pair_end_how")
        ),
        sa.CheckConstraint(
            "how = 'completed' OR handover <> ''", name=op.f("ck_pair_end_handover")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_end_pair_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pair_end_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_end")),
        sa.UniqueConstraint("pair_id", name=op.f("uq_pair_end_pair_id")),
    )
    op.create_index("ix_pair_end_by_id", "pair_end", ["by_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("pair_end")
