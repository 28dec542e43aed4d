"""Writing many rows at once, in the running transaction: by COPY, or one prepared statement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.operations.demo.crowd.rows import Raw, key_of

CACHE = 400_000  # kB of the SQLite file kept in memory meanwhile


def prepare(tables: Iterable[sa.Table]) -> dict[str, int]:
    """Keep others from writing to some tables until the transaction ends; their next numbers."""
    found = list(tables)
    if db.engine.dialect.name == "sqlite":  # the writing transaction keeps others out
        db.session.execute(sa.text(f"PRAGMA cache_size = -{CACHE}"))
    else:
        names = ", ".join(f'"{table.name}"' for table in found)
        db.session.execute(sa.text("SET LOCAL statement_timeout = 0"))
        db.session.execute(sa.text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
        _refer_unchecked()
    return {table.name: _next_number(table) for table in found}


def write(table: sa.Table, rows: Iterable[Sequence[Raw]]) -> None:
    """Write rows with the values of all columns, as the database keeps them."""
    connection: Any = db.session.connection().connection.driver_connection
    if db.engine.dialect.name == "sqlite":
        insert = sa.insert(table).compile(dialect=db.engine.dialect)
        connection.executemany(str(insert), rows)
        return
    names = ", ".join(f'"{column.name}"' for column in table.c)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _refer_unchecked() -> None:
    """Leave references to `check`, where we may: one by one they take most of PostgreSQL's time."""
    if _may_leave_unchecked():
        db.session.execute(sa.text("SET LOCAL session_replication_role = replica"))


def _may_leave_unchecked() -> bool:
    return bool(db.session.scalar(sa.text("SELECT current_setting('is_superuser')")) == "on")


def check(tables: Iterable[sa.Table], first_numbers: Mapping[str, int]) -> None:
    """Make sure that the rows of tables from these numbers on refer to rows that there are.

    Raises LookupError naming the first reference that leads nowhere. SQLite has looked already.
    """
    if db.engine.dialect.name == "sqlite":
        return
    for table in tables:
        for key in table.foreign_keys:
            is_new = key_of(table) >= first_numbers[table.name]
            leads_nowhere = is_new & key.parent.is_not(None) & ~_exists(key)
            if db.session.scalar(sa.select(sa.exists().where(leads_nowhere))):
                raise LookupError(f"{key.parent} refers to what is not there")
    if _may_leave_unchecked():
        db.session.execute(sa.text("SET LOCAL session_replication_role = origin"))


def _exists(key: sa.ForeignKey) -> sa.ColumnElement[bool]:
    there = key.column.table.alias()
    return sa.exists().where(there.c[key.column.name] == key.parent)


def number_on(next_numbers: Mapping[str, int]) -> None:
    """Let the database go on numbering the rows of these tables after those written."""
    if db.engine.dialect.name == "sqlite":
        return
    for table, number in next_numbers.items():
        if "id" not in db.metadata.tables[table].c:
            continue  # told by the number of another's row
        sequence = sa.func.pg_get_serial_sequence(table, "id")
        db.session.execute(sa.select(sa.func.setval(sequence, number, False)))


def _next_number(table: sa.Table) -> int:
    return (db.session.scalar(sa.select(sa.func.max(key_of(table)))) or 0) + 1
