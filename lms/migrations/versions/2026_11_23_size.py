"""Indexes for large companies; when a trainee's first plan was started stands with the role."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

IN_FORCE = "revoked_at IS NULL"
NOT_BEGUN = "role = 'trainee' AND revoked_at IS NULL AND begun_at IS NULL"
NEW = (  # name, table, columns, of which rows
    ("ix_certificate_validity", "certificate", ["expires_on", "last_act"], None),
    ("ix_certificate_revoked", "certificate", ["id"], "last_act = 'revoked'"),
    ("ix_department_name", "department", ["name"], None),
    ("ix_failed_try_door_at", "failed_try", ["door", "at"], None),
    ("ix_person_suspended", "person", ["name_pinyin"], "status = 'suspended'"),
    ("ix_plan_running", "plan", ["starts_on", "id"], "ended_at IS NULL"),
    ("ix_play_document_id_started_at", "play", ["document_id", "started_at"], None),
    ("ix_role_grant_holders", "role_grant", ["role", "person_id"], IN_FORCE),
    ("ix_role_grant_not_begun", "role_grant", ["role", "begun_at", "person_id"], NOT_BEGUN),
)
OLD = (("certificate", "expires_on"), ("play", "document_id"))
OPEN_GATES = ("ix_plan_gate_open", "plan_gate", "passed_by_id IS NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("role_grant", sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        """UPDATE role_grant SET begun_at =
        (SELECT min(started_at) FROM plan WHERE plan.person_id = role_grant.person_id)
        WHERE role = 'trainee' AND revoked_at IS NULL"""
    )
    for name, table, columns, rows in NEW:
        where = None if rows is None else sa.text(rows)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    for table, column in OLD:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    index_open_gates("due_on", "plan_id")


def index_open_gates(*columns: str) -> None:
    """Index the gates not passed anew, by these columns."""
    name, table, rows = OPEN_GATES
    op.drop_index(name, table_name=table)
    where = sa.text(rows)
    op.create_index(name, table, [*columns], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Undo."""
    index_open_gates("due_on")
    for table, column in OLD:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for name, table, *_ in reversed(NEW):
        op.drop_index(name, table_name=table)
    op.drop_column("role_grant", "begun_at")
