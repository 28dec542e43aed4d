"""Observation checklists as they were filled in, and what they say on competencies."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

SEEN = "observation"
ALONE = {"resolve_fks": False}  # what it refers to is not read
AT = sa.DateTime(timezone=True)
SETTINGS = "setting IN ('real', 'simulated')"


def upgrade() -> None:
    """Apply."""
    _records()
    _marks()
    with op.batch_alter_table(SEEN, reflect_kwargs=ALONE) as batch:
        batch.add_column(
            sa.Column("setting", sa.String(length=9), server_default="real", nullable=False)
        )
        for name in ("checklist_record_id", "done", "seen", "share"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_observation_checklist_record_id"),
            "checklist_record",
            ["checklist_record_id"],
            ["id"],
        )
        batch.create_unique_constraint(
            op.f("uq_observation_checklist_record_id_competency"),
            ["checklist_record_id", "competency"],
        )
        batch.create_check_constraint(op.f("ck_observation_setting"), SETTINGS)
        batch.create_check_constraint(op.f("ck_observation_share"), "share BETWEEN 0 AND 100")
        batch.create_check_constraint(
            op.f("ck_observation_done"), "seen >= 1 AND done BETWEEN 0 AND seen"
        )
        batch.create_check_constraint(
            op.f("ck_observation_checklist"),
            "(checklist_record_id IS NULL) = (share IS NULL)"
            " AND (share IS NULL) = (seen IS NULL) AND (share IS NULL) = (done IS NULL)",
        )


def downgrade() -> None:
    """Undo; what checklists found stays, as single observations."""
    with op.batch_alter_table(SEEN, reflect_kwargs=ALONE) as batch:
        for name in ("checklist", "done", "share", "setting"):
            batch.drop_constraint(op.f(f"ck_observation_{name}"), type_="check")
        batch.drop_constraint(
            op.f("uq_observation_checklist_record_id_competency"), type_="unique"
        )
        batch.drop_constraint(op.f("fk_observation_checklist_record_id"), type_="foreignkey")
        for name in ("share", "seen", "done", "checklist_record_id", "setting"):
            batch.drop_column(name)
    op.drop_table("checklist_mark")
    op.drop_table("checklist_record")


def _records() -> None:
    name = "checklist_record"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=9), nullable=False),
        sa.Column("verdict", sa.String(length=7), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("mentor_id <> person_id", name=op.f(f"ck_{name}_two_people")),
        sa.CheckConstraint("verdict IN ('met', 'not-yet')", name=op.f(f"ck_{name}_verdict")),
        sa.CheckConstraint(SETTINGS, name=op.f(f"ck_{name}_setting")),
        sa.CheckConstraint("evidence <> ''", name=op.f(f"ck_{name}_evidence")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f(f"fk_{name}_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{name}_person_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f(f"fk_{name}_mentor_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f(f"fk_{name}_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("mentor_id", "key", name=op.f(f"uq_{name}_mentor_id_key")),
    )
    for column in ("pair_id", "person_id", "revision_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _marks() -> None:
    name = "checklist_mark"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.CheckConstraint("is_done OR words <> ''", name=op.f(f"ck_{name}_words")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["checklist_record.id"], name=op.f(f"fk_{name}_record_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("record_id", "item", name=op.f(f"uq_{name}_record_id_item")),
    )
