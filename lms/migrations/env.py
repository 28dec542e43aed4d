"""How migrations run: one transaction, foreign keys off on SQLite and checked before the commit.

Altering a table of SQLite means copying it; with foreign keys on, dropping the old one would delete
every row that refers to it. So they are off while migrating, and `foreign_key_check` and the number
of rows of every table must agree before anything is committed. What SQLite holds is copied first.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from alembic import context
from flask import current_app


def own_tables(connection: sa.Connection) -> list[str]:
    """The names of the tables that hold what was written: not those that SQLite's indexes keep."""
    names = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
    if connection.dialect.name == "sqlite":
        virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        for (index,) in connection.exec_driver_sql(virtual).fetchall():
            kept = ("config", "content", "data", "docsize", "idx")  # sqlite.org/fts5.html, 9
            names -= {index, *(f"{index}_{what}" for what in kept)}
    return sorted(names)


def compared(connection: sa.Connection) -> Callable[..., bool]:
    """What is compared with the models: not what only the other database has, or an index keeps."""
    own = own_tables(connection)

    def is_compared(
        item: object, name: str | None, kind: str, is_there: bool, _model: object
    ) -> bool:
        if isinstance(item, sa.Index) and connection.dialect.name == "sqlite":
            return not item.dialect_options["postgresql"].get("using")
        return kind != "table" or not is_there or name in own

    return is_compared


def rows_by_table(connection: sa.Connection) -> dict[str, int]:
    """The number of rows of every table."""
    tables = [sa.table(name) for name in own_tables(connection)]
    return {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
    }


@contextmanager
def foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """Switch foreign keys off around a migration of SQLite."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def check_nothing_lost(connection: sa.Connection, before: dict[str, int]) -> None:
    """Refuse to commit a migration that lost rows or broke a reference."""
    after = rows_by_table(connection)
    lost = {t: (n, after[t]) for t, n in before.items() if t in after and after[t] < n}
    if lost:
        raise RuntimeError(f"migration lost rows (before, after): {lost}; nothing was changed")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"migration broke references: {broken[:5]}; nothing was changed")


def back_up(engine: sa.Engine, rows: dict[str, int]) -> None:
    """Copy a SQLite that holds something beside itself before its version changes.

    The migrating connection holds the write lock already, so the copy is what will be migrated.
    """
    old = context.get_context().get_current_revision()
    if engine.dialect.name != "sqlite" or not any(rows.values()) or not will_leave(old):
        return
    database = Path(engine.url.database)
    copy = free_name(database.parent, f"before-{old}")
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(engine.raw_connection()) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.chmod(database.stat().st_mode)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
    except (engine.dialect.dbapi.Error, OSError) as error:
        raise RuntimeError(f"no copy before migrating ({error}); nothing was changed") from error
    unfinished.rename(copy)


def will_leave(old: str | None) -> bool:
    """Whether the command asked for leads to another version than this one."""
    try:
        wanted = context.get_revision_argument()
    except KeyError:  # one that only looks
        return False
    return old is not None and wanted not in (old, (old,))


def free_name(folder: Path, name: str) -> Path:
    """A file that is not there yet: before-0001.sqlite3, then before-0001-2.sqlite3."""
    names = (folder / f"{name}{f'-{n}' if n > 1 else ''}.sqlite3" for n in count(1))
    return next(file for file in names if not file.exists())


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types as those of SQLAlchemy, so that migrations import nothing of ours."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run() -> None:
    """Run the migrations asked for."""
    database = current_app.extensions["migrate"].db
    engine = database.engine.execution_options(lms_writes=True)
    with engine.connect() as connection, foreign_keys_off(connection), connection.begin():
        before = rows_by_table(connection)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            compare_type=True,
            include_object=compared(connection),
            compare_server_default=False,
            render_item=plain_type,
            transaction_per_migration=False,
            transactional_ddl=True,
        )
        back_up(database.engine, before)
        with context.begin_transaction():
            context.run_migrations()
        check_nothing_lost(connection, before)


run()
