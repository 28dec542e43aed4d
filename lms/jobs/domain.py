"""Rules of jobs: when to try again, when one counts as abandoned."""

from datetime import datetime, timedelta
from enum import StrEnum

MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
MOST_DOUBLINGS = 10  # more than the longest pause
ABANDONED_AFTER = timedelta(seconds=90)  # without a heartbeat


class JobStatus(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # given up after the last try


def next_try(tries: int, now: datetime, *, most: int = MOST_TRIES) -> datetime | None:
    """When a job that has failed `tries` times runs again (doubling pauses); None: given up."""
    if tries >= most:
        return None
    pause: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, MOST_DOUBLINGS)
    return now + min(pause, LONGEST_PAUSE)


def abandoned_before(now: datetime) -> datetime:
    """A running job whose last heartbeat is older than this belongs to a worker that died."""
    return now - ABANDONED_AFTER
