"""Refuse what goes around the triggers of the audit trail: REPLACE in SQLite, TRUNCATE."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event "
            "WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR hash = NEW.hash "
            "OR previous_hash = NEW.previous_hash) "
            "BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_event()"
    )


def downgrade() -> None:
    """Undo."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_event_no_replace")
        return
    op.execute("DROP TRIGGER audit_event_no_truncate ON audit_event")
