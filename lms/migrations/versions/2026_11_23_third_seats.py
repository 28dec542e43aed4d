"""The third seat of a role-play, and what is ticked there."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0060"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "duet_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("duet_id", sa.Integer(), nullable=False),
        sa.Column("observer_id", sa.Integer(), nullable=True),
        sa.Column("offered_at", AT, nullable=False),
        sa.Column("taken_at", AT, nullable=True),
        sa.CheckConstraint(
            "(observer_id IS NULL) = (taken_at IS NULL)", name=op.f("ck_duet_seat_taken")
        ),
        sa.ForeignKeyConstraint(["duet_id"], ["duet.id"], name=op.f("fk_duet_seat_duet_id")),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["person.id"], name=op.f("fk_duet_seat_observer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duet_seat")),
        sa.UniqueConstraint("public_id", name=op.f("uq_duet_seat_public_id")),
        sa.UniqueConstraint("duet_id", name=op.f("uq_duet_seat_duet_id")),
    )
    op.create_index(op.f("ix_duet_seat_observer_id"), "duet_seat", ["observer_id"])
    op.create_table(
        "duet_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["seat_id"], ["duet_seat.id"], name=op.f("fk_duet_mark_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duet_mark")),
        sa.UniqueConstraint("seat_id", "item", name=op.f("uq_duet_mark_seat_id_item")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("duet_mark")
    op.drop_table("duet_seat")
