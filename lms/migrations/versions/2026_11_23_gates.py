"""Gates that take a second person, and what trainees say before a gate."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

GATES, STATEMENTS = "plan_gate", "gate_statement"
AT = sa.DateTime(timezone=True)
ALONE = {"resolve_fks": False}  # what it refers to is not read
ANSWERS = sa.text("capacity <> 'mentor'")
WAITING = sa.text("waits_on_id IS NOT NULL")
DRAFT = sa.text("sent_at IS NULL")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        batch.add_column(
            sa.Column("needs_lead", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        for column in ("waits_on_id", "confirmed_by_id"):
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_{GATES}_{column}"), "sign_off", [column], ["id"])
        batch.create_check_constraint(
            op.f(f"ck_{GATES}_two_people"),
            "NOT needs_lead OR (passed_by_id IS NULL) = (confirmed_by_id IS NULL)",
        )
        batch.create_check_constraint(
            op.f(f"ck_{GATES}_confirmed"), "confirmed_by_id <> passed_by_id"
        )
        batch.create_check_constraint(
            op.f(f"ck_{GATES}_waits"),
            "waits_on_id IS NULL OR (needs_lead AND passed_by_id IS NULL)",
        )
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        batch.alter_column("needs_lead", existing_type=sa.Boolean(), server_default=None)
    op.create_index(
        "ix_plan_gate_waiting",
        GATES,
        ["plan_id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(
        "uq_sign_off_answer",
        "sign_off",
        ["plan_id", "subject", "subject_id", "number"],
        unique=True,
        sqlite_where=ANSWERS,
        postgresql_where=ANSWERS,
    )
    _statements()


def _statements() -> None:
    answers = ("done", "learnt", "lacking", "ahead")
    op.create_table(
        STATEMENTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=800), nullable=False) for name in answers),
        sa.Column("saved_at", AT, nullable=False),
        sa.Column("sent_at", AT, nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f(f"ck_{STATEMENTS}_number")),
        sa.CheckConstraint(
            "sent_at IS NULL OR (done <> '' AND learnt <> '' AND lacking <> '' AND ahead <> '')",
            name=op.f(f"ck_{STATEMENTS}_whole"),
        ),
        sa.CheckConstraint("sent_at >= saved_at", name=op.f(f"ck_{STATEMENTS}_order")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f(f"fk_{STATEMENTS}_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{STATEMENTS}")),
        sa.UniqueConstraint(
            "plan_id", "gate", "number", name=op.f(f"uq_{STATEMENTS}_plan_id_gate_number")
        ),
    )
    op.create_index(
        f"uq_{STATEMENTS}_draft",
        STATEMENTS,
        ["plan_id", "gate"],
        unique=True,
        sqlite_where=DRAFT,
        postgresql_where=DRAFT,
    )


def downgrade() -> None:
    """Undo; gates of which a second signature is missing stay open."""
    op.drop_table(STATEMENTS)
    op.drop_index("uq_sign_off_answer", "sign_off")
    op.drop_index("ix_plan_gate_waiting", GATES)
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        for name in ("two_people", "confirmed", "waits"):
            batch.drop_constraint(op.f(f"ck_{GATES}_{name}"), type_="check")
        for column in ("waits_on_id", "confirmed_by_id"):
            batch.drop_constraint(op.f(f"fk_{GATES}_{column}"), type_="foreignkey")
            batch.drop_column(column)
        batch.drop_column("needs_lead")
