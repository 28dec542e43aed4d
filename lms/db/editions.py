"""What every process remembers of what seldom changes, and how it learns that it did.

A write that changes such a thing moves its edition in the same transaction. A reader asks once in a
transaction for all editions, and what was remembered of earlier ones is forgotten.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import current_app
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from lms.db.tables import Base, db

V = TypeVar("V")

EXTENSION = "editions"
KNOWN, MOVED = "editions.known", "editions.moved"  # what the running transaction knows


class Edition(Base):
    """How often a thing has changed; readers only ask whether it is the number they know."""

    __tablename__ = "edition"
    name: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    number: Mapped[int]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a process remembers of one edition of a thing."""

    number: int
    values: dict[Hashable, Any] = field(default_factory=dict)


NUMBERS = sa.select(Edition.__table__.c.name, Edition.__table__.c.number)


def move(name: str) -> None:
    """Say that a thing changes; within the write that changes it, before it does."""
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    first = insert(Edition).values(name=name, number=1)
    db.session.execute(
        first.on_conflict_do_update(index_elements=["name"], set_={"number": Edition.number + 1})
    )
    db.session.info.setdefault(MOVED, set()).add(name)


def remembered(name: str, key: Hashable, make: Callable[[], V]) -> V:
    """What `make` finds of a thing, asked once for each of its editions in every process.

    A write that has moved the edition neither keeps what it finds nor trusts what was kept: it may
    still be undone.
    """
    if name in db.session.info.get(MOVED, ()):
        return make()
    values = _current(name).values
    if key not in values:
        values[key] = make()
    found: V = values[key]
    return found


def know(numbers: Mapping[str, int]) -> None:
    """Spare this transaction the question; `numbers` are those of all editions, read in it."""
    db.session.info.setdefault(KNOWN, numbers)


def _current(name: str) -> Remembered:
    store: dict[str, Remembered] = current_app.extensions.setdefault(EXTENSION, {})
    number = _numbers().get(name, 0)
    kept = store.get(name)
    if kept is None or kept.number != number:
        kept = store[name] = Remembered(number)
    return kept


def _numbers() -> Mapping[str, int]:
    info = db.session.info
    if KNOWN not in info:
        info[KNOWN] = dict(db.session.execute(NUMBERS).all())
    known: Mapping[str, int] = info[KNOWN]
    return known


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(KNOWN, None)
        session.info.pop(MOVED, None)
