"""Several marks of one drill: whoever is graded anew keeps the old one beside the new."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# a key cannot be changed in place on both databases
SET_ASIDE = "CREATE TABLE drill_mark_before AS SELECT * FROM drill_mark"
PUT_BACK = """
INSERT INTO drill_mark (run_id, number, score, passed, windows, engine, reason, at)
SELECT own.run_id, 1, own.score, own.passed, own.windows, own.engine,
       coalesce(drill_run.ended_by, 'ending'), own.at
FROM drill_mark_before own JOIN drill_run ON drill_run.id = own.run_id
"""
LAST_ONLY = """
INSERT INTO drill_mark (run_id, score, passed, windows, engine, at)
SELECT run_id, score, passed, windows, engine, at FROM drill_mark_before own
WHERE number = (SELECT max(number) FROM drill_mark_before WHERE run_id = own.run_id)
"""


def upgrade() -> None:
    """Apply."""
    op.execute(SET_ASIDE)
    op.drop_table("drill_mark")
    op.create_table(
        "drill_mark",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_facts(),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_drill_mark_number")),
        *_rules(),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_drill_mark")),
    )
    op.execute(PUT_BACK)
    op.drop_table("drill_mark_before")


def downgrade() -> None:
    """Undo; of several marks of a drill the last one stays."""
    op.execute(SET_ASIDE)
    op.drop_table("drill_mark")
    op.create_table(
        "drill_mark",
        sa.Column("run_id", sa.Integer(), nullable=False),
        *_facts(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_rules(),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_drill_mark")),
    )
    op.execute(LAST_ONLY)
    op.drop_table("drill_mark_before")


def _facts() -> list[sa.Column]:
    return [
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(length=20), nullable=False),
    ]


def _rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_drill_mark_score")),
        sa.ForeignKeyConstraint(["run_id"], ["drill_run.id"], name=op.f("fk_drill_mark_run_id")),
    ]
