"""The database as it was at one moment, out of a running server and back into an empty one.

SQLite gives a copy of its file by its backup API. PostgreSQL gives the rows of every table in its
own COPY format, read in one snapshot (REPEATABLE READ): that needs no client programs, whose
version would have to fit the server's, and it holds exactly what our migrations describe.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lms.db import sqlite
from lms.operations.backup.trouble import BackupError, Damaged

FILE = "shitu.sqlite3"  # in LMS_INSTANCE and in backups
PARTS = "database"  # folder of the rows of PostgreSQL
PART = 4 * 2**20  # bytes of rows put together
NOT_OURS = "alembic_version"
IN_ORDER = {"audit_event": "id"}  # which is walked from the first to the last when checked
ROW_END = b"\n"
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
ESCAPED = re.compile(r"\\(.)")

Take = Callable[[str, bytes], None]


def copy_sqlite(engine: sa.Engine, to: Path) -> None:
    """Copy the file of a running SQLite; writers go on meanwhile."""
    with (
        closing(engine.raw_connection()) as source,
        closing(sqlite.connect(to, isolation_level=None)) as copy,
    ):
        source.driver_connection.backup(copy, pages=-1)  # type: ignore[union-attr]
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def check_sqlite(file: Path) -> None:
    """Look at every page and every reference. Raises Damaged."""
    with closing(sqlite.connect(file)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check(3)").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchmany(3)
        except sqlite.DatabaseError as error:
            raise Damaged(f"the database cannot be read ({error}).") from None
    if found != [("ok",)] or broken:
        raise Damaged(f"the database is damaged: {[*found, *broken]}.")


def rows_of(connection: sa.Connection) -> dict[str, int]:
    """The number of rows of every table of ours."""
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
        for name in tables_of(connection)
    }


def tables_of(connection: sa.Connection) -> list[str]:
    """The tables of ours; an index of words is made of tables too, which are not."""
    names = sa.inspect(connection).get_table_names()
    indexes = _word_indexes(connection)
    return sorted(
        name
        for name in names
        if name != NOT_OURS and not any(name == i or name.startswith(f"{i}_") for i in indexes)
    )


def _word_indexes(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
    return list(connection.scalars(sa.text(virtual)))


def revision_of(connection: sa.Connection) -> str:
    """The revision of the tables."""
    return str(connection.scalar(sa.text("SELECT version_num FROM alembic_version")))


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to PostgreSQL that sees one moment, however long it reads."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
        yield connection


def read_rows(connection: sa.Connection, table: str, take: Take) -> tuple[list[str], int]:
    """Hand the rows of a table of PostgreSQL to `take` in parts; its columns, how many rows."""
    columns = [
        c["name"] for c in sa.inspect(connection).get_columns(table) if not c.get("computed")
    ]
    names: list[Any] = [sa.column(name) for name in columns]
    wanted = sa.select(*names).select_from(sa.table(table))
    if table in IN_ORDER:
        wanted = wanted.order_by(sa.column(IN_ORDER[table]))
    statement = f"COPY ({wanted.compile(dialect=connection.dialect)}) TO STDOUT"
    part, number = bytearray(), 0
    with _cursor(connection) as cursor:
        with cursor.copy(statement) as rows:
            for row in rows:
                part += row
                if len(part) >= PART:
                    number += 1
                    take(_part_name(table, number), bytes(part))
                    part.clear()
        count = cursor.rowcount
    take(_part_name(table, number + 1), bytes(part))
    return columns, count


def _part_name(table: str, number: int) -> str:
    return f"{PARTS}/{table}/{number:06}"


def write_rows(engine: sa.Engine, columns: dict[str, list[str]], folder: Path) -> None:
    """Put the parts of all tables into an empty PostgreSQL of the same revision, all or nothing.

    References are checked at the end, since departments refer to people and people to departments.
    """
    with engine.begin() as connection:
        connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
        if any(rows_of(connection).values()):
            raise BackupError("the database has rows already; make an empty one (createdb).")
        references = connection.execute(REFERENCES).all()
        for name, table, _definition in references:
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for table, names in columns.items():
            _write_table(connection, table, names, sorted((folder / table).iterdir()))
        for name, table, definition in references:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for table in columns:
            _go_on_counting(connection, table)


REFERENCES = sa.text(
    "SELECT quote_ident(conname), conrelid::regclass::text, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace "
    "ORDER BY conname"
)


def _write_table(
    connection: sa.Connection, table: str, columns: list[str], parts: Sequence[Path]
) -> None:
    quoted = _quoted(table)
    connection.exec_driver_sql(f"ALTER TABLE {quoted} DISABLE TRIGGER USER")
    statement = f"COPY {quoted} ({_list(columns)}) FROM STDIN"
    with _cursor(connection) as cursor, cursor.copy(statement) as rows:
        for part in parts:
            rows.write(part.read_bytes())
    connection.exec_driver_sql(f"ALTER TABLE {quoted} ENABLE TRIGGER USER")


def _go_on_counting(connection: sa.Connection, table: str) -> None:
    """Let the numbers of rows go on after the highest."""
    for column in sa.inspect(connection).get_columns(table):
        place = {"table": _quoted(table), "name": column["name"]}
        find = sa.text("SELECT pg_get_serial_sequence(:table, :name)")
        sequence = connection.scalar(find, place)
        if sequence:
            highest: sa.Function[Any] = sa.func.max(sa.column(column["name"]))
            last = connection.scalar(sa.select(highest).select_from(sa.table(table)))
            values = {"sequence": sequence, "last": last or 1, "used": last is not None}
            connection.execute(sa.text("SELECT setval(:sequence, :last, :used)"), values)


@contextmanager
def _cursor(connection: sa.Connection) -> Iterator[Any]:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        yield cursor


def _list(columns: Sequence[str]) -> str:
    return ", ".join(_quoted(name) for name in columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def rows_in(parts: Iterable[bytes]) -> Iterator[list[str | None]]:
    """The rows of parts in COPY format, as texts; parts may end in the middle of a row."""
    rest = b""
    for part in parts:
        *lines, rest = (rest + part).split(ROW_END)
        for line in lines:
            yield [_text(field) for field in line.decode().split("\t")]
    if rest:
        raise Damaged("the rows of a table end in the middle of one.")


def _text(field: str) -> str | None:
    if field == r"\N":
        return None
    return ESCAPED.sub(lambda found: ESCAPES.get(found[1], found[1]), field)
