"""The working days of one person: the company's calendar with their own rota and leave in it."""

from collections.abc import Iterator
from datetime import date, timedelta

from lms.onboarding.domain.workdays import ONE_DAY, Calendar
from lms.people.domain import Leave, OwnDays

BEFORE = timedelta(days=60)  # of a plan's first day
AFTERWARDS = timedelta(days=400)  # of a plan's first day and of the last leave: no plan is longer


def own_calendar(
    calendar: Calendar, days: OwnDays, around: date, *, with_leave: bool = True
) -> Calendar:
    """The calendar of one person for a plan that begins `around` a day.

    A shift rota says itself which days are worked: a shift worker works on public holidays and
    rests on made-up days as the rota has it, unless it keeps holidays free. Leave is never worked.
    """
    first, last = _span(days, around)
    own = {
        day: works
        for day in _days(first, last)
        if (works := _works(calendar, days, day, with_leave=with_leave)) is not None
    }
    return Calendar({**calendar.days, **own}, calendar.ends_on)


def taken(calendar: Calendar, days: OwnDays, leave: Leave) -> int:
    """How many days of a leave would have been worked."""
    worked = own_calendar(calendar, days, leave.first, with_leave=False)
    return worked.number(leave.first, leave.last)


def _span(days: OwnDays, around: date) -> tuple[date, date]:
    ends = max((around, *(one.last for one in days.leaves)))
    return around - BEFORE, ends + AFTERWARDS


def _works(calendar: Calendar, days: OwnDays, day: date, *, with_leave: bool) -> bool | None:
    """Whether a day is worked by what is the person's own; None: nothing of it says so."""
    if with_leave and days.leave_on(day):
        return False
    rota = days.rota_on(day)
    if rota is None:
        return None
    works, is_holiday = calendar.is_working(day), calendar.is_holiday(day)
    return rota.works(day, company=works, is_holiday=is_holiday)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
