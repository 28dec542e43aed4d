"""Learning plans of a quarter, agreed by two, and what they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

SOURCES = "source IN ('observation', 'assessment', 'practice', 'check')"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "learning_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_learning_plan_quarter")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_learning_plan_version")),
        sa.CheckConstraint(
            "(mentor_id IS NULL) = (mentor_at IS NULL)", name=op.f("ck_learning_plan_mentor")
        ),
        sa.CheckConstraint("mentor_id <> person_id", name=op.f("ck_learning_plan_two_people")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_learning_plan_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["person.id"], name=op.f("fk_learning_plan_mentor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_learning_plan_public_id")),
        sa.UniqueConstraint(
            "person_id", "year", "quarter", name=op.f("uq_learning_plan_person_id_year_quarter")
        ),
    )
    op.create_index(op.f("ix_learning_plan_mentor_id"), "learning_plan", ["mentor_id"])
    op.create_table(
        "learning_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=11), nullable=False),
        sa.Column("item", sa.String(length=121), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 3", name=op.f("ck_learning_item_number")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_learning_item_minutes")),
        sa.CheckConstraint(SOURCES, name=op.f("ck_learning_item_source")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["learning_plan.id"], name=op.f("fk_learning_item_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_item")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_learning_item_plan_id_number")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("learning_item")
    op.drop_table("learning_plan")
