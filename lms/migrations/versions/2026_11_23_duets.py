"""Two-seat role-plays and their lines."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Apply."""
    name = "duet"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("checklist_record_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("mentor_id <> person_id", name=op.f("ck_duet_two_people")),
        sa.CheckConstraint(
            "checklist_record_id IS NULL OR ended_at IS NOT NULL", name=op.f("ck_duet_record")
        ),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{name}_{column}"))
            for column, target in (
                ("pair_id", "pair.id"),
                ("person_id", "person.id"),
                ("mentor_id", "person.id"),
                ("revision_id", "revision.id"),
                ("checklist_record_id", "checklist_record.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duet")),
        sa.UniqueConstraint("public_id", name=op.f("uq_duet_public_id")),
        sa.UniqueConstraint("checklist_record_id", name=op.f("uq_duet_checklist_record_id")),
        sa.UniqueConstraint("mentor_id", "key", name=op.f("uq_duet_mentor_id_key")),
    )
    for column in ("pair_id", "person_id", "revision_id"):
        op.create_index(op.f(f"ix_duet_{column}"), name, [column])
    op.create_index(
        "uq_duet_open", name, ["pair_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    _lines()


def downgrade() -> None:
    """Undo."""
    op.drop_table("duet_line")
    op.drop_table("duet")


def _lines() -> None:
    name = "duet_line"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_duet_line_number")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_duet_line_words")),
        sa.ForeignKeyConstraint(["duet_id"], ["duet.id"], name=op.f("fk_duet_line_duet_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_duet_line_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duet_line")),
        sa.UniqueConstraint("duet_id", "number", name=op.f("uq_duet_line_duet_id_number")),
        sa.UniqueConstraint("duet_id", "key", name=op.f("uq_duet_line_duet_id_key")),
    )
    op.create_index(op.f("ix_duet_line_by_id"), name, ["by_id"])
