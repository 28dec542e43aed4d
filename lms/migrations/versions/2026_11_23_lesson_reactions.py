"""What readers say is wrong with paragraphs of lessons."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

OPEN = "answered_at IS NULL"
REFERRED = {
    "person_id": "person",
    "document_id": "document",
    "revision_id": "revision",
    "answered_by_id": "person",
}
ONCE = ("person_id", "document_id", "paragraph", "kind")


def upgrade() -> None:
    """Apply."""
    name = "lesson_reaction"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("paragraph", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("quote", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=7), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quote <> ''", name=op.f(f"ck_{name}_quote")),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f(f"ck_{name}_language")
        ),
        sa.CheckConstraint(
            "kind IN ('unclear', 'outdated', 'wrong')", name=op.f(f"ck_{name}_kind")
        ),
        sa.CheckConstraint("verdict IN ('changed', 'kept')", name=op.f(f"ck_{name}_verdict")),
        sa.CheckConstraint("(verdict IS NULL) = (answer IS NULL)", name=op.f(f"ck_{name}_settled")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND "
            "(answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f(f"ck_{name}_answered"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in REFERRED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f(f"uq_{name}_person_id_key")),
        sa.UniqueConstraint(*ONCE, name=op.f(f"uq_{name}_{'_'.join(ONCE)}")),
    )
    for column in ("document_id", "revision_id", "answered_by_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
    op.create_index(
        "ix_lesson_reaction_waiting",
        name,
        ["document_id", "paragraph", "kind", "due_on"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("lesson_reaction")
