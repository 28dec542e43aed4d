"""What authors have counted of plays: the first play of each person, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0062"
branch_labels = None
depends_on = None

FIRST, TAKEN = "first_play", "step_taken"
MODES = "mode IN ('practice', 'rehearsal', 'assessment')"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        FIRST,
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("left_at", sa.String(length=60), nullable=True),
        sa.CheckConstraint(MODES, name=op.f("ck_first_play_mode")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_first_play_play_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_first_play_person_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_first_play_revision_id")
        ),
        sa.PrimaryKeyConstraint("play_id", name=op.f("pk_first_play")),
        sa.UniqueConstraint(
            *("person_id", "revision_id", "mode"),
            name=op.f("uq_first_play_person_id_revision_id_mode"),
        ),
    )
    op.create_index(
        "ix_first_play_revision_id_mode_left_at", FIRST, ["revision_id", "mode", "left_at"]
    )
    op.create_table(
        TAKEN,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("play_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("target", sa.String(length=60), nullable=False),
        sa.Column("earned", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.CheckConstraint(MODES, name=op.f("ck_step_taken_mode")),
        sa.CheckConstraint("earned >= 0", name=op.f("ck_step_taken_earned")),
        sa.CheckConstraint("seconds BETWEEN 0 AND 3600", name=op.f("ck_step_taken_seconds")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_step_taken_score")),
        sa.ForeignKeyConstraint(["play_id"], ["play.id"], name=op.f("fk_step_taken_play_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_step_taken_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_taken")),
        sa.UniqueConstraint("play_id", "step", name=op.f("uq_step_taken_play_id_step")),
    )
    op.create_index(
        "ix_step_taken_counts",
        TAKEN,
        ["revision_id", "mode", "step", "answer", "target", "earned", "score"],
    )
    op.create_index("ix_step_taken_seconds", TAKEN, ["revision_id", "mode", "step", "seconds"])


def downgrade() -> None:
    """Undo."""
    for table in (TAKEN, FIRST):
        op.drop_table(table)
