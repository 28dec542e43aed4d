"""What groups are told of plans, and on which days: how many things fall due, never whose.

Only the dates of plans are counted. What somebody has done or passed changes no number, so that a
group cannot read anybody's result out of one.
"""

from datetime import date, timedelta
from enum import StrEnum

from lms.onboarding.domain.workdays import Calendar

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)


class News(StrEnum):
    """A topic of which robots in chat groups can be told."""

    BEGINNERS = "plans-begin"
    GATES = "gates-this-week"
    DUE = "due-today"


def span(news: News, today: date, calendar: Calendar) -> tuple[date, date] | None:
    """The days, both included, that are counted for news told today; None: not told today.

    Nothing is told on a rest day. Plans that began since the last working day are told of on the
    next; gates of a week, Monday to Sunday, on its first working day; what falls due, on its day.
    """
    if not calendar.is_working(today):
        return None
    if news is News.DUE:
        return today, today
    last = calendar.last_working_day(today - ONE_DAY)
    if news is News.BEGINNERS:
        return last + ONE_DAY, today
    monday = today - today.weekday() * ONE_DAY
    return (monday, monday + ONE_WEEK - ONE_DAY) if last < monday else None
