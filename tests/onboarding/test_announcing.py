"""What groups are told of plans: numbers of a department's dates, on the right days, once."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms import clock
from lms.db import db, write
from lms.messages import service as messages
from lms.messages.domain import RobotKind, access_in
from lms.messages.models import Announcement
from lms.onboarding import commands
from lms.onboarding.domain import Calendar
from lms.onboarding.domain.announcing import News, span
from lms.onboarding.models import PlanGate
from lms.people.models import Department
from lms.people.queries import by_login

MONDAY = date(2026, 3, 2)
ADDRESS = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={'a1' * 16}"
PLAIN = Calendar({}, date(2026, 12, 31))


def listen(begun, *news, department=""):
    begun.company.person("root", "admin")

    def act():
        root = by_login("root")
        own = by_login("lin").department_id
        if department:
            other = Department(name=department)
            db.session.add(other)
            db.session.flush()
            own = other.id
        messages.add_robot(
            root,
            department_id=own,
            kind=RobotKind.WECOM,
            name="大群",
            language="zh-Hans",
            access=access_in(RobotKind.WECOM, ADDRESS, ""),
            wanted=news,
            key=f"robot{department.encode().hex()}",
            now=clock.now(),
        )

    with begun.app.app_context():
        write(act)


def on(begun, day, hour=9):
    begun.go(day, hour)
    with begun.app.app_context():
        commands.announce_job()


def told(begun):
    with begun.app.app_context():
        rows = db.session.scalars(sa.select(Announcement).order_by(Announcement.id))
        return [(row.topic, row.parameters["number"]) for row in rows]


def test_a_group_is_told_of_what_it_listens_to_once(begun):
    listen(begun, News.BEGINNERS, News.DUE)
    on(begun, MONDAY, hour=8)
    assert told(begun) == []

    on(begun, MONDAY)
    on(begun, MONDAY, hour=15)
    assert told(begun) == [(News.BEGINNERS, 1), (News.DUE, 2)]


def test_a_day_without_anything_is_not_told_of(begun):
    listen(begun, *News)
    on(begun, MONDAY + timedelta(days=1))

    assert told(begun) == []


def test_another_department_is_told_nothing(begun):
    listen(begun, *News, department="物流部")
    on(begun, MONDAY)

    assert told(begun) == []


def test_gates_are_counted_in_the_week_in_which_they_fall_due(begun):
    with begun.app.app_context():
        due = db.session.scalar(sa.select(sa.func.min(PlanGate.due_on)))
    listen(begun, News.GATES)
    monday = due - timedelta(days=due.weekday())
    on(begun, monday)
    on(begun, monday + timedelta(days=1))

    assert told(begun) == [(News.GATES, 1)]


def test_what_somebody_did_changes_no_number(begun):
    """All of it is counted: a group that could tell 2 from 1 would know who is done."""
    with begun.app.app_context():
        lin = by_login("lin")
    begun.read(lin, MONDAY)
    listen(begun, News.DUE)
    on(begun, MONDAY)

    assert told(begun) == [(News.DUE, 2)]


@pytest.mark.parametrize(
    ("day", "news", "expected"),
    [
        (date(2026, 3, 7), News.DUE, None),  # a Saturday
        (date(2026, 3, 3), News.DUE, (date(2026, 3, 3), date(2026, 3, 3))),
        (date(2026, 3, 9), News.BEGINNERS, (date(2026, 3, 7), date(2026, 3, 9))),
        (date(2026, 3, 9), News.GATES, (date(2026, 3, 9), date(2026, 3, 15))),
        (date(2026, 3, 10), News.GATES, None),
    ],
)
def test_the_days_that_are_counted(day, news, expected):
    assert span(news, day, PLAIN) == expected
