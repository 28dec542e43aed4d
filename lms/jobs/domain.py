"""Rules of jobs: when to try again, when one counts as abandoned."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
MOST_DOUBLINGS = 10  # more than the longest pause
AHEAD = timedelta(minutes=5)  # later than now by more: dated while the machine's clock was ahead
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


def latest_night(at: time, zone: tzinfo, now: datetime) -> tuple[date, datetime]:
    """The latest day on which the wall clock of a zone showed this hour, and when that was.

    An hour that daylight saving leaves out is an hour later, one that it repeats is the first of
    both (PEP 495, fold=0): every day has exactly one.
    """
    day = now.astimezone(zone).date()
    due = datetime.combine(day, at, zone).astimezone(UTC)
    if due > now:
        day -= timedelta(days=1)
        due = datetime.combine(day, at, zone).astimezone(UTC)
    return day, due


def next_night(at: time, zone: tzinfo, now: datetime) -> datetime:
    """When the wall clock of a zone shows this hour next, by the rule of `latest_night`."""
    day, _due = latest_night(at, zone, now)
    return datetime.combine(day + timedelta(days=1), at, zone).astimezone(UTC)
