"""The only place that reads the clock. Views, commands and jobs ask here and pass the answer on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """The present instant, aware, in UTC."""
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
