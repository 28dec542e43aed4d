"""Telling chat groups of the days of plans: numbers and days, nobody's name, nobody's result."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from lms.errors import N_
from lms.messages import queries as messages
from lms.messages.service import announce
from lms.messages.topics import Topic
from lms.onboarding.domain import Calendar
from lms.onboarding.domain.announcing import News, span
from lms.onboarding.queries.announcing import number_of

HALF_A_DAY, THREE_DAYS = timedelta(hours=12), timedelta(days=3)
TOPICS: Mapping[News, Topic] = {
    News.BEGINNERS: Topic(N_("新人开班"), HALF_A_DAY),
    News.GATES: Topic(N_("本周的关口"), THREE_DAYS),
    News.DUE: Topic(N_("今天到期的事"), HALF_A_DAY),
}
SENTENCES: Mapping[News, str] = {
    News.BEGINNERS: N_("新开始三个月上手计划的同事：%(number)s 位。"),
    News.GATES: N_("本周到期的关口：%(number)s 道。"),
    News.DUE: N_("今天到期的计划任务：%(number)s 件。"),
}


def announce_plans(today: date, calendar: Calendar, *, now: datetime) -> None:
    """Tell every group that listens what it is told today, once however often it is asked for."""
    days = {news: span(news, today, calendar) for news in News}
    for department_id, listened in messages.departments_listening().items():
        for news, counted in days.items():
            if news not in listened or counted is None:
                continue
            number = number_of(news, department_id, *counted)
            if number:
                announce(
                    department_id,
                    news,
                    sentence=SENTENCES[news],
                    link="/",
                    key=f"{news}-{today}",
                    now=now,
                    number=number,
                )
