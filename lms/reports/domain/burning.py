"""The burn-up of a group: tasks proved against tasks planned, over working days."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from lms.onboarding.domain import Calendar, PlanView
from lms.reports.domain.planned import DayOf

MOST_POINTS = 24


@dataclass(frozen=True, slots=True)
class Point:
    """The end of one working day: how many tasks were to be proved by then, and how many were."""

    number: int  # of the working day, from 1
    day: date
    planned: int
    done: int
    all: int

    @property
    def ahead(self) -> int:
        """Tasks ahead of the plan; behind it: negative."""
        return self.done - self.planned

    @property
    def planned_share(self) -> int:
        """Per cent of all tasks that were to be proved, rounded down."""
        return 100 * self.planned // self.all

    @property
    def done_share(self) -> int:
        """Per cent of all tasks that were proved, rounded down."""
        return 100 * self.done // self.all


def burn_up(views: Sequence[PlanView], day_of: DayOf, today: date) -> list[Point]:
    """The points from the first working day of the first plan to today, the last one always there.

    Of many working days as many as can be drawn, at equal distances back from the last. Nothing
    before the first day. What is proved counts from its day on, what is planned at its due day.
    """
    begun = [view for view in views if view.has_begun]
    tasks = [task for view in begun for task in view.tasks]
    if not tasks:
        return []
    due = sorted(task.due.on for task in tasks)
    done = sorted(day_of(task.evidence.at) for task in tasks if task.evidence)
    calendar = begun[0].today.calendar
    first = min(view.first_working_day for view in begun)
    last = min(calendar.last_working_day(today), max([due[-1], *done]))
    days = list(_working_days(calendar, first, last))
    return [
        Point(number, day, bisect_right(due, day), bisect_right(done, day), len(tasks))
        for number, day in _drawn(list(enumerate(days, 1)))
    ]


def _working_days(calendar: Calendar, first: date, last: date) -> Iterator[date]:
    day = calendar.first_working_day(first)
    while day <= last:
        yield day
        day = calendar.after(day, 1)


def _drawn(days: Sequence[tuple[int, date]]) -> Iterable[tuple[int, date]]:
    every = max(1, ceil(len(days) / MOST_POINTS))
    return [one for place, one in enumerate(reversed(days)) if place % every == 0][::-1]
