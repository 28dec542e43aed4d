"""Notes that readers keep in lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lesson_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("paragraph", sa.String(length=16), nullable=False),
        sa.Column("quote", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_lesson_note_quote")),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_lesson_note_language")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_note_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_lesson_note_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_lesson_note_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_lesson_note_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_lesson_note_person_id_key")),
    )
    op.create_index(op.f("ix_lesson_note_document_id"), "lesson_note", ["document_id"])
    op.create_index(op.f("ix_lesson_note_revision_id"), "lesson_note", ["revision_id"])
    op.create_index(
        "ix_lesson_note_person_id_document_id", "lesson_note", ["person_id", "document_id"]
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("lesson_note")
