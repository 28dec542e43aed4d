"""Transactions: `write`, the one way to change anything, and `read`, which asks once."""

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Any, ParamSpec, TypeVar, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.attributes import set_committed_value

from lms.db.connections import end_reading, reason_of
from lms.db.tables import Base, db
from lms.db.waiting import PATIENCE, Writers
from lms.errors import NotSaved
from lms.turns import stepping_aside

P = ParamSpec("P")
T = TypeVar("T")
Columns = TypeVarTuple("Columns")

TRIES = 3  # of one write: the loser of a race looks again
# PostgreSQL: serialization failure, deadlock, lock not available
LOST_RACES = {"40001", "40P01", "55P03"}
READ_ONLY = "25006"  # PostgreSQL, which calls it an internal error
NOTED_WITHIN = 0.5  # seconds that a note waits

log = logging.getLogger(__name__)


_writers = Writers()


def write(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `act` in one writing transaction, commit it, and return what it returned.

    What was read before is forgotten, so that `act` sees the rows as they are now. Whoever loses a
    race against a unique key looks again, up to three times in all. Raises NotSaved when the
    database cannot take it.
    """
    return _write(PATIENCE, act, *args, **kwargs)


def note(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """As `write`, for what must not keep a reader waiting: NotSaved is raised within a second."""
    return _write(NOTED_WITHIN, act, *args, **kwargs)


def read(
    wanted: sa.Select[*Columns] | sa.CompoundSelect[*Columns], **values: Hashable
) -> Sequence[sa.Row[*Columns]]:
    """The rows of a statement that was made once, for these values.

    The same question is put to the database once in a reading transaction; in a write every time.
    """
    session = db.session
    if session.info.get("writing"):
        session.flush()  # what was written just now is to be found, also by statements of columns
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
    locking = _locking(type(row))
    key = sa.inspect(row).identity or ()
    db.session.flush()  # what was changed in it just now is not to be read over
    found = db.session.execute(locking.wanted, dict(zip(locking.key, key, strict=True))).one()
    for name, value in zip(locking.names, found, strict=True):
        set_committed_value(row, name, value)


@dataclass(frozen=True, slots=True)
class Locking:
    """How rows of a table are locked: by which key, and what is read again."""

    wanted: sa.Select[*tuple[Any, ...]]
    key: tuple[str, ...]
    names: tuple[str, ...]  # of the attributes, in the order of the columns


@cache
def _locking(table: type[Base]) -> Locking:
    mapper = sa.inspect(table)
    read = [attribute for attribute in mapper.column_attrs if not attribute.deferred]
    columns = [attribute.columns[0] for attribute in read]
    is_row = (column == sa.bindparam(column.name) for column in mapper.primary_key)
    return Locking(
        sa.select(*columns).where(*is_row).with_for_update(),
        tuple(column.name for column in mapper.primary_key),
        tuple(attribute.key for attribute in read),
    )


def after_commit(act: Callable[[], object]) -> None:
    """Call `act` once the running write is durable; it is dropped when the write fails."""
    db.session.info.setdefault("after_commit", []).append(act)


def _write(patience: float, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    if db.session.info.get("writing"):
        raise RuntimeError("write() inside write(): one transaction per request")
    for left in reversed(range(TRIES)):
        try:
            return _write_once(patience, act, *args, **kwargs)
        except IntegrityError:
            if not left:
                raise
            log.info("lost a race, looking again", extra={"act": act.__name__})
        except (DBAPIError, NoConnection) as error:
            if not (left and _sqlstate(error) in LOST_RACES):
                _refuse(act.__name__, error)
    raise AssertionError("the last try returns or raises")


def _write_once(patience: float, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    session = db.session
    end_reading()
    with _writing(patience) as left:
        session.info["writing"] = True
        session.info["after_commit"] = []
        try:
            with stepping_aside():
                session.connection(execution_options={"lms_writes": True, "lms_patience": left})
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
def _writing(patience: float) -> Iterator[float]:
    """Hold the turn; gives the seconds of patience that are left. Raises NotSaved."""
    if db.engine.dialect.name != "sqlite":
        yield patience
        return
    start = monotonic()
    with stepping_aside():
        has_come = _writers.enter_within(patience)
    if not has_come:
        raise NotSaved
    try:
        yield max(0.0, patience - (monotonic() - start))
    finally:
        _writers.leave()


def _refuse(act: str, error: SQLAlchemyError) -> None:
    """Say that it is not saved, and in the log why; a mistake of ours stays one."""
    if not _is_trouble(error):
        raise error
    log.error("not saved", extra={"act": act, "reason": reason_of(error)})
    raise NotSaved from error


def _is_trouble(error: SQLAlchemyError) -> bool:
    """Whether the database was kept from its work, by whatever it may be."""
    if isinstance(error, OperationalError | NoConnection):
        return True
    is_lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return is_lost or _sqlstate(error) == READ_ONLY


def _sqlstate(error: SQLAlchemyError) -> str | None:
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
