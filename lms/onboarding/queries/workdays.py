"""Reading the national calendar."""

from datetime import date

import sqlalchemy as sa

from lms.db import db, editions
from lms.onboarding.domain import Calendar, Today
from lms.onboarding.models import PublishedYear, Workday

EDITION = "calendar"  # moves when a year is entered


def calendar() -> Calendar:
    """All published years; without any, every day is provisional."""
    return editions.remembered(EDITION, "calendar", _read_calendar)


def on(day: date) -> Today:
    """A day among the working days."""
    return Today.on(day, calendar())


def _read_calendar() -> Calendar:
    last = db.session.scalar(sa.select(sa.func.max(PublishedYear.year)))
    rows = db.session.execute(sa.select(Workday.day, Workday.is_worked))
    days: dict[date, bool] = dict(rows.all())
    return Calendar(days, date(last, 12, 31) if last else date.min)
