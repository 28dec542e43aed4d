"""Calibration: rounds, the mentors who are asked, and what they gave."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0046"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
TABLES = ("calibration_grade", "calibration_seat", "calibration_round")


def upgrade() -> None:
    """Apply."""
    _rounds()
    _seats()
    _grades()


def downgrade() -> None:
    """Undo."""
    for name in TABLES:
        op.drop_table(name)


def _rounds() -> None:
    name = "calibration_round"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f(f"ck_{name}_end")
        ),
        sa.CheckConstraint("closed_at >= opened_at", name=op.f(f"ck_{name}_order")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{name}_{column}"))
            for column, target in (
                ("play_id", "play.id"),
                ("revision_id", "revision.id"),
                ("opened_by_id", "person.id"),
                ("closed_by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("month", name=op.f(f"uq_{name}_month")),
        sa.UniqueConstraint("play_id", name=op.f(f"uq_{name}_play_id")),
        sa.UniqueConstraint("opened_by_id", "key", name=op.f(f"uq_{name}_opened_by_id_key")),
    )
    for column in ("revision_id", "closed_by_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _seats() -> None:
    name = "calibration_seat"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", AT, nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("items", sa.Integer(), nullable=True),
        sa.Column("kappa", sa.Float(), nullable=True),
        sa.Column("leniency", sa.Float(), nullable=True),
        sa.CheckConstraint("(sent_at IS NULL) = (key IS NULL)", name=op.f(f"ck_{name}_sent")),
        sa.CheckConstraint("items IS NULL OR sent_at IS NOT NULL", name=op.f(f"ck_{name}_result")),
        sa.CheckConstraint("items >= 0", name=op.f(f"ck_{name}_items")),
        sa.CheckConstraint(
            "kappa IS NULL OR (leniency IS NOT NULL AND kappa BETWEEN -1 AND 1)",
            name=op.f(f"ck_{name}_kappa"),
        ),
        sa.CheckConstraint(
            "leniency IS NULL OR (items > 0 AND leniency BETWEEN -3 AND 3)",
            name=op.f(f"ck_{name}_leniency"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["calibration_round.id"], name=op.f(f"fk_{name}_round_id")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f(f"fk_{name}_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("round_id", "mentor_id", name=op.f(f"uq_{name}_round_id_mentor_id")),
    )
    op.create_index(op.f(f"ix_{name}_mentor_id"), name, ["mentor_id"])


def _grades() -> None:
    name = "calibration_grade"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.CheckConstraint("grade BETWEEN 0 AND 3", name=op.f(f"ck_{name}_grade")),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["calibration_seat.id"], name=op.f(f"fk_{name}_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("seat_id", "item", name=op.f(f"uq_{name}_seat_id_item")),
    )
