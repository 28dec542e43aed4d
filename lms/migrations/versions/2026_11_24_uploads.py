"""Pictures that authors put beside documents, and how large pictures are."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "stored_picture",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.CheckConstraint("width >= 1 AND height >= 1", name=op.f("ck_stored_picture_size")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_stored_picture_file_id")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_stored_picture")),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("alt <> ''", name=op.f("ck_upload_alt")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_upload_size")),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_upload_added_by_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_upload_document_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_upload_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("document_id", "file_id", name=op.f("uq_upload_document_id_file_id")),
        sa.UniqueConstraint("document_id", "path", name=op.f("uq_upload_document_id_path")),
        sa.UniqueConstraint("public_id", name=op.f("uq_upload_public_id")),
    )
    op.create_index(op.f("ix_upload_added_by_id"), "upload", ["added_by_id"])
    op.create_index(op.f("ix_upload_file_id"), "upload", ["file_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("upload")
    op.drop_table("stored_picture")
