"""Somebody's own working day: the sheet, its matters, half hours, focus sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
SHEET, MATTER, HALF_HOUR, FOCUS = "day_sheet", "day_matter", "half_hour", "focus_session"
OPEN, RUNNING = sa.text("closing IS NULL"), sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        SHEET,
        *_whose(),
        sa.Column("started_at", AT, nullable=True),
        *(
            sa.Column(share, sa.Integer(), nullable=False)
            for share in ("response", "solving", "upkeep", "slack")
        ),
        sa.CheckConstraint(
            "response >= 0 AND solving >= 0 AND upkeep >= 0 AND slack >= 0 "
            "AND response + solving + upkeep + slack = 100",
            name=op.f("ck_day_sheet_whole"),
        ),
        *_ends(SHEET, person_id="person"),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_day_sheet_person_id_day")),
    )
    op.create_table(
        MATTER,
        *_whose(),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("quadrant", sa.String(length=9), nullable=False),
        sa.Column("sort", sa.String(length=9), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("since", AT, nullable=False),
        sa.Column("answered_at", AT, nullable=True),
        sa.Column("closing", sa.String(length=7), nullable=True),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("carried_to", sa.Date(), nullable=True),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_day_matter_words")),
        sa.CheckConstraint(
            "quadrant IN ('now', 'scheduled', 'delegated', 'filed')",
            name=op.f("ck_day_matter_quadrant"),
        ),
        sa.CheckConstraint(
            "sort IN ('complaint', 'fault', 'enquiries', 'other')", name=op.f("ck_day_matter_sort")
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR sort IN ('complaint', 'fault')",
            name=op.f("ck_day_matter_answered"),
        ),
        sa.CheckConstraint(
            "closing IN ('done', 'carried', 'dropped')", name=op.f("ck_day_matter_closing")
        ),
        sa.CheckConstraint(
            "(closing IS NULL) = (closed_at IS NULL)", name=op.f("ck_day_matter_closed")
        ),
        sa.CheckConstraint(
            "(carried_to IS NOT NULL) = (closing IS NOT NULL AND closing = 'carried') "
            "AND (carried_to IS NULL OR carried_to > day)",
            name=op.f("ck_day_matter_carried"),
        ),
        *_ends(MATTER, person_id="person", carried_from_id=MATTER),
        sa.UniqueConstraint("public_id", name=op.f("uq_day_matter_public_id")),
        sa.UniqueConstraint("carried_from_id", name=op.f("uq_day_matter_carried_from_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_day_matter_person_id_key")),
    )
    op.create_index("ix_day_matter_person_id_day", MATTER, ["person_id", "day"])
    op.create_index(
        "ix_day_matter_open",
        MATTER,
        ["person_id", "day"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        HALF_HOUR,
        *_whose(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=8), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 32", name=op.f("ck_half_hour_number")),
        sa.CheckConstraint(
            "share IN ('response', 'solving', 'upkeep', 'slack')", name=op.f("ck_half_hour_share")
        ),
        *_ends(HALF_HOUR, person_id="person"),
        sa.UniqueConstraint(
            "person_id", "day", "number", name=op.f("uq_half_hour_person_id_day_number")
        ),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_half_hour_person_id_key")),
    )
    op.create_table(
        FOCUS,
        *_whose(),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("goal", sa.String(length=100), nullable=False),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=4), nullable=True),
        sa.Column("cut_by", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("goal <> ''", name=op.f("ck_focus_session_goal")),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_focus_session_order")),
        sa.CheckConstraint("seconds BETWEEN 0 AND 1500", name=op.f("ck_focus_session_seconds")),
        sa.CheckConstraint("outcome IN ('done', 'cut')", name=op.f("ck_focus_session_outcome")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (seconds IS NULL) AND (ended_at IS NULL) = (outcome IS NULL)",
            name=op.f("ck_focus_session_ended"),
        ),
        sa.CheckConstraint(
            "outcome <> 'cut' OR seconds < 1500", name=op.f("ck_focus_session_whole")
        ),
        sa.CheckConstraint(
            "cut_by = '' OR (outcome IS NOT NULL AND outcome = 'cut')", name=op.f("ck_focus_session_cut_by")
        ),
        *_ends(FOCUS, person_id="person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_focus_session_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_focus_session_person_id_key")),
    )
    op.create_index("ix_focus_session_person_id_day", FOCUS, ["person_id", "day"])
    op.create_index(
        "uq_focus_session_running",
        FOCUS,
        ["person_id"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def _whose() -> list[sa.Column]:
    """The number of a row, whose it is, of which day."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
    ]


def _ends(table: str, **references: str) -> list[sa.Constraint]:
    """The primary key, and where columns point: the `id` of these tables."""
    keys = (
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in references.items()
    )
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *keys]


def downgrade() -> None:
    """Undo."""
    for table in (FOCUS, HALF_HOUR, MATTER, SHEET):
        op.drop_table(table)
