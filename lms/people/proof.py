"""Whether the audit trail is whole: its events walked from the first to the last, in little memory.

Reads in batches, each in a transaction of its own, so that serving goes on meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from lms.db import db
from lms.people import anchor
from lms.people.domain import Anchor, Break, Event, Finding, walk
from lms.people.models import AuditEvent

BATCH = 2_000  # events read at a time
LOWEST = -(2**31)  # what fits the column of both databases
UNREADABLE = "cannot be read: its content was changed"

EVENT = AuditEvent.__table__.c
COLUMNS = (
    EVENT.id,
    EVENT.at,
    EVENT.kind,
    EVENT.actor_id,
    EVENT.subject_id,
    EVENT.parameters,
    EVENT.previous_hash,
    EVENT.hash,
)
AFTER = EVENT.id > sa.bindparam("last")
NEXT = sa.select(*COLUMNS).where(AFTER).order_by(EVENT.id).limit(BATCH)
NEXT_IDS = sa.select(EVENT.id).where(AFTER).order_by(EVENT.id).limit(BATCH)
ONE = sa.select(*COLUMNS).where(EVENT.id == sa.bindparam("wanted"))

Seen = Callable[[int], object]


class _Unreadable(Exception):
    """An event whose row holds what no event can."""

    def __init__(self, event_id: int) -> None:
        super().__init__(event_id)
        self.event_id = event_id


def verify(file: Path | None = None, seen: Seen = lambda _count: None) -> Finding:
    """Walk the whole trail and compare it with an anchor, by default that of this installation.

    `seen` is told how many more events were looked at. Raises UnreadableAnchor, OSError.
    """
    anchors = anchor.all_of(file or anchor.place())  # before the first event: it never leads
    return verify_with(db.engine, anchors, seen)


def verify_with(
    engine: sa.Engine, anchors: Iterable[Anchor], seen: Seen = lambda _count: None
) -> Finding:
    """Walk the trail of any database of ours and compare it with anchors."""
    counted = 0

    def events() -> Iterator[Event]:
        nonlocal counted
        for batch in _batches(engine):
            seen(len(batch))
            for event in batch:
                yield event
                counted += 1

    try:
        return walk(events(), anchors)
    except _Unreadable as error:
        return Finding(counted, Break(error.event_id, UNREADABLE))


def _batches(engine: sa.Engine) -> Iterator[Sequence[Event]]:
    last = LOWEST
    while True:
        with engine.connect() as connection:
            batch = _read(connection, last)
        if not batch:
            return
        yield batch
        last = batch[-1].id


def _read(connection: sa.Connection, last: int) -> list[Event]:
    try:
        return [Event(*row) for row in connection.execute(NEXT, {"last": last})]
    except (TypeError, ValueError, OperationalError) as error:
        _must_be_the_content(error)
    connection.rollback()
    return list(_one_by_one(connection, last))


def _one_by_one(connection: sa.Connection, last: int) -> Iterator[Event]:
    """The same events up to the one that cannot be read, which is then the first of a batch."""
    numbers: Sequence[int] = connection.scalars(NEXT_IDS, {"last": last}).all()
    for place, number in enumerate(numbers):
        try:
            row = connection.execute(ONE, {"wanted": number}).one()
        except (TypeError, ValueError, OperationalError) as error:
            _must_be_the_content(error)
            if place == 0:
                raise _Unreadable(number) from None
            return
        yield Event(*row)


def _must_be_the_content(error: Exception) -> None:
    """SQLite takes any bytes as text and complains when they are read; other trouble goes on."""
    if isinstance(error, OperationalError) and "decode" not in str(error.orig).lower():
        raise error
