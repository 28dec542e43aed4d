"""Requests to be observed."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NAME = "observation_request"
AT = sa.DateTime(timezone=True)
OPEN = sa.text("ended IS NULL")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        NAME,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("starts_at", AT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_mentors", sa.Boolean(), nullable=False),
        sa.Column("agreed_at", AT, nullable=True),
        sa.Column("ended", sa.String(length=9), nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f(f"ck_{NAME}_number")),
        sa.CheckConstraint("ended IN ('observed', 'withdrawn')", name=op.f(f"ck_{NAME}_ended")),
        sa.CheckConstraint("(ended IS NULL) = (ended_at IS NULL)", name=op.f(f"ck_{NAME}_end")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f(f"fk_{NAME}_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{NAME}_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NAME}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{NAME}_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f(f"uq_{NAME}_person_id_key")),
    )
    op.create_index(op.f(f"ix_{NAME}_pair_id"), NAME, ["pair_id"])
    op.create_index(
        f"uq_{NAME}_open",
        NAME,
        ["pair_id", "competency"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table(NAME)
