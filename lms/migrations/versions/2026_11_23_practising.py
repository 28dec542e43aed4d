"""Hints asked for in a lesson, and checks that are practised because they were missed."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def columns_of_an_act(table: str) -> list[sa.schema.SchemaItem]:
    """Who did it in which text, when, and the key that makes a repeat harmless."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_{table}_{to}_id"))
            for to in ("person", "document", "revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("person_id", "key", name=op.f(f"uq_{table}_person_id_key")),
    ]


def upgrade() -> None:
    """Apply."""
    check = ("person_id", "document_id", "question")
    op.create_table(
        "hint_asked",
        *columns_of_an_act("hint_asked"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 3", name=op.f("ck_hint_asked_number")),
        sa.UniqueConstraint(*check, "revision_id", "number", name="uq_hint_asked_number"),
    )
    op.create_table(
        "check_practice",
        *columns_of_an_act("check_practice"),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_check_practice_turn")),
        sa.UniqueConstraint("public_id", name=op.f("uq_check_practice_public_id")),
        sa.UniqueConstraint(*check, "turn", name="uq_check_practice_turn"),
        sa.UniqueConstraint(*check, "day", name="uq_check_practice_day"),
    )
    for table in ("hint_asked", "check_practice"):
        for column in ("document_id", "revision_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Undo."""
    op.drop_table("check_practice")
    op.drop_table("hint_asked")
