"""Reading the national calendar."""

from datetime import date, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.onboarding.domain import Calendar, Today
from lms.onboarding.models import PublishedYear, Workday

LONGEST_REST = timedelta(days=31)  # before the first day asked for: rest days may lie there
DAYS = sa.select(Workday.day, Workday.is_worked).where(Workday.day >= sa.bindparam("since"))
LAST_YEAR = sa.select(sa.func.max(PublishedYear.year))


def calendar(since: date) -> Calendar:
    """The calendar from a day on; without any published year every day is provisional."""
    last = db.session.scalar(LAST_YEAR)
    rows = db.session.execute(DAYS, {"since": since - LONGEST_REST})
    days: dict[date, bool] = dict(rows.all())
    return Calendar(days, date(last, 12, 31) if last else date.min)


def on(day: date, since: date | None = None) -> Today:
    """A day among the working days, counted at least from `since`."""
    return Today.on(day, calendar(min(day, since or day)))
