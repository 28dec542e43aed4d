"""What is said back to verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLE = "verdict_message"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_verdict_message_number")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_verdict_message_words")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict_message")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_verdict_message_person_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_verdict_message_by_id")),
        sa.UniqueConstraint("kind", "verdict", "number", name=op.f("uq_verdict_message_kind_verdict_number")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_verdict_message_by_id_key")),
    )
    op.create_index("ix_verdict_message_person_id", TABLE, ["person_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table(TABLE)
