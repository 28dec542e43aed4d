"""Remarks on lines of drafts, with their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "draft_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.CheckConstraint("line >= 1", name=op.f("ck_draft_remark_line")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_draft_remark_words")),
        sa.CheckConstraint(
            "(answers_id IS NULL) = (quote <> '')", name=op.f("ck_draft_remark_quote")
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_draft_remark_settled")
        ),
        sa.CheckConstraint(
            "answers_id IS NULL OR settled_at IS NULL", name=op.f("ck_draft_remark_whole")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["draft_text.id"], name=op.f("fk_draft_remark_text_id")
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["draft_remark.id"], name=op.f("fk_draft_remark_answers_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_draft_remark_by_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_draft_remark_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_remark")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_remark_public_id")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_draft_remark_by_id_key")),
    )
    for column in ("text_id", "answers_id", "settled_by_id"):
        op.create_index(op.f(f"ix_draft_remark_{column}"), "draft_remark", [column])


def downgrade() -> None:
    """Undo."""
    op.drop_table("draft_remark")
