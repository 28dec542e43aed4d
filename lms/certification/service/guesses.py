"""Slowing down those who guess certificate numbers."""

from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_, TooMany
from lms.people.models import FailedTry

GUESS_DOOR = "verify"
GUESS_WINDOW = timedelta(minutes=10)
MOST_GUESSES = 30  # unknown numbers or wrong codes of one network within the window


def check_guesses(network: str, *, now: datetime) -> None:
    """Refuse a network from which too many unknown numbers or wrong codes came just now.

    Raises TooMany with the pause to keep.
    """
    guesses = sa.select(sa.func.count()).where(
        FailedTry.door == GUESS_DOOR,
        FailedTry.subject_hash == _hashed(network),
        FailedTry.at > now - GUESS_WINDOW,
    )
    if (db.session.scalar(guesses) or 0) >= MOST_GUESSES:
        pause = int(GUESS_WINDOW.total_seconds())
        raise TooMany(N_("查询太多了，请过几分钟再试。"), retry_after=pause)


def count_guess(network: str, *, now: datetime) -> None:
    """Count an unknown number or a wrong code."""
    db.session.add(FailedTry(door=GUESS_DOOR, subject_hash=_hashed(network), at=now))


def _hashed(network: str) -> str:
    return sha256(f"{GUESS_DOOR}: {network}".encode()).hexdigest()
