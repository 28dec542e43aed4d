"""A knowledge base of one's own, and what was shared of it with the department."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)
ENTRY, SHARE = "shelf_entry", "shelf_share"
LIVE = sa.text("withdrawn_at IS NULL AND (verdict IS NULL OR verdict = 'accepted')")
WAITING = sa.text("withdrawn_at IS NULL AND verdict IS NULL")
READABLE = sa.text("withdrawn_at IS NULL AND verdict = 'accepted'")
SHELVES = "shelf IN ('product', 'policy', 'system')"
WORDS = "question <> '' AND answer <> '' AND source <> ''"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        ENTRY,
        *_text(),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint(SHELVES, name=op.f("ck_shelf_entry_shelf")),
        sa.CheckConstraint(WORDS, name=op.f("ck_shelf_entry_words")),
        *_ends(ENTRY, person_id="person"),
        sa.UniqueConstraint("public_id", name=op.f("uq_shelf_entry_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_shelf_entry_person_id_key")),
    )
    op.create_index("ix_shelf_entry_person_id", ENTRY, ["person_id"])
    op.create_table(
        SHARE,
        *_text(),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=True),
        sa.Column("decided_at", AT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", AT, nullable=True),
        sa.CheckConstraint(SHELVES, name=op.f("ck_shelf_share_shelf")),
        sa.CheckConstraint(WORDS, name=op.f("ck_shelf_share_text")),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'returned')", name=op.f("ck_shelf_share_verdict")
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (decided_at IS NULL) "
            "AND (verdict IS NULL) = (decided_by_id IS NULL)",
            name=op.f("ck_shelf_share_decided"),
        ),
        sa.CheckConstraint("decided_by_id <> person_id", name=op.f("ck_shelf_share_other")),
        *_ends(
            SHARE,
            person_id="person",
            entry_id=ENTRY,
            department_id="department",
            decided_by_id="person",
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_shelf_share_public_id")),
    )
    for column in ("entry_id", "person_id", "decided_by_id"):
        op.create_index(f"ix_shelf_share_{column}", SHARE, [column])
    _index("uq_shelf_share_live", ["entry_id"], LIVE, unique=True)
    _index("ix_shelf_share_waiting", ["id"], WAITING)
    _index("ix_shelf_share_readable", ["department_id", "id"], READABLE)


def _text() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.String(length=7), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=False),
        sa.Column("at", AT, nullable=False),
    ]


def _index(name: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(
        name, SHARE, columns, unique=unique, sqlite_where=where, postgresql_where=where
    )


def _ends(table: str, **references: str) -> list[sa.Constraint]:
    """The primary key, and where columns point: the `id` of these tables."""
    keys = (
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in references.items()
    )
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *keys]


def downgrade() -> None:
    """Undo."""
    op.drop_table(SHARE)
    op.drop_table(ENTRY)
