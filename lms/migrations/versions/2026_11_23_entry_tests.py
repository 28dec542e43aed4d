"""Entry tests, the lessons that they exempt from, and the courses completed with such a lesson."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

COURSES = "course_completion"
ALONE = {"resolve_fks": False}  # what it refers to is not read


def upgrade() -> None:
    """Apply."""
    _tests()
    _lessons()
    _answers()
    _exemptions()
    _withdrawals()
    with op.batch_alter_table(COURSES, reflect_kwargs=ALONE) as batch:
        batch.alter_column("last_lesson_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("last_exemption_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f(f"fk_{COURSES}_last_exemption_id"),
            "lesson_exemption",
            ["last_exemption_id"],
            ["id"],
        )
        batch.create_unique_constraint(
            op.f(f"uq_{COURSES}_document_id_last_exemption_id"),
            ["document_id", "last_exemption_id"],
        )
        batch.create_check_constraint(
            op.f(f"ck_{COURSES}_last"), "(last_lesson_id IS NULL) <> (last_exemption_id IS NULL)"
        )
    op.create_index(op.f(f"ix_{COURSES}_last_exemption_id"), COURSES, ["last_exemption_id"])


def downgrade() -> None:
    """Undo; courses completed with an exemption are not known to what was before."""
    op.execute("DELETE FROM course_completion WHERE last_lesson_id IS NULL")
    op.drop_index(op.f(f"ix_{COURSES}_last_exemption_id"), COURSES)
    with op.batch_alter_table(COURSES, reflect_kwargs=ALONE) as batch:
        batch.drop_constraint(op.f(f"ck_{COURSES}_last"), type_="check")
        batch.drop_constraint(op.f(f"uq_{COURSES}_document_id_last_exemption_id"), type_="unique")
        batch.drop_constraint(op.f(f"fk_{COURSES}_last_exemption_id"), type_="foreignkey")
        batch.drop_column("last_exemption_id")
        batch.alter_column("last_lesson_id", existing_type=sa.Integer(), nullable=False)
    for table in (
        *("exemption_withdrawal", "lesson_exemption", "entry_answer"),
        *("entry_test_lesson", "entry_test"),
    ):
        op.drop_table(table)


def _tests() -> None:
    name = "entry_test"
    op.create_table(
        name,
        _number("id"),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        _number("person_id"),
        _number("document_id"),
        _number("revision_id"),
        sa.Column("seed", sa.String(length=32), nullable=False),
        _instant("started_at"),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("handed_in_at >= started_at", name=op.f(f"ck_{name}_handed_in")),
        *_references(name, "person", "document", "revision"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("person_id", "key", name=op.f(f"uq_{name}_person_id_key")),
    )
    _index(name, "document_id", "revision_id")
    op.create_index(f"ix_{name}_person_id_document_id", name, ["person_id", "document_id"])
    is_open = sa.text("handed_in_at IS NULL")
    op.create_index(
        f"uq_{name}_open",
        name,
        ["person_id", "document_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _lessons() -> None:
    name = "entry_test_lesson"
    op.create_table(
        name,
        _number("id"),
        _number("test_id"),
        _number("document_id"),
        _number("revision_id"),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('exempt', 'wrong', 'tried', 'complete', 'changed')",
            name=op.f(f"ck_{name}_outcome"),
        ),
        _reference(name, "test_id", "entry_test"),
        *_references(name, "document", "revision"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("test_id", "document_id", name=op.f(f"uq_{name}_test_id_document_id")),
    )
    _index(name, "document_id", "revision_id")


def _answers() -> None:
    name = "entry_answer"
    op.create_table(
        name,
        _number("id"),
        _number("lesson_id"),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        _instant("at"),
        sa.Column("key", sa.String(length=64), nullable=False),
        _reference(name, "lesson_id", "entry_test_lesson"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("lesson_id", "key", name=op.f(f"uq_{name}_lesson_id_key")),
    )


def _exemptions() -> None:
    name = "lesson_exemption"
    op.create_table(
        name,
        _number("id"),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        _number("person_id"),
        _number("document_id"),
        _number("revision_id"),
        _number("test_lesson_id"),
        _instant("at"),
        *_references(name, "person", "document", "revision"),
        _reference(name, "test_lesson_id", "entry_test_lesson"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{name}_public_id")),
        sa.UniqueConstraint("test_lesson_id", name=op.f(f"uq_{name}_test_lesson_id")),
    )
    _index(name, "document_id", "revision_id")
    op.create_index(f"ix_{name}_person_id_document_id", name, ["person_id", "document_id"])


def _withdrawals() -> None:
    name = "exemption_withdrawal"
    op.create_table(
        name,
        _number("id"),
        _number("exemption_id"),
        _number("by_id"),
        sa.Column("words", sa.String(length=500), nullable=False),
        _instant("at"),
        sa.CheckConstraint("words <> ''", name=op.f(f"ck_{name}_words")),
        _reference(name, "exemption_id", "lesson_exemption"),
        _reference(name, "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("exemption_id", name=op.f(f"uq_{name}_exemption_id")),
    )
    _index(name, "by_id")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _references(table: str, *to: str) -> list[sa.ForeignKeyConstraint]:
    return [_reference(table, f"{one}_id", one) for one in to]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
