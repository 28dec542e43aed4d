"""What apprentices say of mentors when their time together is over."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

SPENT, SAID = "feedback_spent", "mentor_feedback"
GRADES = ("there", "clear", "useful", "respect")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        SPENT,
        sa.Column("pair_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f(f"fk_{SPENT}_pair_id")),
        sa.PrimaryKeyConstraint("pair_id", name=op.f(f"pk_{SPENT}")),
    )
    op.create_table(
        SAID,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in GRADES),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        *(
            sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=op.f(f"ck_{SAID}_{name}"))
            for name in GRADES
        ),
        sa.CheckConstraint("batch >= 1", name=op.f(f"ck_{SAID}_batch")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f(f"fk_{SAID}_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{SAID}")),
    )
    op.create_index(f"ix_{SAID}_mentor_id_batch", SAID, ["mentor_id", "batch"])


def downgrade() -> None:
    """Undo."""
    op.drop_table(SAID)
    op.drop_table(SPENT)
