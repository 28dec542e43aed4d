"""Reviews of drafts before they are published."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0063"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
OPEN = sa.text("verdict IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "draft_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("base_revision_id", sa.Integer(), nullable=True),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=9), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("decided_at", AT, nullable=True),
        sa.CheckConstraint("reviewer_id <> asked_by_id", name=op.f("ck_draft_review_other")),
        sa.CheckConstraint(
            "verdict IN ('approved', 'returned', 'withdrawn')",
            name=op.f("ck_draft_review_verdict"),
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (decided_at IS NULL)", name=op.f("ck_draft_review_decided")
        ),
        sa.CheckConstraint(
            "verdict <> 'returned' OR words <> ''", name=op.f("ck_draft_review_reason")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_review_draft_id")),
        sa.ForeignKeyConstraint(
            ["base_revision_id"], ["revision.id"], name=op.f("fk_draft_review_base_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_draft_review_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_draft_review_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_draft_review_public_id")),
        sa.UniqueConstraint("asked_by_id", "key", name=op.f("uq_draft_review_asked_by_id_key")),
    )
    op.create_index(op.f("ix_draft_review_draft_id"), "draft_review", ["draft_id"])
    op.create_index(op.f("ix_draft_review_base_revision_id"), "draft_review", ["base_revision_id"])
    op.create_index(
        "ix_draft_review_reviewer_id_verdict", "draft_review", ["reviewer_id", "verdict"]
    )
    op.create_index(
        "uq_draft_review_open",
        "draft_review",
        ["draft_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("draft_review")
