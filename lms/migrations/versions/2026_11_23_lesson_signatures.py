"""Lessons that are signed when they have been read; no signature changes."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

REFUSE = "BEGIN SELECT RAISE(ABORT, 'lesson_signature is append-only'); END"
SQLITE = (
    f"CREATE TRIGGER lesson_signature_no_update BEFORE UPDATE ON lesson_signature {REFUSE}",
    f"CREATE TRIGGER lesson_signature_no_delete BEFORE DELETE ON lesson_signature {REFUSE}",
    f"""CREATE TRIGGER lesson_signature_no_replace BEFORE INSERT ON lesson_signature
    WHEN EXISTS (SELECT 1 FROM lesson_signature WHERE id = NEW.id) {REFUSE}""",  # noqa: S608  # nosec B608  # ours alone
)
FUNCTION = "refuse_change_of_lesson_signature()"
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_change_of_lesson_signature() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lesson_signature is append-only'; END $$""",
    """CREATE TRIGGER lesson_signature_append_only BEFORE UPDATE OR DELETE ON lesson_signature
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_lesson_signature()""",
    """CREATE TRIGGER lesson_signature_no_truncate BEFORE TRUNCATE ON lesson_signature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_lesson_signature()""",
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lesson_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_lesson_signature_language")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_lesson_signature_{table}_id")
            )
            for table in ("person", "document", "revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_signature")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_lesson_signature_person_id_key")),
        sa.UniqueConstraint(
            "person_id", "revision_id", name=op.f("uq_lesson_signature_person_id_revision_id")
        ),
    )
    op.create_index(
        "ix_lesson_signature_document_id_person_id",
        "lesson_signature",
        ["document_id", "person_id"],
    )
    op.create_index(
        op.f("ix_lesson_signature_revision_id"), "lesson_signature", ["revision_id"], unique=False
    )
    for statement in SQLITE if op.get_context().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Undo."""
    op.drop_table("lesson_signature")
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {FUNCTION}")
