"""Digests: who gets which on which day, once each, whatever happens in between."""

import email
from datetime import date, datetime, timedelta
from email import policy
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from lms import clock
from lms.db import db, write
from lms.jobs.service import run_due, run_job
from lms.jobs.worker import refill
from lms.messages.models import Mail, Message
from lms.onboarding import commands, queries
from lms.onboarding.models import ReminderDay
from lms.onboarding.service import date_plans
from lms.people.models import Department, LeaveEntry, RotaEntry
from lms.people.queries import by_login
from tests.conftest import counted_queries

MONDAY = date(2026, 3, 2)  # of the plan in plan.yaml: a talk and a lesson; on Wednesday a scenario
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))
SATURDAY = MONDAY + timedelta(days=5)


def on(begun, day, hour=9):
    """Let it be an hour of a day and the job be done."""
    begun.go(day, hour)
    with begun.app.app_context():
        commands.remind_job()


def told(begun, login):
    """What the digests of somebody say, the newest first, without their beginning."""
    with begun.app.app_context():
        rows = db.session.scalars(
            sa.select(Message)
            .where(Message.person_id == by_login(login).id, Message.key.startswith("digest-"))
            .order_by(Message.id.desc())
        )
        return [row.parameters["words"]["zh-Hans"] for row in rows]


def change(begun, login, **facts):
    def act():
        person = by_login(login)
        for name, value in facts.items():
            setattr(person, name, value)

    with begun.app.app_context():
        write(act)


def test_what_falls_due_is_told_to_whose_it_is(begun):
    on(begun, MONDAY)

    assert told(begun, "lin") == [
        "今天到期 1 件（读完第一课）；两个工作日后到期 1 件（练一遍丢件）"
    ]
    assert told(begun, "chen") == ["带徒弟的事今天到期 1 件"]


def test_what_is_late_goes_to_the_mentor_and_then_to_the_lead(begun):
    boss = begun.company.person("boss", "hr")
    begun.company.leads(boss)
    for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY):
        on(begun, day)

    assert told(begun, "chen")[1:] == [  # nothing new on Wednesday but the observation on Friday
        "带徒弟的事两个工作日后到期 1 件",
        "徒弟的计划里有 2 件过期一个工作日了",
        "带徒弟的事今天到期 1 件",
    ]
    assert told(begun, "boss") == ["您部门的计划里有 2 件过期三个工作日了"]


def test_the_lead_above_is_told_where_nobody_leads_or_leads_themselves(begun):
    boss = begun.company.person("boss", "hr")

    def act():
        above = Department(name="客服中心", lead_id=boss.id)
        db.session.add(above)
        db.session.flush()
        own = db.session.get_one(Department, by_login("lin").department_id)
        own.parent_id, own.lead_id = above.id, by_login("lin").id

    with begun.app.app_context():
        write(act)
    for day in (MONDAY, THURSDAY):
        on(begun, day)

    assert told(begun, "boss") == ["您部门的计划里有 2 件过期三个工作日了"]


def test_what_is_done_is_not_told(begun):
    with begun.app.app_context():
        lin, chen = by_login("lin"), by_login("chen")
        db.session.expunge_all()
    begun.read(lin, MONDAY)
    begun.sign(chen, lin, "first-talk", MONDAY)
    on(begun, MONDAY)
    on(begun, TUESDAY)

    assert told(begun, "lin") == ["两个工作日后到期 1 件（练一遍丢件）"]
    assert told(begun, "chen") == []


@pytest.mark.parametrize(("day", "hour"), [(SATURDAY, 9), (MONDAY, 8), (date(2026, 4, 6), 9)])
def test_nobody_is_told_anything_on_rest_days_or_earlier(begun, day, hour):
    on(begun, day, hour)

    assert told(begun, "lin") == told(begun, "chen") == []


def test_a_day_on_which_the_server_was_down_is_made_up_for(begun):
    on(begun, MONDAY)
    on(begun, WEDNESDAY)

    assert told(begun, "chen")[0] == (
        "带徒弟的事两个工作日后到期 1 件；徒弟的计划里有 2 件过期一个工作日了"
    )


def test_who_is_away_for_good_is_told_nothing_and_nothing_is_told_of_them(begun):
    change(begun, "chen", status="suspended")
    on(begun, MONDAY)
    change(begun, "lin", status="suspended")
    change(begun, "chen", status="active")
    on(begun, TUESDAY)

    assert len(told(begun, "lin")) == 1
    assert told(begun, "chen") == []


class Killed(BaseException):
    """The process is no more."""


@pytest.mark.parametrize("writes", range(4))
def test_killed_at_any_moment_each_gets_one_digest_and_one_letter(begun, monkeypatch, writes):
    for login in ("lin", "chen"):
        change(begun, login, email=f"{login}@example.com")
    left = [writes]

    def write_or_die(act, *args, **kwargs):
        if not left[0]:
            raise Killed
        left[0] -= 1
        return write(act, *args, **kwargs)

    monkeypatch.setattr(commands, "AT_ONCE", 1)
    monkeypatch.setattr(commands, "write", write_or_die)
    begun.go(MONDAY, 9)
    if writes < 3:  # two digests and the note of the day
        with begun.app.app_context(), pytest.raises(Killed):
            commands.remind_job()
        before = sum(len(told(begun, login)) for login in ("lin", "chen"))
        assert before == min(writes, 2)
    left[0] = 100
    for _ in range(2):
        on(begun, MONDAY)

    assert [len(told(begun, login)) for login in ("lin", "chen")] == [1, 1]
    with begun.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Mail.id))) == 2
        assert db.session.scalars(sa.select(ReminderDay.day)).all() == [MONDAY]


def test_the_worker_does_it_at_half_past_eight_and_writes_letters_that_name_nobody(begun, at):
    change(begun, "lin", email="lin@example.com", language="en")
    change(begun, "chen", email="chen@example.com", language="zh-Hant")
    folder = begun.app.config["SETTINGS"].instance / "mail"
    for file in folder.glob("*"):
        file.unlink()
    counts = []
    for minute in (29, 30, 31):
        at(datetime(2026, 3, 2, 8, minute, 1, tzinfo=ZoneInfo("Asia/Shanghai")))
        with begun.app.app_context():
            for number in write(refill, begun.app, now=clock.now()):
                run_job(number)
            run_due(clock.now())
        counts.append(len(told(begun, "lin")))
    letters = [
        email.message_from_bytes(f.read_bytes(), policy=policy.default)
        for f in folder.glob("*.eml")
    ]
    text = {letter["To"]: letter.get_body(("plain",)).get_content() for letter in letters}

    assert counts == [0, 1, 1]
    assert set(text) == {"lin@example.com", "chen@example.com"}
    assert "Today: 1 due today (" in text["lin@example.com"]
    assert "帶徒弟的事今天到期 1 件" in text["chen@example.com"]
    assert not any(name in words for words in text.values() for name in ("学员lin", "陈立", "學員"))


def test_many_plans_are_read_in_as_many_questions_as_few(begun):
    with begun.app.app_context():
        chen = by_login("chen")
        db.session.expunge_all()
    asked = []
    for extra in (1, 6):
        for n in range(extra):
            begun.start(begun.trainee(f"t{extra}{n}", mentor=chen))
        begun.go(TUESDAY, 9)
        with begun.app.app_context(), counted_queries(begun.app) as statements:
            commands.queries.digests(TUESDAY, commands.queries.calendar())
        asked.append(len(statements))

    assert asked[0] == asked[1] <= 20


def enter(begun, login, row, **facts):
    """A rota or leave, entered before it matters."""

    def act():
        person = by_login(login)
        known = {"person_id": person.id, "at": clock.now(), "key": login, **facts}
        db.session.add(row(by_id=by_login("desk").id, **known))
        db.session.flush()
        plan = queries.active_plan(person.id)
        if plan is not None:
            date_plans([plan])

    with begun.app.app_context():
        write(act)


def test_nobody_is_told_on_leave_and_everything_comes_on_the_day_after(begun):
    begun.company.person("desk", "hr")
    enter(begun, "lin", LeaveEntry, first=MONDAY, last=TUESDAY, kind="annual")
    enter(begun, "chen", LeaveEntry, first=THURSDAY, last=THURSDAY, kind="sick")
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        on(begun, day)
    assert told(begun, "lin") == [
        "今天到期 1 件（读完第一课）；两个工作日后到期 1 件（练一遍丢件）"
    ]
    assert told(begun, "chen") == ["带徒弟的事今天到期 1 件"]

    on(begun, THURSDAY)
    assert len(told(begun, "chen")) == 1
    on(begun, FRIDAY)
    assert "徒弟的计划里有 2 件过期一个工作日了" in told(begun, "chen")[0]


def test_shift_workers_are_told_on_saturdays_and_left_alone_on_their_rest_days(begun):
    begun.company.person("desk", "hr")
    enter(begun, "lin", RotaEntry, starts_on=MONDAY, pattern="weekdays", rest="023")
    for n in range(7):
        on(begun, MONDAY + timedelta(days=n))
    with begun.app.app_context():
        keys = sa.select(Message.key).where(
            Message.person_id == by_login("lin").id, Message.key.startswith("digest-")
        )
        days = {date.fromisoformat(key.removeprefix("digest-")) for key in db.session.scalars(keys)}

    assert days == {TUESDAY, SATURDAY}  # the first and the third day of work


def test_where_nobody_leads_hr_is_told_of_what_is_very_late(begun):
    begun.company.person("desk", "hr")
    for day in (MONDAY, THURSDAY):
        on(begun, day)

    assert told(begun, "desk") == ["没有负责人的部门里有 2 件过期三个工作日了"]
