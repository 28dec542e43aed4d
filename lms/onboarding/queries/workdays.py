"""Reading the national calendar."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from lms.db import db, editions
from lms.onboarding.domain import Calendar, Today
from lms.onboarding.domain.own_days import own_calendar
from lms.onboarding.models import PublishedYear, Workday
from lms.people import queries as people
from lms.people.domain import OwnDays

EDITION = "calendar"  # moves when a year is entered


def calendar() -> Calendar:
    """All published years; without any, every day is provisional."""
    return editions.remembered(EDITION, "calendar", _read_calendar)


def on(day: date) -> Today:
    """A day among the working days."""
    return Today.on(day, calendar())


def calendars_of(person_ids: Mapping[int, date]) -> dict[int, Calendar]:
    """The calendars of people with rota and leave in them: person id → calendar.

    `person_ids`: with the first day of the plan that is read by it.
    """
    company, own = calendar(), people.own_days_of(person_ids)
    alike: dict[tuple[OwnDays, date], Calendar] = {}  # many work by the same rota
    found = {}
    for person_id, around in person_ids.items():
        days = own.get(person_id)
        if days is not None and (days, around) not in alike:
            alike[days, around] = own_calendar(company, days, around)
        found[person_id] = alike[days, around] if days is not None else company
    return found


def calendar_of(person_id: int, around: date) -> Calendar:
    """The calendar of one person around a day."""
    return calendars_of({person_id: around})[person_id]


def _read_calendar() -> Calendar:
    last = db.session.scalar(sa.select(sa.func.max(PublishedYear.year)))
    rows = db.session.execute(sa.select(Workday.day, Workday.is_worked))
    days: dict[date, bool] = dict(rows.all())
    return Calendar(days, date(last, 12, 31) if last else date.min)
