"""The day for which a talk sets the next one."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0051"
branch_labels = None
depends_on = None

SESSION = "session_record"
ALONE = {"resolve_fks": False}  # what it refers to is not read


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table(SESSION, reflect_kwargs=ALONE) as batch:
        batch.add_column(sa.Column("next_on", sa.Date(), nullable=True))
        batch.create_check_constraint(op.f(f"ck_{SESSION}_next_on"), "next_on > held_on")


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table(SESSION, reflect_kwargs=ALONE) as batch:
        batch.drop_constraint(op.f(f"ck_{SESSION}_next_on"), type_="check")
        batch.drop_column("next_on")
