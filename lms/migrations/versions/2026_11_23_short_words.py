"""Words of the index anew: what is short is kept as it is asked for."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXES = ("ix_search_entry_words", "ix_person_words")


def upgrade() -> None:
    """Apply; the worker makes the words that are missing then."""
    for statement in statements("SET (gin_pending_list_limit = 512)"):
        op.execute(statement)


def downgrade() -> None:
    """Undo."""
    for statement in statements("RESET (gin_pending_list_limit)"):
        op.execute(statement)


def statements(change: str) -> list[str]:
    """Forget the words that were made in another way, and change the indexes of PostgreSQL."""
    forget = [
        "UPDATE person SET words = NULL WHERE words IS NOT NULL",
        "UPDATE search_entry SET words = NULL, version = '' WHERE words IS NOT NULL",
    ]
    if op.get_context().dialect.name == "postgresql":
        return [*forget, *(f"ALTER INDEX {index} {change}" for index in INDEXES)]
    return forget
