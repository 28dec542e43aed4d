"""People whose plans are started together, and taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["person.id"], name=op.f("fk_cohort_started_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cohort_public_id")),
        sa.UniqueConstraint("started_by_id", "key", name=op.f("uq_cohort_started_by_id_key")),
    )
    op.create_table(
        "cohort_plan",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_cohort_plan_plan_id")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_plan_cohort_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_cohort_plan_pair_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_cohort_plan")),
    )
    op.create_index(op.f("ix_cohort_plan_cohort_id"), "cohort_plan", ["cohort_id"])
    op.create_index(op.f("ix_cohort_plan_pair_id"), "cohort_plan", ["pair_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("cohort_plan")
    op.drop_table("cohort")
