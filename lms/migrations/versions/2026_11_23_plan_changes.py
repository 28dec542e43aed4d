"""Running plans that go on to a newer text, and who decided it."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

CHANGES, UPDATES = "plan_change", "plan_update"
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        CHANGES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=3), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("reach IN ('all', 'new')", name=op.f(f"ck_{CHANGES}_reach")),
        *_ends(CHANGES, document_id="document", revision_id="revision", by_id="person"),
        sa.UniqueConstraint("by_id", "key", name=op.f(f"uq_{CHANGES}_by_id_key")),
    )
    op.create_index(f"ix_{CHANGES}_revision_id", CHANGES, ["revision_id"])
    op.create_table(
        UPDATES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("from_revision_id", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        *_ends(UPDATES, plan_id="plan", change_id=CHANGES, from_revision_id="revision"),
        sa.UniqueConstraint("plan_id", "change_id", name=op.f(f"uq_{UPDATES}_plan_id_change_id")),
    )
    for column in ("change_id", "from_revision_id"):
        op.create_index(f"ix_{UPDATES}_{column}", UPDATES, [column])


def _ends(table: str, **references: str) -> list[sa.Constraint]:
    """The primary key, and where columns point: the `id` of these tables."""
    keys = (
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in references.items()
    )
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *keys]


def downgrade() -> None:
    """Undo; plans stay on the text on which they are."""
    for table in (UPDATES, CHANGES):
        op.drop_table(table)
