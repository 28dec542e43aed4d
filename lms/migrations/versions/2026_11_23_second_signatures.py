"""Gates that another mentor signs as well, where the mentor is not calibrated."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0048"
branch_labels = None
depends_on = None

GATES, SIGNED = "plan_gate", "sign_off"
ALONE = {"resolve_fks": False}  # what it refers to is not read
BEFORE = "capacity IN ('mentor', 'lead', 'deputy')"
SINCE = "capacity IN ('mentor', 'lead', 'deputy', 'peer')"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        batch.add_column(
            sa.Column("needs_peer", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.create_check_constraint(op.f(f"ck_{GATES}_peer"), "needs_lead OR NOT needs_peer")
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        batch.alter_column("needs_peer", existing_type=sa.Boolean(), server_default=None)
    _allow(SINCE)


def downgrade() -> None:
    """Undo; what another mentor signed was signed by a second person."""
    op.execute(sa.text("UPDATE sign_off SET capacity = 'deputy' WHERE capacity = 'peer'"))
    _allow(BEFORE)
    with op.batch_alter_table(GATES, reflect_kwargs=ALONE) as batch:
        batch.drop_constraint(op.f(f"ck_{GATES}_peer"), type_="check")
        batch.drop_column("needs_peer")


def _allow(capacities: str) -> None:
    with op.batch_alter_table(SIGNED, reflect_kwargs=ALONE) as batch:
        batch.drop_constraint(op.f(f"ck_{SIGNED}_capacity"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{SIGNED}_capacity"), capacities)
