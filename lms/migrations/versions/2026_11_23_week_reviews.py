"""Weekly reviews, and the sessions in which they were talked about."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

REVIEW, TALKED = "week_review", "session_review"
SHARES = ("response", "solving", "upkeep", "slack")
NUMBERS = (
    *("planned", "done", "came_in", "whole", "cut", "seconds"),
    *(f"planned_{share}" for share in SHARES),
    *(f"noted_{share}" for share in SHARES),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        REVIEW,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(length=200), nullable=False)
            for name in ("stuck", "change", "request")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stuck <> '' AND change <> '' AND request <> ''", name=op.f("ck_week_review_words")
        ),
        sa.CheckConstraint(
            "done BETWEEN 0 AND planned AND came_in >= 0", name=op.f("ck_week_review_matters")
        ),
        sa.CheckConstraint(_within("whole", "cut", "seconds"), name=op.f("ck_week_review_focus")),
        sa.CheckConstraint(
            f"{_whole('planned')} = 100 AND {_within(*(f'planned_{one}' for one in SHARES))}",
            name=op.f("ck_week_review_planned"),
        ),
        sa.CheckConstraint(
            f"({_whole('noted')}) IN (0, 100) AND {_within(*(f'noted_{one}' for one in SHARES))}",
            name=op.f("ck_week_review_noted"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_review")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_week_review_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_week_review_public_id")),
        sa.UniqueConstraint("person_id", "monday", name=op.f("uq_week_review_person_id_monday")),
    )
    op.create_table(
        TALKED,
        sa.Column("review_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_session_review")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["week_review.id"], name=op.f("fk_session_review_review_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session_record.id"], name=op.f("fk_session_review_session_id")
        ),
    )
    op.create_index("ix_session_review_session_id", TALKED, ["session_id"])


def _whole(prefix: str) -> str:
    return " + ".join(f"{prefix}_{share}" for share in SHARES)


def _within(*columns: str) -> str:
    return " AND ".join(f"{column} >= 0" for column in columns)


def downgrade() -> None:
    """Undo."""
    op.drop_table(TALKED)
    op.drop_table(REVIEW)
