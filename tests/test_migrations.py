"""Migrations: they make the tables that the models describe, lose nothing, and can be undone."""

import contextlib
import errno
import io
import os
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from flask_migrate import current, downgrade, upgrade

from lms import create_app
from lms.config import Settings
from lms.db import db, metadata, sqlite
from lms.operations.queries import newest_version
from tests.filling import fill_every_table
from tests.products import SECRET

pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index.*")
only_sqlite = pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path):
    """The product on a database without tables."""
    environment = {"LMS_INSTANCE": str(tmp_path), "LMS_SECRET_KEY": SECRET, "LMS_DEMO": "1"}
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql")
        environment["DATABASE_URL"] = _new_database(address)
    app = create_app(Settings.read(environment))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _new_database(address: str) -> str:
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("DROP DATABASE IF EXISTS migrating WITH (FORCE)"))
        connection.execute(sa.text("CREATE DATABASE migrating"))
    engine.dispose()
    return address.replace("/postgres?", "/migrating?")


def migrate(act, *arguments: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        act(*arguments)


def schema(connection: sa.Connection) -> dict[str, object]:
    """Everything about the tables that both ways of making them must agree on."""
    look = sa.inspect(connection)
    return {
        table: {
            "columns": {
                c["name"]: (str(c["type"]), c["nullable"]) for c in look.get_columns(table)
            },
            "checks": {c["name"] for c in look.get_check_constraints(table)},
            "keys": {(f["name"], *f["constrained_columns"]) for f in look.get_foreign_keys(table)},
            "unique": {u["name"] for u in look.get_unique_constraints(table)},
        }
        for table in _env().own_tables(connection)
    }


def definitions(connection: sa.Connection) -> set[str]:
    """Indexes and triggers by name."""
    if connection.dialect.name == "sqlite":
        wanted = "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')"
    else:
        wanted = (
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' "
            "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
    names = {row[0] for row in connection.execute(sa.text(wanted))}
    return {n for n in names if not n.startswith(("sqlite_autoindex", "alembic"))}


def test_migrations_make_what_the_models_describe(fresh: Flask):
    migrate(upgrade)
    with db.engine.connect() as connection:
        migrated, migrated_names = schema(connection), definitions(connection)
        options = {"include_object": _env().compared(connection)}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    migrate(downgrade, "lms/migrations", "base")
    _create_all()
    with db.engine.connect() as connection:
        assert schema(connection) == migrated
        assert {n for n in definitions(connection) if not n.endswith("_pkey")} == {
            n for n in migrated_names if not n.endswith("_pkey")
        }
    assert [d for d in differences if "uq_department_place" not in str(d)] == []


def test_migrations_can_be_undone_with_rows_in_every_table(fresh: Flask):
    migrate(upgrade)
    filled = fill_every_table()
    with db.engine.connect() as connection:
        assert filled == set(metadata.tables)
        for table in metadata.sorted_tables:
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)), table.name
    migrate(downgrade, "lms/migrations", "base")
    with db.engine.connect() as connection:
        assert schema(connection) == {}
    migrate(upgrade)
    with db.engine.connect() as connection:
        assert set(schema(connection)) == set(metadata.tables)


def _create_all() -> None:
    """Make the tables from the models, also after another test made them by ALTER TABLE.

    SQLAlchemy remembers in a constraint that it was added by ALTER, and leaves it out ever after.
    """
    for table in metadata.tables.values():
        for key in table.foreign_key_constraints:
            key._create_rule = None
    metadata.create_all(db.engine)


def change_a_column(connection: sa.Connection) -> None:
    """What a later migration does on SQLite: copy a table to change one of its columns."""
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("play", recreate="always") as play:
        play.alter_column("language", type_=sa.String(20))


def children_of_play(connection: sa.Connection) -> int:
    turns = connection.scalar(sa.text("SELECT count(*) FROM turn"))
    marks = connection.scalar(sa.text("SELECT count(*) FROM mark"))
    return turns + marks


@only_sqlite
def test_copying_a_table_does_not_delete_what_refers_to_it(fresh: Flask):
    """The batch trap: with foreign keys on, dropping the old copy deletes its children."""
    migrate(upgrade)
    fill_every_table()
    env = _env()
    engine = db.engine.execution_options(lms_writes=True)
    with engine.connect() as connection, env.foreign_keys_off(connection), connection.begin():
        before, rows = children_of_play(connection), env.rows_by_table(connection)
        change_a_column(connection)
        env.check_nothing_lost(connection, rows)
        assert children_of_play(connection) == before > 0


def test_a_migration_that_loses_rows_is_refused_and_undone(fresh: Flask):
    migrate(upgrade)
    fill_every_table()
    env = _env()
    engine = db.engine.execution_options(lms_writes=True)
    with engine.connect() as connection:
        before = children_of_play(connection)
    with pytest.raises(RuntimeError, match="lost rows"):
        _lose_marks(engine, env)
    with engine.connect() as connection:
        assert children_of_play(connection) == before


def _lose_marks(engine: sa.Engine, env) -> None:
    with engine.begin() as connection:
        rows = env.rows_by_table(connection)
        connection.execute(sa.text("DELETE FROM mark"))
        env.check_nothing_lost(connection, rows)


@only_sqlite
def test_what_is_migrated_is_copied_first_and_no_copy_is_overwritten(fresh: Flask, tmp_path: Path):
    for _ in range(2):
        migrate(upgrade)
        fill_every_table()
        migrate(downgrade, "lms/migrations", "base")
    copies = sorted(file.name for file in tmp_path.glob("before-*"))

    newest = newest_version()
    assert copies == [f"before-{newest}-2.sqlite3", f"before-{newest}.sqlite3"]
    copy = sa.create_engine(f"sqlite:///{tmp_path / copies[0]}", module=sqlite)
    with copy.connect() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        rows = _env().rows_by_table(connection)

        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert version == newest
        assert rows == {table.name: 2 for table in metadata.sorted_tables}
    copy.dispose()


def test_nothing_is_copied_when_nothing_is_migrated_or_there_is_nothing(
    fresh: Flask, tmp_path: Path
):
    migrate(upgrade)
    migrate(downgrade, "lms/migrations", "base")  # of a database without rows
    migrate(upgrade)
    fill_every_table()
    for look in (upgrade, current, partial(upgrade, revision="heads")):
        migrate(look)

    assert list(tmp_path.glob("before-*")) == []


@only_sqlite
def test_without_room_for_the_copy_nothing_is_migrated(
    fresh: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    migrate(upgrade)
    fill_every_table()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SystemExit):
            migrate(downgrade, "lms/migrations", "base")
    assert list(tmp_path.glob("before-*.sqlite3")) == []
    with db.engine.connect() as connection:
        assert set(schema(connection)) == set(metadata.tables)


def _env():
    """The functions of lms/migrations/env.py without running it."""
    text = Path("lms/migrations/env.py").read_text(encoding="utf-8").removesuffix("\nrun()\n")
    module: dict[str, object] = {"__name__": "migrations_env"}
    exec(compile(text, "lms/migrations/env.py", "exec"), module)  # noqa: S102
    return type("Env", (), {k: staticmethod(v) for k, v in module.items() if callable(v)})
