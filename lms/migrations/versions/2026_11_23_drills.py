"""Drills: several plays of one person at once."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = "ended_at IS NULL AND NOT is_preview"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "drill_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("is_preview", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extra_time", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=6), nullable=True),
        sa.CheckConstraint(
            "ended_by IN ('ending', 'clock', 'left')", name=op.f("ck_drill_run_ended_by")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_drill_run_end")
        ),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_drill_run_order")),
        sa.CheckConstraint("deadline >= started_at", name=op.f("ck_drill_run_deadline")),
        sa.CheckConstraint("extra_time >= 0", name=op.f("ck_drill_run_extra_time")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_drill_run_person_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_drill_run_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_drill_run_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_run")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_drill_run_person_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_drill_run_public_id")),
    )
    op.create_index("ix_drill_run_document_id", "drill_run", ["document_id"])
    op.create_index("ix_drill_run_revision_id", "drill_run", ["revision_id"])
    op.create_index("ix_drill_run_person_id_document_id", "drill_run", ["person_id", "document_id"])
    op.create_index(
        "uq_drill_run_open",
        "drill_run",
        ["person_id", "document_id"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    op.create_table(
        "drill_window",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 4", name=op.f("ck_drill_window_number")),
        sa.ForeignKeyConstraint(["run_id"], ["drill_run.id"], name=op.f("fk_drill_window_run_id")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_drill_window_play_id")),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_drill_window")),
        sa.UniqueConstraint("play_id", name=op.f("uq_drill_window_play_id")),
    )
    op.create_table(
        "drill_mark",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_drill_mark_score")),
        sa.ForeignKeyConstraint(["run_id"], ["drill_run.id"], name=op.f("fk_drill_mark_run_id")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_drill_mark")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("drill_mark")
    op.drop_table("drill_window")
    op.drop_table("drill_run")
