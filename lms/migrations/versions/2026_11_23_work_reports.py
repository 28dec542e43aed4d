"""Work reports, their answers, and the sessions that came to them."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0045"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
REPORT, REPLY, TALKED = "work_report", "work_report_reply", "session_report"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        REPORT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(length=800), nullable=False)
            for name in ("done", "learnt", "lacking", "ahead")
        ),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("saved_at", AT, nullable=False),
        sa.Column("sent_at", AT, nullable=True),
        sa.CheckConstraint("month >= 1", name=op.f("ck_work_report_month")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_work_report_days")),
        sa.CheckConstraint(
            "(sent_at IS NULL) = (figures IS NULL)", name=op.f("ck_work_report_figures")
        ),
        sa.CheckConstraint(
            "sent_at IS NULL OR (done <> '' AND learnt <> '' AND lacking <> '' AND ahead <> '')",
            name=op.f("ck_work_report_whole"),
        ),
        sa.CheckConstraint("sent_at >= saved_at", name=op.f("ck_work_report_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_report")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_work_report_plan_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_report_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_work_report_public_id")),
        sa.UniqueConstraint("plan_id", "task", name=op.f("uq_work_report_plan_id_task")),
    )
    op.create_index("ix_work_report_person_id", REPORT, ["person_id"])
    op.create_table(
        REPLY,
        sa.Column("report_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=800), nullable=False),
        sa.Column("to_talk", sa.String(length=200), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_work_report_reply_words")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_work_report_reply")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["work_report.id"], name=op.f("fk_work_report_reply_report_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_work_report_reply_by_id")),
    )
    op.create_index("ix_work_report_reply_by_id", REPLY, ["by_id"])
    op.create_table(
        TALKED,
        sa.Column("report_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_session_report")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["work_report.id"], name=op.f("fk_session_report_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session_record.id"], name=op.f("fk_session_report_session_id")
        ),
    )
    op.create_index("ix_session_report_session_id", TALKED, ["session_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table(TALKED)
    op.drop_table(REPLY)
    op.drop_table(REPORT)
