"""Working days: the national calendar with its holidays and make-up days, and counting on it.

A calendar knows the days on which the rule "Monday to Friday" does not hold; after its published
end the plain rule is assumed and whatever rests on it is provisional.
"""

import calendar
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from lms.errors import N_

ONE_DAY = timedelta(days=1)
SATURDAY = 5  # also the number of weekdays before it
DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
OCCASIONS = (  # why days are free, as they are kept; put into words where they are shown
    *(N_("元旦"), N_("春节"), N_("清明"), N_("劳动节")),
    *(N_("端午"), N_("中秋"), N_("国庆节")),
)


@dataclass(frozen=True)
class Calendar:
    """The working days of a country, as its State Council publishes them year by year."""

    days: Mapping[date, bool]  # True: a make-up day is worked, False: a holiday is free
    ends_on: date  # last day of the published calendar

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        return self.days.get(day, _is_weekday(day))

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a public holiday: a free weekday, or the weekend at its side."""
        if day.weekday() < SATURDAY:
            return self.days.get(day) is False
        friday = day - timedelta(days=day.weekday() - SATURDAY + 1)
        beside = friday, friday + timedelta(days=DAYS_A_WEEK - SATURDAY + 1)
        return not self.is_working(day) and any(self.days.get(one) is False for one in beside)

    def is_provisional(self, day: date) -> bool:
        """Whether a day lies beyond the published calendar: a notice may still change it."""
        return day > self.ends_on

    def first_working_day(self, day: date) -> date:
        """The first working day on or after a day."""
        return next(d for d in _forwards(day) if self.is_working(d))

    def last_working_day(self, day: date) -> date:
        """The last working day on or before a day."""
        return next(d for d in _backwards(day) if self.is_working(d))

    def plan_day(self, first: date, number: int) -> date:
        """The `number`-th working day from the first day on; the first one is 1."""
        worked = (d for d in _forwards(first) if self.is_working(d))
        return next(day for count, day in enumerate(worked, 1) if count == number)

    def number(self, first: date, day: date) -> int:
        """Which working day of a plan a day is, from 1; 0 before the first one.

        A rest day has the number of the working day before it.
        """
        weeks, rest = divmod(max(0, (day - first).days + 1), DAYS_A_WEEK)
        plain = weeks * SATURDAY + sum(_is_weekday(day - timedelta(n)) for n in range(rest))
        return plain + self._shift(day + ONE_DAY) - self._shift(first) if first <= day else 0

    def _shift(self, day: date) -> int:
        """How many working days more than weekdays the published calendar has before a day."""
        days, shifts = self._shifts
        return shifts[bisect_left(days, day)]

    @cached_property
    def _shifts(self) -> tuple[list[date], list[int]]:
        days = sorted(self.days)
        each = (self.days[day] - _is_weekday(day) for day in days)
        return days, list(accumulate(each, initial=0))

    def after(self, day: date, working_days: int) -> date:
        """So many working days after a day; 0 is the first working day on or after it."""
        start = self.first_working_day(day)
        return start if not working_days else self.plan_day(start + ONE_DAY, working_days)

    def moved(self, day: date, working_days: int) -> date:
        """A day moved on by so many working days, or back by a negative number of them."""
        if working_days >= 0:
            return self.after(day, working_days)
        last = self.first_working_day(day) - ONE_DAY
        before = (d for d in _backwards(last) if self.is_working(d))
        return next(d for count, d in enumerate(before, 1) if count == -working_days)

    def working_days_between(self, earlier: date, later: date) -> int:
        """How many working days have begun after the earlier day, the later day included."""
        return self.number(earlier + ONE_DAY, later)

    def first_day_for(self, number: int, day: date) -> date:
        """The first day of a plan that is on working day `number` on this day."""
        worked = (d for d in _backwards(day) if self.is_working(d))
        return next(first for count, first in enumerate(worked, 1) if count == number)


def month_end(first: date, month: int) -> date:
    """The last day of month `month` of a plan, counted from 1.

    It is the day before the same date so many months on; where that month has no such date, its
    last day (as the Civil Code of China counts months, article 202).
    """
    year, index = divmod(first.month - 1 + month, MONTHS_A_YEAR)
    year, number = first.year + year, index + 1
    last = calendar.monthrange(year, number)[1]
    if first.day > last:
        return date(year, number, last)
    return date(year, number, first.day) - ONE_DAY


def _forwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY


def _backwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= ONE_DAY


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
