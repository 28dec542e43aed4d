"""What the reply grader did not understand, and where people overruled it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("kept_reply", "kept_reply_person", "reply_ruling")
INDEXES = (
    ("ix_kept_reply_decided_by_id", "kept_reply", "decided_by_id"),
    ("ix_kept_reply_person_person_id", "kept_reply_person", "person_id"),
    ("ix_reply_ruling_by_id", "reply_ruling", "by_id"),
    ("ix_reply_ruling_rule", "reply_ruling", "rule"),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "kept_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("cause", sa.String(length=9), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=9), nullable=True),
        sa.Column("element", sa.String(length=60), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cause IN ('unmatched', 'contested')", name=op.f("ck_kept_reply_cause")),
        sa.CheckConstraint("times >= people AND people >= 1", name=op.f("ck_kept_reply_times")),
        sa.CheckConstraint("last_at >= first_at", name=op.f("ck_kept_reply_order")),
        sa.CheckConstraint(
            "decision IN ('synonym', 'forbidden', 'branch', 'nothing')",
            name=op.f("ck_kept_reply_decision"),
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL) AND "
            "(decision IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_kept_reply_decided"),
        ),
        sa.CheckConstraint(
            "(decision IS NOT NULL AND decision = 'synonym') = (element IS NOT NULL)",
            name=op.f("ck_kept_reply_element"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_kept_reply_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_kept_reply_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_reply")),
        sa.UniqueConstraint(
            "document_id", "step", "digest", name=op.f("uq_kept_reply_document_id_step_digest")
        ),
    )
    op.create_table(
        "kept_reply_person",
        sa.Column("kept_reply_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_reply_id"], ["kept_reply.id"], name=op.f("fk_kept_reply_person_kept_reply_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_kept_reply_person_person_id")
        ),
        sa.PrimaryKeyConstraint("kept_reply_id", "person_id", name=op.f("pk_kept_reply_person")),
    )
    op.create_table(
        "reply_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("element", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("grader", sa.String(length=10), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("ruled", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.String(length=7), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "capacity IN ('trainer', 'mentor')", name=op.f("ck_reply_ruling_capacity")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_reply_ruling_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_ruling")),
        sa.UniqueConstraint(
            "reply", "element", "by_id", name=op.f("uq_reply_ruling_reply_element_by_id")
        ),
    )
    for name, table, column in INDEXES:
        op.create_index(name, table, [column])


def downgrade() -> None:
    """Undo."""
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
    for table in reversed(TABLES):
        op.drop_table(table)
