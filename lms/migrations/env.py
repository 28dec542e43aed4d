"""How migrations run: one transaction, foreign keys off on SQLite and checked before the commit.

Altering a table of SQLite means copying it; with foreign keys on, dropping the old one would delete
every row that refers to it. So they are off while migrating, and `foreign_key_check` and the number
of rows of every table must agree before anything is committed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context
from flask import current_app


def rows_by_table(connection: sa.Connection) -> dict[str, int]:
    """The number of rows of every table."""
    names = sa.inspect(connection).get_table_names()
    tables = [sa.table(name) for name in names if name != "alembic_version"]
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
            compare_server_default=False,
            render_item=plain_type,
            transaction_per_migration=False,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        check_nothing_lost(connection, before)


run()
