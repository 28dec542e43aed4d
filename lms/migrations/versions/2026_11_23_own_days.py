"""Shift rotas and leave of people."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0050"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
HOLDS = sa.text("withdrawn_at IS NULL")
CYCLE = (
    "CASE WHEN pattern = 'cycle' THEN work_days BETWEEN 1 AND 14 AND rest_days BETWEEN 1 AND 14 "
    "ELSE work_days = 0 AND rest_days = 0 END"
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "rota",
        *_head(),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("pattern", sa.String(length=8), nullable=False),
        sa.Column("rest", sa.String(length=6), nullable=False),
        sa.Column("work_days", sa.Integer(), nullable=False),
        sa.Column("rest_days", sa.Integer(), nullable=False),
        sa.Column("keeps_holidays", sa.Boolean(), nullable=False),
        *_tail("rota"),
        sa.CheckConstraint(
            "pattern IN ('company', 'weekdays', 'cycle')", name=op.f("ck_rota_pattern")
        ),
        sa.CheckConstraint("(pattern = 'weekdays') = (rest <> '')", name=op.f("ck_rota_rest")),
        sa.CheckConstraint(CYCLE, name=op.f("ck_rota_cycle")),
    )
    _index("uq_rota_first_day", "rota", ["person_id", "starts_on"], unique=True)
    op.create_table(
        "leave",
        *_head(),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        *_tail("leave"),
        sa.CheckConstraint("last >= first", name=op.f("ck_leave_order")),
        sa.CheckConstraint(
            "kind IN ('annual', 'sick', 'personal', 'maternity', 'other')",
            name=op.f("ck_leave_kind"),
        ),
    )
    _index("ix_leave_person", "leave", ["person_id", "first"], unique=False)


def _head() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
    ]


def _tail(table: str) -> list[sa.schema.SchemaItem]:
    """Who entered it when, whether it was withdrawn, and the keys."""
    keys = (
        sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))
        for column in ("person_id", "by_id")
    )
    return [
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("withdrawn_at", AT, nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("by_id <> person_id", name=op.f(f"ck_{table}_by_another")),
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        sa.UniqueConstraint("by_id", "key", name=op.f(f"uq_{table}_by_id_key")),
    ]


def _index(name: str, table: str, columns: list[str], *, unique: bool) -> None:
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=HOLDS, postgresql_where=HOLDS
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("leave")
    op.drop_table("rota")
