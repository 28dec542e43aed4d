"""Who is reminded of what on a day: before it falls due, on its day, and when it is late.

Two working days before and on the day, whose it is; one working day after, the mentor; three after,
the lead of the department, or HR where nobody leads. The days are those of the person whose plan
it is; nobody is told on a rest day or leave of their own, but on their next working day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from lms.library.domain import Wording
from lms.onboarding.domain.template import Owner
from lms.onboarding.domain.workdays import Calendar

HOUR = time(8, 30)  # by the clock of LMS_TIMEZONE
ONE_DAY = timedelta(days=1)
FURTHEST = timedelta(days=40)  # from today to a day that is looked at; longer than any holiday
CATCH_UP = timedelta(days=14)  # after which nobody is told any more what came while they were away
MOST_TITLES = 3  # of one's own things that a digest names


class Step(StrEnum):
    """How something stands when somebody is reminded of it."""

    SOON = "soon"
    DUE = "due"
    LATE = "late"
    VERY_LATE = "very-late"

    @property
    def working_days(self) -> int:
        """Working days after the day on which it falls due; before it, less than 0."""
        return {Step.SOON: -2, Step.DUE: 0, Step.LATE: 1, Step.VERY_LATE: 3}[self]


class Reader(StrEnum):
    """As what somebody is reminded."""

    TRAINEE = "trainee"
    MENTOR = "mentor"
    LEAD = "lead"
    HR = "hr"


OWNERS: Mapping[Owner, Reader] = {
    Owner.TRAINEE: Reader.TRAINEE,
    Owner.MENTOR: Reader.MENTOR,
    Owner.LEAD: Reader.LEAD,
    Owner.HR: Reader.HR,
    Owner.IT: Reader.HR,
}


@dataclass(frozen=True, slots=True)
class Days:
    """Some days on end, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something of somebody's plan that is still open, and how it stands."""

    title: Wording
    step: Step
    owner: Owner | None  # None: a gate, which trainee and mentor pass together


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one person is reminded of on one day, by what they are to it."""

    reminders: tuple[tuple[Reader, Reminder], ...] = ()

    def titles(self, reader: Reader, step: Step) -> tuple[Wording, ...]:
        """What it says to somebody as this, in the order in which it was gathered."""
        return tuple(r.title for as_, r in self.reminders if (as_, r.step) == (reader, step))

    def count(self, reader: Reader, step: Step) -> int:
        """How many things that are."""
        return len(self.titles(reader, step))


def is_time(moment: datetime) -> bool:
    """Whether people may be reminded at this moment of the wall clock: from 8:30."""
    return moment.time() >= HOUR


def step_on(due: date, today: date, calendar: Calendar) -> Step | None:
    """How something stands that falls due on a day of this calendar; None: it is far off."""
    after = _after(due, today, calendar)
    return next((step for step in reversed(Step) if step.working_days <= after), None)


def has_come_since(step: Step, due: date, since: date, calendar: Calendar) -> bool:
    """Whether a step was reached only after somebody was told last."""
    return _after(due, since, calendar) < step.working_days


def told_last(today: date, told: Collection[date], calendar: Calendar) -> date:
    """The last day before today on which somebody with this calendar was told.

    `told`: the days on which reminders went out at all; without one, the last working day.
    """
    worked = [day for day in told if day < today and calendar.is_working(day)]
    return max(worked, default=calendar.last_working_day(today - ONE_DAY))


def days_reminded(today: date, last: date | None, calendar: Calendar) -> Mapping[Step, Days]:
    """The days on which falls due what people are reminded of today, for each step.

    A step is taken when it has come since people were reminded `last`, so that a day on which
    nothing could be sent is made up for; without one, since the last working day before today.
    """
    since = last or calendar.last_working_day(today - ONE_DAY)
    found: dict[Step, Days] = {}
    for step in Step:
        due = [day for day in _around(today) if _is_taken(step, day, since, today, calendar)]
        if due:
            found[step] = Days(due[0], due[-1])
    return found


def readers(reminder: Reminder) -> tuple[Reader, ...]:
    """To whom it is told; what IT does, HR sees to."""
    if reminder.step is Step.VERY_LATE:
        return (Reader.LEAD,)
    if reminder.step is Step.LATE:
        return (Reader.MENTOR,)
    if reminder.owner is None:
        return (Reader.TRAINEE, Reader.MENTOR)
    return (OWNERS[reminder.owner],)


def _around(today: date) -> list[date]:
    first = today - FURTHEST
    return [first + timedelta(days=n) for n in range(2 * FURTHEST.days + 1)]


def _is_taken(step: Step, due: date, since: date, today: date, calendar: Calendar) -> bool:
    return _after(due, since, calendar) < step.working_days <= _after(due, today, calendar)


def _after(due: date, day: date, calendar: Calendar) -> int:
    """Working days from one day to another, less than 0 when that comes first."""
    if day < due:
        return -calendar.working_days_between(day, due)
    return calendar.working_days_between(due, day)
