"""Questions about a lesson that are asked of one's mentor."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PEOPLE = ("person_id", "mentor_id", "answered_by_id")


def upgrade() -> None:
    """Apply."""
    name = "lesson_question"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("paragraph", sa.String(length=16), nullable=False),
        sa.Column("quote", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quote <> '' AND words <> ''", name=op.f(f"ck_{name}_words")),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f(f"ck_{name}_language")
        ),
        sa.CheckConstraint("mentor_id <> person_id", name=op.f(f"ck_{name}_other")),
        sa.CheckConstraint("answered_by_id <> person_id", name=op.f(f"ck_{name}_answerer")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND "
            "(answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f(f"ck_{name}_answered"),
        ),
        *(
            sa.ForeignKeyConstraint([who], ["person.id"], name=op.f(f"fk_{name}_{who}"))
            for who in PEOPLE
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f(f"fk_{name}_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f(f"fk_{name}_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f(f"uq_{name}_person_id_key")),
    )
    for column in ("mentor_id", "document_id", "revision_id", "answered_by_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
    op.create_index(f"ix_{name}_person_id_document_id", name, ["person_id", "document_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("lesson_question")
