"""By what the deeds of the demo company are dated: the calendar, today, the first day of a plan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from lms.certification.domain import months_later
from lms.onboarding.domain import Calendar
from lms.operations.demo.characters import Ago, OnDay


@dataclass(frozen=True, slots=True)
class Times:
    """What deeds are dated by."""

    calendar: Calendar
    worked: date  # the current working day
    zone: tzinfo

    @property
    def end(self) -> datetime:
        """The instant at which the history ends: nothing has been done on the current day yet."""
        return datetime.combine(self.worked, time(), self.zone)


def first_day(began: OnDay | Ago, times: Times) -> date:
    """The first day of somebody's plan."""
    match began:
        case OnDay(number):
            return times.calendar.first_day_for(number, times.worked)
        case Ago(months, days):
            day = months_later(times.worked, -months) - timedelta(days=days)
            return times.calendar.first_working_day(day)
