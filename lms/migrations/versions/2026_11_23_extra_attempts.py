"""Who is granted another attempt at an assessment."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_extra_attempt_document_id": ["document_id"],
    "ix_extra_attempt_ended_by_id": ["ended_by_id"],
    "ix_extra_attempt_person_id_document_id": ["person_id", "document_id"],
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "extra_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("granted_by_id <> person_id", name=op.f("ck_extra_attempt_other")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_extra_attempt_end")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_extra_attempt_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_extra_attempt_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["person.id"], name=op.f("fk_extra_attempt_granted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_extra_attempt_ended_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_attempt")),
        sa.UniqueConstraint(
            "granted_by_id", "key", name=op.f("uq_extra_attempt_granted_by_id_key")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_extra_attempt_public_id")),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "extra_attempt", columns)


def downgrade() -> None:
    """Undo."""
    for name in INDEXES:
        op.drop_index(name, table_name="extra_attempt")
    op.drop_table("extra_attempt")
