"""Indexes for long tables of jobs and letters, and for the register by programme."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NEW = (  # name, table, columns, of which rows
    ("ix_certificate_programme", "certificate", ["programme", "id"], None),
    ("ix_job_kind_id", "job", ["kind", "id"], None),
    ("ix_mail_unsent", "mail", ["id"], "sent_at IS NULL"),
)


def upgrade() -> None:
    """Apply."""
    for name, table, columns, rows in NEW:
        where = None if rows is None else sa.text(rows)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Undo."""
    for name, table, *_ in reversed(NEW):
        op.drop_index(name, table_name=table)
