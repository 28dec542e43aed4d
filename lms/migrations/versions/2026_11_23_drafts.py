"""Drafts of authored documents, with everything that was saved of them."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0049"
branch_labels = None
depends_on = None

DRAFT, TEXT, VERSION = "draft", "draft_text", "draft_version"
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        DRAFT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("base_revision_id", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "revision_id IS NULL OR closed_at IS NOT NULL", name=op.f("ck_draft_closed")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_draft_document_id")),
        sa.ForeignKeyConstraint(
            ["base_revision_id"], ["revision.id"], name=op.f("fk_draft_base_revision_id")
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_draft_revision_id")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["person.id"], name=op.f("fk_draft_begun_by_id")),
    )
    for column in ("document_id", "base_revision_id", "revision_id", "begun_by_id"):
        op.create_index(f"ix_draft_{column}", DRAFT, [column])
    op.create_index(
        *("uq_draft_open", DRAFT, ["document_id"]),
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        TEXT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_saved("draft_text", least=0),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_text")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_text_draft_id")),
        sa.UniqueConstraint("draft_id", "path", name=op.f("uq_draft_text_draft_id_path")),
    )
    op.create_table(
        VERSION,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        *_saved("draft_version", least=1),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_version")),
        sa.ForeignKeyConstraint(["text_id"], ["draft_text.id"], name=op.f("fk_draft_version_text_id")),
        sa.UniqueConstraint("text_id", "number", name=op.f("uq_draft_version_text_id_number")),
    )
    for table in (TEXT, VERSION):
        op.create_index(f"ix_{table}_saved_by_id", table, ["saved_by_id"])


def _saved(table: str, least: int) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"number >= {least}", name=op.f(f"ck_{table}_number")),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["person.id"], name=op.f(f"fk_{table}_saved_by_id")
        ),
    ]


def downgrade() -> None:
    """Undo."""
    for table in (VERSION, TEXT, DRAFT):
        op.drop_table(table)
