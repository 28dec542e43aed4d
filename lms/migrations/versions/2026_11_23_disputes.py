"""Words accepted since, turns graded anew, and gradings that people contest."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("reply_amendment", "regrading", "dispute")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "reply_amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_reply_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("decision", sa.String(length=9), nullable=False),
        sa.Column("element", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(decision = 'forbidden') = (title IS NOT NULL)", name=op.f("ck_reply_amendment_title")
        ),
        sa.CheckConstraint(
            "decision IN ('synonym', 'forbidden')", name=op.f("ck_reply_amendment_decision")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_reply_amendment_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["kept_reply_id"], ["kept_reply.id"], name=op.f("fk_reply_amendment_kept_reply_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_reply_amendment_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_amendment")),
        sa.UniqueConstraint("kept_reply_id", name=op.f("uq_reply_amendment_kept_reply_id")),
    )
    op.create_index("ix_reply_amendment_document_id", "reply_amendment", ["document_id"])
    op.create_index(op.f("ix_reply_amendment_revision_id"), "reply_amendment", ["revision_id"])
    op.create_table(
        "regrading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("move", sa.String(length=5), nullable=False),
        sa.Column("was", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("mark_number", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(move = 'falls' AND state <> 'waiting') = (settled_by_id IS NOT NULL)",
            name=op.f("ck_regrading_second"),
        ),
        sa.CheckConstraint(
            "(state = 'counted') = (mark_number IS NOT NULL)", name=op.f("ck_regrading_counted")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (settled_at IS NULL)", name=op.f("ck_regrading_settled")
        ),
        sa.CheckConstraint(
            "move = 'falls' OR state = 'counted'", name=op.f("ck_regrading_at_once")
        ),
        sa.CheckConstraint("move IN ('falls', 'rises', 'stays')", name=op.f("ck_regrading_move")),
        sa.CheckConstraint(
            "state IN ('waiting', 'counted', 'declined')", name=op.f("ck_regrading_state")
        ),
        sa.CheckConstraint("settled_by_id <> by_id", name=op.f("ck_regrading_other")),
        sa.CheckConstraint(
            "was BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100", name=op.f("ck_regrading_score")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_regrading_by_id")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_regrading_play_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_regrading_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrading")),
        sa.UniqueConstraint("play_id", "cause", name=op.f("uq_regrading_play_id_cause")),
        sa.UniqueConstraint("public_id", name=op.f("uq_regrading_public_id")),
    )
    op.create_index(op.f("ix_regrading_by_id"), "regrading", ["by_id"])
    op.create_index(op.f("ix_regrading_settled_by_id"), "regrading", ["settled_by_id"])
    op.create_index(
        "ix_regrading_waiting",
        "regrading",
        ["at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=9), nullable=True),
        sa.Column("capacity", sa.String(length=7), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("capacity IN ('trainer', 'mentor')", name=op.f("ck_dispute_capacity")),
        sa.CheckConstraint("decision IN ('upheld', 'overruled')", name=op.f("ck_dispute_decision")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) AND "
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (capacity IS NULL) AND "
            "(decided_at IS NULL) = (reason IS NULL)",
            name=op.f("ck_dispute_decided"),
        ),
        sa.CheckConstraint("decided_at >= opened_at", name=op.f("ck_dispute_order")),
        sa.CheckConstraint("decided_by_id <> person_id", name=op.f("ck_dispute_other")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_dispute_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dispute_person_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_dispute_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_dispute_person_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_public_id")),
    )
    op.create_index(op.f("ix_dispute_decided_by_id"), "dispute", ["decided_by_id"])
    op.create_index(op.f("ix_dispute_turn_id"), "dispute", ["turn_id"])
    op.create_index(
        "uq_dispute_open",
        "dispute",
        ["turn_id"],
        unique=True,
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    for table in reversed(TABLES):
        op.drop_table(table)
