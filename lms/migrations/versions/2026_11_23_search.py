"""Words by which people and parts of documents are found, with their index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEXED = (("person", "words"), ("search_entry", "words"))


def upgrade() -> None:
    """Apply."""
    words = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
    op.add_column("person", sa.Column("words", words, nullable=True))
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=121), nullable=False),
        sa.Column("within", sa.String(length=121), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("version", sa.String(length=10), nullable=False),
        sa.Column("words", words, nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_search_entry_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_search_entry_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint(
            "document_id", "number", name=op.f("uq_search_entry_document_id_number")
        ),
    )
    op.create_index(op.f("ix_search_entry_revision_id"), "search_entry", ["revision_id"])
    for table, column in INDEXED:
        for statement in index_statements(table, column):
            op.execute(statement)


def index_statements(table: str, column: str) -> list[str]:
    """What makes the index of a column of words."""
    if op.get_context().dialect.name == "postgresql":
        return [f"CREATE INDEX ix_{table}_{column} ON {table} USING gin ({column})"]
    index = f"{table}_{column}"
    out = f"""INSERT INTO {index}({index}, rowid, {column})
        SELECT 'delete', OLD.id, OLD.{column} WHERE OLD.{column} IS NOT NULL;"""
    in_ = f"""INSERT INTO {index}(rowid, {column})
        SELECT NEW.id, NEW.{column} WHERE NEW.{column} IS NOT NULL;"""
    return [
        f"""CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}',
        content_rowid='id', tokenize='unicode61', columnsize=0)""",
        f"CREATE TRIGGER {index}_in AFTER INSERT ON {table} BEGIN {in_} END",
        f"CREATE TRIGGER {index}_out AFTER DELETE ON {table} BEGIN {out} END",
        f"CREATE TRIGGER {index}_anew AFTER UPDATE OF {column} ON {table} BEGIN {out} {in_} END",
    ]


def downgrade() -> None:
    """Undo."""
    if op.get_context().dialect.name == "sqlite":
        for table, column in INDEXED:
            for trigger in ("in", "out", "anew"):
                op.execute(f"DROP TRIGGER {table}_{column}_{trigger}")
            op.execute(f"DROP TABLE {table}_{column}")
    else:
        op.execute("DROP INDEX ix_person_words")
    op.drop_table("search_entry")
    op.drop_column("person", "words")
