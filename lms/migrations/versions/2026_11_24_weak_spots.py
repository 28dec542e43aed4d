"""What stands out in scenarios, added up every night."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "weak_spots",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("spots", sa.Integer(), nullable=False),
        sa.Column("gravest", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("spots >= 1", name=op.f("ck_weak_spots_spots")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_weak_spots_people")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_weak_spots_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_weak_spots")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("weak_spots")
