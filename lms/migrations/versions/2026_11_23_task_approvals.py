"""Signatures on tasks that a second person confirms."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLE = "task_approval"
WAITING = sa.text("at IS NULL")


def upgrade() -> None:
    """Apply."""
    references = {"plan_id": "plan", "sign_off_id": "sign_off", "by_id": "person"}
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("sign_off_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=4), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'hr')", name=op.f(f"ck_{TABLE}_role")),
        sa.CheckConstraint(
            "(at IS NULL) = (by_id IS NULL)", name=op.f(f"ck_{TABLE}_confirmed")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, other in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("sign_off_id", name=op.f(f"uq_{TABLE}_sign_off_id")),
    )
    for column in ("plan_id", "by_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    op.create_index(
        "uq_task_approval_waiting",
        TABLE,
        ["plan_id", "task"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table(TABLE)
