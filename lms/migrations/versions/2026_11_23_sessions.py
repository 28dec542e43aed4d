"""Sessions of mentor and apprentice: records, answers, to-dos, topics, private notes."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
SESSION, ANSWER, TODO = "session_record", "session_answer", "session_todo"
TOPIC, NOTE = "session_topic", "session_note"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        SESSION,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("talk", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("shared", sa.String(length=2000), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("mentor_id <> person_id", name=op.f("ck_session_record_two_people")),
        sa.CheckConstraint("minutes BETWEEN 5 AND 240", name=op.f("ck_session_record_minutes")),
        sa.CheckConstraint("shared <> ''", name=op.f("ck_session_record_shared")),
        sa.CheckConstraint("corrects_id <> id", name=op.f("ck_session_record_other")),
        *_ends(
            SESSION,
            pair_id="pair",
            person_id="person",
            mentor_id="person",
            revision_id="revision",
            corrects_id=SESSION,
        ),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_session_record_corrects_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_session_record_public_id")),
        sa.UniqueConstraint("mentor_id", "key", name=op.f("uq_session_record_mentor_id_key")),
    )
    op.create_index("ix_session_record_revision_id", SESSION, ["revision_id"])
    for whose in ("pair_id", "person_id", "mentor_id"):
        op.create_index(f"ix_session_record_{whose}_held_on", SESSION, [whose, "held_on"])
    op.create_table(
        ANSWER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("is_confirmed OR words <> ''", name=op.f("ck_session_answer_words")),
        *_ends(ANSWER, session_id=SESSION, person_id="person"),
        sa.UniqueConstraint("session_id", name=op.f("uq_session_answer_session_id")),
    )
    op.create_index("ix_session_answer_person_id", ANSWER, ["person_id"])
    op.create_table(
        TODO,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed", sa.String(length=7), nullable=True),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_session_todo_words")),
        sa.CheckConstraint("closed IN ('done', 'dropped')", name=op.f("ck_session_todo_closed")),
        sa.CheckConstraint(
            "(closed IS NULL) = (closed_at IS NULL) AND (closed IS NULL) = (closed_by_id IS NULL)",
            name=op.f("ck_session_todo_end"),
        ),
        *_ends(TODO, session_id=SESSION, pair_id="pair", owner_id="person", closed_by_id="person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_session_todo_public_id")),
    )
    for column in ("session_id", "pair_id", "owner_id", "closed_by_id"):
        op.create_index(f"ix_session_todo_{column}", TODO, [column])
    op.create_table(
        TOPIC,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("play_id", sa.Integer(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(question_id IS NULL) <> (play_id IS NULL)", name=op.f("ck_session_topic_one")
        ),
        sa.CheckConstraint(
            "turn IS NULL OR (play_id IS NOT NULL AND turn >= 1)",
            name=op.f("ck_session_topic_turn"),
        ),
        *_ends(TOPIC, session_id=SESSION, question_id="lesson_question", play_id="play"),
    )
    for column in ("session_id", "question_id", "play_id"):
        op.create_index(f"ix_session_topic_{column}", TOPIC, [column])
    op.create_table(
        NOTE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_session_note_words")),
        *_ends(NOTE, session_id=SESSION, writer_id="person"),
        sa.UniqueConstraint(
            "session_id", "writer_id", name=op.f("uq_session_note_session_id_writer_id")
        ),
    )
    for column in ("session_id", "writer_id"):
        op.create_index(f"ix_session_note_{column}", NOTE, [column])


def _ends(table: str, **references: str) -> list[sa.Constraint]:
    """The primary key, and where columns point: the `id` of these tables."""
    keys = (
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in references.items()
    )
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *keys]


def downgrade() -> None:
    """Undo."""
    for table in (NOTE, TOPIC, TODO, ANSWER, SESSION):
        op.drop_table(table)
