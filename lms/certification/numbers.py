"""The highest number given out of each prefix and year, kept beside the database.

A database that comes back from a backup does not know the numbers given out since; this file does.
It is written after the certificate is committed, so it may lag behind the database, never lead, and
in normal life it changes nothing. Restoring puts the marks of lost numbers into it.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from lms.certification.models import NumberCounter
from lms.db import beside, db

NAME = "certificate-numbers"  # in LMS_INSTANCE
ANY = "*"  # instead of a prefix: where its numbers begin if no mark names the prefix

COUNTERS = sa.select(NumberCounter.prefix, NumberCounter.year, NumberCounter.last)

log = logging.getLogger(__name__)


def place() -> Path:
    """The file of this installation."""
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / NAME


def mark_of(prefix: str, year: int) -> int:
    """The highest number of a prefix and year that may have been given out; 0 for none."""
    marks = read(place())
    return marks.get(key(prefix, year), marks.get(key(ANY, year), 0))


def keep() -> None:
    """Write down the highest numbers in the database; trouble is told in the log."""
    try:
        with db.engine.connect() as connection:
            given = {key(row.prefix, row.year): row.last for row in connection.execute(COUNTERS)}
        raise_marks(place(), given)
    except (OSError, ValueError, SQLAlchemyError):
        log.exception("numbers of certificates not marked")


def raise_marks(file: Path, given: Mapping[str, int]) -> None:
    """Keep the higher of what a file says and of what is given.

    Raises ValueError for a file that nobody of us wrote.
    """
    with beside.locked(file):
        known = read(file)
        marks = highest([known, given])
        if marks != known:
            text = json.dumps(marks, indent=1, sort_keys=True)
            beside.replace(file, text.encode())


def highest(several: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The highest mark of each prefix and year."""
    marks: dict[str, int] = {}
    for one in several:
        for name, number in one.items():
            marks[name] = max(number, marks.get(name, 0))
    return marks


def read(file: Path) -> dict[str, int]:
    """The marks of a file; none without one.

    Raises ValueError for a file that nobody of us wrote.
    """
    try:
        marks = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(marks, dict) or not all(type(n) is int and n >= 0 for n in marks.values()):
        raise ValueError(f"{file}: these are no marks of certificate numbers")
    return marks


def key(prefix: str, year: int) -> str:
    """How a prefix and year are named in the file: KF-2026."""
    return f"{prefix}-{year:04}"
