"""Columns of words and their index: FTS5 beside the table in SQLite, GIN in PostgreSQL.

In SQLite triggers carry every change of the column into the index, in the same transaction,
whoever makes it. Migrations carry the same statements.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import InstrumentedAttribute

from lms.db import db
from lms.fulltext.query import Query

# A tsvector tells 16,383 places, and 256 of each word (PostgreSQL, limits of text search): a longer
# text is still found by pairs, but a phrase that only stands beyond them is not.
LAST_PLACE = 16_383

SEQUENTIAL_OFF = sa.text("SET LOCAL enable_seqscan = off")
SEQUENTIAL_ON = sa.text("SET LOCAL enable_seqscan = on")

Column = InstrumentedAttribute[str | None]


class Words(sa.TypeDecorator[str]):
    """What `words_of` makes, in order and with blanks between; None: not indexed yet."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """A tsvector in PostgreSQL, plain text in SQLite."""
        is_postgresql = dialect.name == "postgresql"
        return dialect.type_descriptor(TSVECTOR() if is_postgresql else sa.Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The words, for PostgreSQL each with its place."""
        if value is None or dialect.name != "postgresql":
            return value
        places = (min(place, LAST_PLACE) for place in count(1))
        return " ".join(
            f"{word}:{place}" for word, place in zip(value.split(), places, strict=False)
        )


def searchable(column: Column) -> None:
    """Index a column of words as soon as its table is made."""
    table, name = _table(column), column.key
    for statement in sqlite_index(table.name, name):
        ddl = sa.DDL(statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl)
    index = sa.Index(
        f"ix_{table.name}_{name}",
        table.c[name],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 512},  # kB that each search goes through first
    )
    index.ddl_if(dialect="postgresql")


def sqlite_index(table: str, column: str) -> list[str]:
    """The statements that make the index of a column in SQLite, and keep it in step."""
    index = f"{table}_{column}"
    out = f"""INSERT INTO {index}({index}, rowid, {column})
        SELECT 'delete', OLD.id, OLD.{column} WHERE OLD.{column} IS NOT NULL;"""
    in_ = f"""INSERT INTO {index}(rowid, {column})
        SELECT NEW.id, NEW.{column} WHERE NEW.{column} IS NOT NULL;"""
    return [
        f"""CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}',
        content_rowid='id', tokenize='unicode61', columnsize=0)""",
        f"CREATE TRIGGER {index}_in AFTER INSERT ON {table} BEGIN {in_} END",
        f"CREATE TRIGGER {index}_out AFTER DELETE ON {table} BEGIN {out} END",
        f"CREATE TRIGGER {index}_anew AFTER UPDATE OF {column} ON {table} BEGIN {out} {in_} END",
    ]


def rebuild(column: Column) -> None:
    """Make the index anew from the column, within a write; also forgets words of long ago."""
    if _is_sqlite():
        index = _index(_table(column), column)
        db.session.execute(sa.insert(index).values({index.name: "rebuild"}))  # its own command


def matches(column: Column, kind: str, query: Query) -> sa.ColumnElement[bool]:
    """The condition that a row is found; nothing is found by a query without terms."""
    if query.is_empty:
        return sa.false()
    table = _table(column)
    if not _is_sqlite():
        return _at(column, query.for_postgresql(kind))
    index = _index(table, column)
    found = sa.select(index.c.rowid).where(_match(index, query.for_sqlite(kind)))
    return table.c.id.in_(found)


def narrowed(
    wanted: sa.Select[Any], column: Column, kind: str, query: Query, *, in_title: bool = False
) -> sa.Select[Any]:
    """The rows of a statement about this table that are found, in no order; quick to stop early."""
    table = _table(column)
    if not _is_sqlite():
        return wanted.where(_at(column, query.for_postgresql(kind, in_title=in_title)))
    index = _index(table, column)
    joined = wanted.join(index, index.c.rowid == table.c.id)
    return joined.where(_match(index, query.for_sqlite(kind, in_title=in_title)))


def _table(column: Column) -> sa.Table:
    found = column.property.parent.local_table
    if not isinstance(found, sa.Table):
        raise TypeError(f"{column} is no column of a table")
    return found


@contextmanager
def by_index() -> Iterator[None]:
    """Let PostgreSQL use the index within this block.

    It believes that reading a whole table of texts is cheap, because it does not count what lies
    outside of the rows (TOAST); in truth that takes seconds.
    """
    if _is_sqlite():
        yield
        return
    db.session.execute(SEQUENTIAL_OFF)
    yield
    db.session.execute(SEQUENTIAL_ON)


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _index(table: sa.Table, column: Column) -> sa.TableClause:
    name = f"{table.name}_{column.key}"
    return sa.table(name, sa.column("rowid", sa.Integer), sa.column(name, sa.Text))


def _match(index: sa.TableClause, words: str) -> sa.ColumnElement[bool]:
    return index.c[index.name].bool_op("MATCH")(words)


def _at(column: Column, words: str) -> sa.ColumnElement[bool]:
    return column.bool_op("@@")(sa.cast(sa.literal(words, sa.Text), TSQUERY))
