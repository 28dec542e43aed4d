"""The national calendar: entering the years that are published."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import chinese_calendar
import sqlalchemy as sa

from lms import clock, jobs
from lms.db import db, editions
from lms.errors import N_, Stale
from lms.onboarding import queries
from lms.onboarding.domain.notice import Notice, NoticeDay, check_year
from lms.onboarding.models import Plan, PublishedYear, Workday
from lms.onboarding.queries.workdays import EDITION
from lms.people import audit
from lms.people.models import Person

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


def enter_notice(actor: Person, notice: Notice, *, now: datetime) -> bool:
    """Enter the notice of a year, in the place of what was known of it; plans are dated by a job.

    False when the year stands like this already. Raises Invalid for a year whose turn it is not.
    """
    known = set(_locked_years())
    check_year(notice, queries.calendar(), clock.day_of(now))
    of_year = Workday.day.between(date(notice.year, 1, 1), date(notice.year, 12, 31))
    there = {
        NoticeDay(row.day, row.is_worked, row.occasion)
        for row in db.session.scalars(sa.select(Workday).where(of_year))
    }
    if notice.year in known and there == set(notice.exceptions):
        return False
    db.session.execute(sa.delete(Workday).where(of_year))
    if notice.year not in known:
        db.session.add(PublishedYear(year=notice.year, entered_at=now))
    db.session.add_all(
        Workday(day=one.day, is_worked=one.is_worked, occasion=one.occasion)
        for one in notice.exceptions
    )
    _follow(actor, "calendar.entered", notice.year, now)
    return True


def drop_year(actor: Person, year: int, *, now: datetime) -> None:
    """Take the last published year back, while it lies ahead: its days are provisional again.

    Raises Stale for any other year.
    """
    known = _locked_years()
    if not known or year != max(known) or year <= clock.day_of(now).year:
        raise Stale(N_("只有还没到来的最后一年可以撤回；已经开始的一年，请重新录入改正。"))
    db.session.execute(
        sa.delete(Workday).where(Workday.day.between(date(year, 1, 1), date(year, 12, 31)))
    )
    db.session.execute(sa.delete(PublishedYear).where(PublishedYear.year == year))
    _follow(actor, "calendar.dropped", year, now)


def _locked_years() -> Sequence[int]:
    """The published years; whoever changes the calendar at the same time waits."""
    return db.session.scalars(
        sa.select(PublishedYear.year).order_by(PublishedYear.year).with_for_update()
    ).all()


def _follow(actor: Person, kind: str, year: int, now: datetime) -> None:
    editions.move(EDITION)
    event = audit.record(kind, actor=actor, subject=None, now=now, year=year)
    notice = f"{year}-{event.id}"
    jobs.enqueue(REDATE, key=f"notice-{notice}", now=now, after=0, notice=notice)


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
