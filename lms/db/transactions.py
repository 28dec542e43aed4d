"""Transactions: `write`, the one way to change anything, and `read`, which asks once."""

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import ParamSpec, TypeVar, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, SessionTransaction

from lms.db.tables import Base, db
from lms.errors import NotSaved
from lms.turns import Turnstile, stepping_aside

P = ParamSpec("P")
T = TypeVar("T")
Columns = TypeVarTuple("Columns")

TRIES = 3  # of one write: the loser of a race looks again
# PostgreSQL: serialization failure, deadlock, lock not available
LOST_RACES = {"40001", "40P01", "55P03"}

log = logging.getLogger(__name__)


_turnstile = Turnstile()  # SQLite has one writer at a time and starves those who merely retry


def write(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `act` in one writing transaction, commit it, and return what it returned.

    What was read before is forgotten, so that `act` sees the rows as they are now. Whoever loses a
    race against a unique key looks again, up to three times in all. Raises NotSaved when the
    database cannot take it.
    """
    if db.session.info.get("writing"):
        raise RuntimeError("write() inside write(): one transaction per request")
    for _ in range(TRIES - 1):
        try:
            return _write_once(act, *args, **kwargs)
        except IntegrityError:
            log.info("lost a race, looking again", extra={"act": act.__name__})
        except OperationalError as error:
            _raise_unless_lost_race(error)
    try:
        return _write_once(act, *args, **kwargs)
    except OperationalError as error:
        raise NotSaved from error


def read(wanted: sa.Select[*Columns], **values: Hashable) -> Sequence[sa.Row[*Columns]]:
    """The rows of a statement that was made once, for these values.

    The same question is put to the database once in a reading transaction; in a write every time.
    """
    session = db.session
    if session.info.get("writing"):
        return session.execute(wanted, values).all()
    known = session.info.setdefault("read", {})
    question = (wanted, *values.items())
    if question not in known:
        known[question] = session.execute(wanted, values).all()
    rows: Sequence[sa.Row[*Columns]] = known[question]
    return rows


@event.listens_for(Session, "after_transaction_end")
def _forget_what_was_read(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("read", None)


def lock(row: Base) -> None:
    """Read a row again and keep others from changing it until the transaction ends."""
    table = type(row)
    key = sa.inspect(row).identity or ()
    names = (column.name for column in sa.inspect(table).primary_key)
    found = db.session.scalars(_locking(table), dict(zip(names, key, strict=True)))
    found.unique().one()


@cache
def _locking(table: type[Base]) -> sa.Select[Base]:
    is_row = (column == sa.bindparam(column.name) for column in sa.inspect(table).primary_key)
    wanted = sa.select(table).where(*is_row).execution_options(populate_existing=True)
    return wanted.with_for_update(of=table)  # not what it is joined with


def after_commit(act: Callable[[], object]) -> None:
    """Call `act` once the running write is durable; it is dropped when the write fails."""
    db.session.info.setdefault("after_commit", []).append(act)


def _write_once(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    session = db.session
    session.rollback()
    with _writing():
        session.info["writing"] = True
        session.info["after_commit"] = []
        try:
            with stepping_aside():
                session.connection(execution_options={"lms_writes": True})
            result = act(*args, **kwargs)
            session.flush()
            with stepping_aside():
                session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False
    for follow_up in session.info.pop("after_commit"):
        follow_up()
    return result


@contextmanager
def _writing() -> Iterator[None]:
    if db.engine.dialect.name != "sqlite":
        yield
        return
    with stepping_aside():
        _turnstile.enter()
    try:
        yield
    finally:
        _turnstile.leave()


def _raise_unless_lost_race(error: DBAPIError) -> None:
    if getattr(error.orig, "sqlstate", None) not in LOST_RACES:
        raise NotSaved from error
