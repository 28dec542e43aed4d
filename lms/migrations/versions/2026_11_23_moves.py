"""Plans that are moved by working days: many at once, with a reason, and back again."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "plan_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("counters_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["counters_id"], ["plan_move.id"], name=op.f("fk_plan_move_counters_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_plan_move_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_move")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_move_public_id")),
        sa.UniqueConstraint("counters_id", name=op.f("uq_plan_move_counters_id")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_plan_move_by_id_key")),
    )
    op.create_table(
        "plan_move_part",
        sa.Column("adjustment_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adjustment_id"],
            ["plan_adjustment.id"],
            name=op.f("fk_plan_move_part_adjustment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["move_id"], ["plan_move.id"], name=op.f("fk_plan_move_part_move_id")
        ),
        sa.PrimaryKeyConstraint("adjustment_id", name=op.f("pk_plan_move_part")),
    )
    op.create_index(op.f("ix_plan_move_part_move_id"), "plan_move_part", ["move_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("plan_move_part")
    op.drop_table("plan_move")
