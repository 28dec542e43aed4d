"""The present moment and the company's calendar day: the only place that reads the clock.

A machine's clock may be wrong and be put right, so it may go back. What expires by the day (a
certificate) does not come back with it: the latest moment that this installation has seen is kept
in a file beside the database (docs/decisions/0011-the-latest-moment.md).
"""

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import current_app

from lms.db import beside

LATEST = "latest-moment"  # in LMS_INSTANCE
STEP = timedelta(minutes=2)  # by which a clock may be put right without anybody being told

log = logging.getLogger(__name__)


def now() -> datetime:
    """The present instant, aware, in UTC, as the machine's clock shows it."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The time zone in which days are counted and shown (`LMS_TIMEZONE`)."""
    settings_zone: ZoneInfo = current_app.config["SETTINGS"].timezone
    return settings_zone


def local(instant: datetime) -> datetime:
    """The instant as the wall clock of `LMS_TIMEZONE` shows it."""
    return instant.astimezone(zone())


def day_of(instant: datetime) -> date:
    """The calendar day of an instant in `LMS_TIMEZONE`."""
    return local(instant).date()


def today() -> date:
    """The present calendar day in `LMS_TIMEZONE`."""
    return day_of(now())


def latest_day() -> date:
    """The latest calendar day that this installation has seen, by which things expire.

    It is today unless the clock went back. A new day is written down before anybody is told what
    has expired by then.
    """
    seen, day = latest(), today()
    if seen is None or day_of(seen) < day:
        reach(now())
        return day
    return day_of(seen)


def latest() -> datetime | None:
    """The latest moment written down; None when there is none that can be read."""
    try:
        return datetime.fromisoformat(_place().read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        log.exception("latest moment cannot be read")
        return None


def reach(moment: datetime) -> None:
    """Write down that it has been this late; trouble is told in the log."""
    try:
        with beside.locked(_place()):
            seen = latest()
            if seen is None or seen < moment:
                _write(moment)
    except OSError:
        log.exception("latest moment not written down")


def put_right() -> None:
    """Believe the machine's clock from now on, since it had been ahead. Raises OSError."""
    with beside.locked(_place()):
        _write(now())


def went_back() -> timedelta:
    """How far the clock is behind the latest moment; zero for steps that matter to nobody."""
    seen = latest()
    behind = seen - now() if seen else timedelta()
    return behind if behind > STEP else timedelta()


def _place() -> Path:
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / LATEST


def _write(moment: datetime) -> None:
    beside.replace(_place(), moment.astimezone(UTC).isoformat().encode())
