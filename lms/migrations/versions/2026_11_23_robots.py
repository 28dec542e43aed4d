"""Robots in chat groups, what they are told of, and what is to be said there."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0044"
branch_labels = None
depends_on = None

ROBOTS, TOPICS, SAYINGS = "robot", "robot_topic", "announcement"
AT = sa.DateTime(timezone=True)
UNSAID = sa.text("sent_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        ROBOTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("creation_key", sa.String(length=64), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=7), nullable=False),
        sa.Column("token", sa.String(length=300), nullable=True),
        sa.Column("secret", sa.String(length=300), nullable=True),
        sa.Column("tail", sa.String(length=4), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("removed_at", AT, nullable=True),
        sa.CheckConstraint("kind IN ('wecom', 'dingtalk', 'feishu')", name=op.f("ck_robot_kind")),
        sa.CheckConstraint(
            "language IN ('zh-Hans', 'zh-Hant', 'en')", name=op.f("ck_robot_language")
        ),
        sa.CheckConstraint(
            "removed_at IS NULL OR (token IS NULL AND secret IS NULL)", name=op.f("ck_robot_forgets")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_robot_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_robot")),
        sa.UniqueConstraint("public_id", name=op.f("uq_robot_public_id")),
        sa.UniqueConstraint("creation_key", name=op.f("uq_robot_creation_key")),
    )
    op.create_index(op.f("ix_robot_department_id"), ROBOTS, ["department_id"])
    op.create_table(
        TOPICS,
        sa.Column("robot_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["robot_id"], ["robot.id"], name=op.f("fk_robot_topic_robot_id")),
        sa.PrimaryKeyConstraint("robot_id", "topic", name=op.f("pk_robot_topic")),
    )
    op.create_index("ix_robot_topic_topic", TOPICS, ["topic"])
    op.create_table(
        SAYINGS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("robot_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("sent_at", AT, nullable=True),
        sa.Column("dropped_at", AT, nullable=True),
        sa.Column("trouble", sa.String(length=20), nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "sent_at IS NULL OR dropped_at IS NULL", name=op.f("ck_announcement_fate")
        ),
        sa.ForeignKeyConstraint(["robot_id"], ["robot.id"], name=op.f("fk_announcement_robot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_announcement_public_id")),
        sa.UniqueConstraint("robot_id", "key", name=op.f("uq_announcement_robot_id_key")),
    )
    op.create_index(op.f("ix_announcement_created_at"), SAYINGS, ["created_at"])
    op.create_index("ix_announcement_robot_id_id", SAYINGS, ["robot_id", "id"])
    op.create_index(
        "ix_announcement_unsaid",
        SAYINGS,
        ["id"],
        sqlite_where=UNSAID,
        postgresql_where=UNSAID,
    )


def downgrade() -> None:
    """Undo."""
    for table in (SAYINGS, TOPICS, ROBOTS):
        op.drop_table(table)
