"""How the clocks of a play run, and who is granted more time."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SWITCHES = ("is_unhurried", "was_unhurried")
INDEXES = ("document_id", "ended_by_id", "granted_by_id", "person_id")


def upgrade() -> None:
    """Apply."""
    op.add_column("play", sa.Column("extra_time", sa.Integer(), server_default="0", nullable=False))
    for name in SWITCHES:
        op.add_column(
            "play", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_table(
        "extra_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("percent IN (25, 50, 100, 200)", name=op.f("ck_extra_time_percent")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_extra_time_end")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_extra_time_person_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_extra_time_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["person.id"], name=op.f("fk_extra_time_granted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_extra_time_ended_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_time")),
        sa.UniqueConstraint("granted_by_id", "key", name=op.f("uq_extra_time_granted_by_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_extra_time_public_id")),
    )
    for column in INDEXES:
        op.create_index(f"ix_extra_time_{column}", "extra_time", [column])


def downgrade() -> None:
    """Undo."""
    for column in INDEXES:
        op.drop_index(f"ix_extra_time_{column}", table_name="extra_time")
    op.drop_table("extra_time")
    for name in reversed(SWITCHES):
        op.drop_column("play", name)
    op.drop_column("play", "extra_time")
