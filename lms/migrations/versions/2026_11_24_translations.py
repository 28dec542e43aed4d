"""How translations stand, and which of them were looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "translation_approval",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint(
            "language IN ('zh-Hant', 'en')", name=op.f("ck_translation_approval_language")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_translation_approval_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_translation_approval_by_id")
        ),
        sa.PrimaryKeyConstraint(
            "document_id", "language", "place", name=op.f("pk_translation_approval")
        ),
    )
    op.create_index(op.f("ix_translation_approval_by_id"), "translation_approval", ["by_id"])
    op.create_table(
        "translation_count",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("outdated", sa.Integer(), nullable=False),
        sa.Column("counted_at", AT, nullable=False),
        sa.CheckConstraint(
            "missing BETWEEN 0 AND pieces AND outdated BETWEEN 0 AND pieces",
            name=op.f("ck_translation_count_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_translation_count_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_translation_count")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("translation_count")
    op.drop_table("translation_approval")
