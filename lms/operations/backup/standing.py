"""How backups stand: what an administrator is told, by a rule that is printed beside it.

Pure: no files, no clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE_AFTER = timedelta(days=2)


class Standing(StrEnum):
    """How backups stand, the most pressing first."""

    FAILED = "failed"  # the latest try was not done; an older backup may be there
    NEVER = "never"
    LATE = "late"  # the newest is older than two days, or of a day that is still to come
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Failure:
    """The latest try, which was not done."""

    at: datetime
    reason: str
    again_at: datetime | None  # None: given up


def is_late(newest: datetime, now: datetime) -> bool:
    """Whether a backup is too old to be the newest.

    One made while the machine's clock was far ahead says nothing about yesterday: it is late too.
    """
    return abs(now - newest) > LATE_AFTER


def standing(newest: datetime | None, failure: Failure | None, now: datetime) -> Standing:
    """How backups stand by when the newest was made and what became of the latest try."""
    if failure and (newest is None or failure.at > newest):
        return Standing.FAILED
    if newest is None:
        return Standing.NEVER
    return Standing.LATE if is_late(newest, now) else Standing.GOOD
