"""Where the audit trail ends, written down outside the database after every write that adds to it.

The anchor may lag behind the trail, by what was committed just before a power cut; it never leads.
It grows only where the trail still holds what was anchored before, so that it stays evidence.
"""

import logging
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from lms.db import beside, db
from lms.people.domain import Anchor
from lms.people.models import AuditEvent

NAME = "audit-anchor"  # in LMS_INSTANCE
LINE = re.compile(r"(\d{1,19}) ([0-9a-f]{64}) (\S+)")

EVENT = AuditEvent.__table__.c
NEWEST = sa.select(EVENT.id, EVENT.hash, EVENT.at).order_by(EVENT.id.desc()).limit(1)
NAMED = sa.select(EVENT.id).where(
    EVENT.id == sa.bindparam("event_id"), EVENT.hash == sa.bindparam("known")
)

log = logging.getLogger(__name__)


class UnreadableAnchor(Exception):
    """A line of the anchor that nobody of us wrote."""


def place() -> Path:
    """The file of this installation."""
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / NAME


def drop() -> None:
    """Write down the newest event, if the trail has grown; trouble is told in the log.

    What was committed stays so when this fails: the next one anchors it too.
    """
    try:
        with db.engine.connect() as connection:
            _drop(connection, place())
    except (OSError, SQLAlchemyError, UnreadableAnchor):
        log.exception("audit trail not anchored")


def _drop(connection: sa.Connection, file: Path) -> None:
    with beside.locked(file):
        newest, last = connection.execute(NEWEST).first(), last_of(file)
        if newest is None or (last and newest.id <= last.event_id):
            return
        if last and not _is_there(connection, last):
            log.error("audit trail lacks what was anchored", extra={"event_id": last.event_id})
            return
        at = newest.at.astimezone(UTC).isoformat()
        beside.append_line(file, f"{newest.id} {newest.hash} {at}")


def _is_there(connection: sa.Connection, last: Anchor) -> bool:
    values = {"event_id": last.event_id, "known": last.hash}
    return connection.execute(NAMED, values).first() is not None


def last_of(file: Path) -> Anchor | None:
    """The newest anchor of a file; None without any.

    Raises UnreadableAnchor.
    """
    line = beside.last_line(file)
    return _read(line, "last") if line else None


def all_of(file: Path) -> Iterator[Anchor]:
    """The anchors of a file in the order in which they were written; none without a file.

    Raises UnreadableAnchor.
    """
    if file.exists():
        for number, line in beside.finished_lines(file):
            yield _read(line, number)


def _read(line: str, number: int | str) -> Anchor:
    found = LINE.fullmatch(line)
    if found is None:
        raise UnreadableAnchor(f"line {number} is no anchor")
    return Anchor(int(found[1]), found[2])
