"""Agreements of mentor and apprentice."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("goals", sa.String(length=1000), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mentor_at", AT, nullable=False),
        sa.Column("apprentice_at", AT, nullable=True),
        sa.CheckConstraint("goals <> ''", name=op.f("ck_agreement_goals")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_agreement_version")),
        sa.CheckConstraint(
            "apprentice_at IS NULL OR apprentice_at >= mentor_at",
            name=op.f("ck_agreement_order"),
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_agreement_pair_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_agreement_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("pair_id", name=op.f("uq_agreement_pair_id")),
    )
    op.create_index("ix_agreement_revision_id", "agreement", ["revision_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("agreement")
