"""The national calendar: entering the years that are published."""

from datetime import date, datetime
from typing import Any

import chinese_calendar
import sqlalchemy as sa

from lms import jobs
from lms.db import db, editions
from lms.onboarding.models import Plan, PublishedYear, Workday
from lms.onboarding.queries.workdays import EDITION

FIRST_YEAR = 2024  # nobody's plan began earlier
SATURDAY = 5
REDATE = "onboarding.redate"


def seed_calendar(now: datetime) -> int:
    """Enter the published years that are missing, as the State Council announced them.

    Years that are there already, perhaps corrected by hand, stay as they are. Running plans are
    dated again by a job. Returns the number of years entered.
    """
    known = set(db.session.scalars(sa.select(PublishedYear.year)))
    published = {day.year for day in chinese_calendar.constants.holidays if day.year >= FIRST_YEAR}
    missing = sorted(published - known)
    if missing:
        editions.move(EDITION)
    for year in missing:
        db.session.add(PublishedYear(year=year, entered_at=now))
        db.session.add_all(_days(year))
    if missing and db.session.scalar(sa.select(Plan.id).limit(1)) is not None:
        jobs.enqueue(REDATE, key=f"calendar-{missing[-1]}", now=now, after=0)
    return len(missing)


def _days(year: int) -> list[Workday]:
    free: dict[date, Any] = chinese_calendar.constants.holidays
    made_up: dict[date, Any] = chinese_calendar.constants.workdays
    holidays = [d for d in free if d.year == year and d.weekday() < SATURDAY]
    worked = [d for d in made_up if d.year == year and d.weekday() >= SATURDAY]
    return [
        *(Workday(day=d, is_worked=False, occasion=_occasion(free[d])) for d in holidays),
        *(Workday(day=d, is_worked=True, occasion=_occasion(made_up[d])) for d in worked),
    ]


def _occasion(name: str) -> str:
    return str(chinese_calendar.Holiday(name).chinese)
