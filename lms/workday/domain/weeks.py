"""A week looked back upon: its figures, and what is brought to the weekly talk. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from lms.errors import N_
from lms.people.domain import WrongField
from lms.workday.domain.focus import Tally
from lms.workday.domain.matters import Rate
from lms.workday.domain.shares import Gap, Shares, furthest

A_WEEK = timedelta(days=7)
LONGEST_FIELD = 200  # characters
NO_WORDS = N_("请写一句。")
TOO_LONG = N_("写短一点，最多 %(most)s 个字。")


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings to the weekly talk. Raises WrongField for what is empty or too long."""

    stuck: str  # the one matter that stuck most
    change: str  # the one thing to change next week
    request: str  # what the mentor is asked to do

    def __post_init__(self) -> None:
        for field in fields(self):
            words = getattr(self, field.name)
            if not words:
                raise WrongField(field.name, NO_WORDS)
            if len(words) > LONGEST_FIELD:
                raise WrongField(field.name, TOO_LONG, most=LONGEST_FIELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What a week came to."""

    monday: date
    rates: Mapping[date, Rate]  # of days on which something was on the list
    tally: Tally
    planned: Shares  # on average
    noted: Shares | None  # None: nothing was

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + A_WEEK - timedelta(days=1)

    @property
    def rate(self) -> Rate:
        """The week as a whole."""
        return sum(self.rates.values(), Rate(0, 0))

    @property
    def lowest(self) -> date | None:
        """The day with the lowest rate; None unless days differ."""
        known = {day: one.percent for day, one in self.rates.items() if one.percent is not None}
        return min(known, key=lambda day: known[day]) if len(set(known.values())) > 1 else None

    @property
    def gap(self) -> Gap | None:
        """The share that is furthest from the plan."""
        return furthest(self.planned, self.noted) if self.noted else None


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def may_be_sent(monday: date, today: date) -> bool:
    """Whether one still looks back on a week: this one, or the one before."""
    this = monday_of(today)
    return monday in (this, this - A_WEEK)
