"""A day among the working days, and what it makes of something that falls due."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.onboarding.domain.schedule import Due
from lms.onboarding.domain.workdays import Calendar

DAYS_A_WEEK = 7


class State(StrEnum):
    """Where a task or gate stands; rest days make nobody late."""

    DONE = "done"
    LATE = "late"  # a working day has begun since it was due
    DUE = "due"  # today; on a rest day: on the last working day
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Today:
    """A day and its place among the working days."""

    day: date
    worked: date  # the day itself, or on a rest day the last working day
    calendar: Calendar

    @classmethod
    def on(cls, day: date, calendar: Calendar) -> "Today":
        """A day on a calendar."""
        return cls(day, calendar.last_working_day(day), calendar)

    @property
    def is_rest_day(self) -> bool:
        """Whether nobody works today."""
        return self.worked != self.day

    @property
    def is_week_over(self) -> bool:
        """Whether no working day is left in this week, today included."""
        return self.calendar.first_working_day(self.day) > self._sunday

    @property
    def week(self) -> tuple[date, date]:
        """Monday and Sunday of this week; when it is over, of the week of the next working day."""
        day = self.calendar.first_working_day(self.day) if self.is_week_over else self.day
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=DAYS_A_WEEK - 1)

    @property
    def _sunday(self) -> date:
        return self.day + timedelta(days=DAYS_A_WEEK - 1 - self.day.weekday())

    def state(self, due: Due, *, is_done: bool) -> State:
        """The state of something that falls due."""
        if is_done:
            return State.DONE
        if due.on < self.worked:
            return State.LATE
        return State.DUE if due.on == self.worked else State.OPEN

    def late_by(self, due: Due) -> int:
        """Working days that have begun since it was due; 0 when it is not late."""
        return self.calendar.working_days_between(due.on, self.worked)

    def ahead(self, due: Due) -> int:
        """Working days until it is due; 0 when it is due or late."""
        return self.calendar.working_days_between(self.day, due.on)
