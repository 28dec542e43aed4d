"""Disputes that are taken further."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OPEN = sa.text("decided_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "dispute_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=9), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decision IN ('upheld', 'overruled')", name=op.f("ck_dispute_appeal_decision")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) AND "
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (reason IS NULL)",
            name=op.f("ck_dispute_appeal_decided"),
        ),
        sa.CheckConstraint("decided_at >= opened_at", name=op.f("ck_dispute_appeal_order")),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name=op.f("fk_dispute_appeal_dispute_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_dispute_appeal_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_appeal_public_id")),
        sa.UniqueConstraint("dispute_id", name=op.f("uq_dispute_appeal_dispute_id")),
    )
    op.create_index(op.f("ix_dispute_appeal_decided_by_id"), "dispute_appeal", ["decided_by_id"])
    op.create_index(
        "ix_dispute_appeal_waiting",
        "dispute_appeal",
        ["opened_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("dispute_appeal")
