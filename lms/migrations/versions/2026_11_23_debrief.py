"""Practice that begins in the middle of a play, and comments on turns."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "play_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_play_comment_text")),
        sa.ForeignKeyConstraint(
            ["play_id", "turn"],
            ["turn.play_id", "turn.number"],
            name=op.f("fk_play_comment_play_id_turn"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_play_comment_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_play_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_play_comment_public_id")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_play_comment_by_id_key")),
    )
    op.create_index("ix_play_comment_play_id_turn", "play_comment", ["play_id", "turn"])
    op.create_table(
        "play_retry",
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("from_turn", sa.Integer(), nullable=False),
        sa.CheckConstraint("play_id <> source_id", name=op.f("ck_play_retry_source")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_play_retry_play_id")),
        sa.ForeignKeyConstraint(
            ["source_id", "from_turn"],
            ["turn.play_id", "turn.number"],
            name=op.f("fk_play_retry_source_id_from_turn"),
        ),
        sa.PrimaryKeyConstraint("play_id", name=op.f("pk_play_retry")),
    )
    op.create_index("ix_play_retry_source_id_from_turn", "play_retry", ["source_id", "from_turn"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("play_retry")
    op.drop_table("play_comment")
