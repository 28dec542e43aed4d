"""Shift rotas and leave in plans: how days are reckoned, what is shown before, the way back."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.messages.models import Message
from lms.onboarding.domain import Extension, schedule
from lms.onboarding.domain.own_days import own_calendar, taken
from lms.people.domain import Leave, OwnDays, Pattern, Rota
from lms.people.models import AuditEvent, LeaveEntry
from tests.conftest import counted_queries
from tests.onboarding.examples import MONDAY, PLAIN, month, published, task, template

PLAN = template(month(1, task("first", 1), task("second", 3), task("third", 8)))
TUESDAYS = Rota(starts_on=MONDAY, pattern=Pattern.WEEKDAYS, rest=frozenset({1, 2}))
AWAY = Leave(first=date(2026, 3, 4), last=date(2026, 3, 6))  # Wednesday to Friday


def dated(days, calendar=PLAIN, given=None):
    worked = own_calendar(calendar, days, MONDAY, with_leave=False)
    away = own_calendar(calendar, days, MONDAY)
    dates = schedule(PLAN, MONDAY, worked, 0, given, away)
    return [due.on for due in (*dates.tasks.values(), *dates.gates.values())]


def test_leave_moves_what_comes_after_its_first_day_and_the_gate_by_its_working_days():
    before, after = dated(OwnDays()), dated(OwnDays((), (AWAY,)))

    assert before == [MONDAY, date(2026, 3, 4), date(2026, 3, 11), date(2026, 4, 1)]
    assert after == [MONDAY, date(2026, 3, 9), date(2026, 3, 16), date(2026, 4, 6)]


def test_leave_on_rest_days_moves_nothing():
    weekend = Leave(first=date(2026, 3, 7), last=date(2026, 3, 8))

    assert dated(OwnDays((), (weekend,))) == dated(OwnDays())


def test_days_are_counted_on_the_rota():
    assert dated(OwnDays((TUESDAYS,))) == [
        *(MONDAY, date(2026, 3, 6), date(2026, 3, 13)),
        date(2026, 3, 30),  # the last day worked in the month: 31 March and 1 April are free
    ]


def test_more_time_given_during_a_leave_counts_from_the_return():
    given = {"gate-1": [Extension(date(2026, 3, 31), 2)]}
    late = Leave(first=date(2026, 3, 30), last=date(2026, 4, 3))
    plain, away = dated(OwnDays(), given=given), dated(OwnDays((), (late,)), given=given)

    assert plain[-1] == date(2026, 4, 3)
    assert away[-1] == date(2026, 4, 10)


def test_shift_workers_work_on_holidays_and_rest_on_days_that_others_make_up():
    holidays = published()
    own = own_calendar(holidays, OwnDays((TUESDAYS,)), MONDAY)
    keeping = replace(TUESDAYS, keeps_holidays=True)
    kept = own_calendar(holidays, OwnDays((keeping,)), MONDAY)
    friday, saturday, made_up = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 9)

    assert not holidays.is_working(friday)
    assert own.is_working(friday)
    assert own.is_working(saturday)
    assert not kept.is_working(friday)
    assert not kept.is_working(saturday)
    assert holidays.is_working(made_up)
    assert own.is_working(made_up)


def test_a_leave_takes_only_days_that_would_be_worked():
    week = Leave(first=MONDAY, last=date(2026, 3, 8))

    assert taken(PLAIN, OwnDays((), (week,)), week) == 5
    assert taken(published(), OwnDays((TUESDAYS,), (week,)), week) == 5


@pytest.fixture
def desk(kit, company, browser_of):
    """The browser of HR, who is signed in on the first day."""
    kit.go(MONDAY)
    return browser_of(company.person("hr", "hr"))


def leave_page(desk, person, first="2026-03-04", last="2026-03-06", kind="sick", status=200):
    address = f"/people/{person.public_id}/leaves/new?first={first}&last={last}&kind={kind}"
    return desk.open(address, status=status)


def enter_leave(desk, person, **facts):
    return desk.submit(leave_page(desk, person, **facts), "#preview form")


def test_a_leave_is_shown_before_entered_and_taken_back(kit, desk):
    lin = kit.trainee()
    kit.start(lin)
    before = kit.view(lin, MONDAY).facts
    page = leave_page(desk, lin)

    assert "项任务换日子" in page.find("#preview").get_text()
    assert kit.view(lin, MONDAY).facts.tasks == before.tasks

    page = desk.submit(page, "#preview form")
    after = kit.view(lin, MONDAY).facts

    assert page.address.endswith(f"/people/{lin.public_id}/days")
    assert "病假" in page.text
    assert after.gates["gate-1"].on > before.gates["gate-1"].on
    moved = {name for name, due in before.tasks.items() if due != after.tasks[name]}
    assert moved == {name for name, due in before.tasks.items() if due.on >= date(2026, 3, 4)}

    desk.submit(page, "#leave form")

    assert kit.view(lin, MONDAY).facts.tasks == before.tasks
    assert kit.view(lin, MONDAY).facts.gates == before.gates
    with kit.app.app_context():
        told = sa.select(Message.sentence).where(Message.person_id == lin.id)
        kinds = sa.select(AuditEvent.kind).where(AuditEvent.subject_id == lin.id)
        assert sum("休假" in sentence for sentence in db.session.scalars(told)) == 2
        assert {"leave.entered", "leave.withdrawn"} <= set(db.session.scalars(kinds))


def test_what_is_done_keeps_its_day(kit, desk):
    lin = kit.trainee()
    kit.start(lin)
    lesson = next(one for one in kit.view(lin, MONDAY).tasks if one.task.proof.kind == "lesson")
    kit.read(lin, MONDAY)
    enter_leave(desk, lin, first="2026-03-02", last="2026-03-06")
    seen = kit.view(lin, MONDAY)

    assert not seen.task_view(lesson.task.id).is_open
    assert seen.task_view(lesson.task.id).due == lesson.due
    still_open = [one for one in seen.tasks if one.is_open and one.task.due_day > 0]
    assert min(one.due.on for one in still_open) > date(2026, 3, 6)


def test_the_plan_counts_its_days_by_the_rota_and_says_so(kit, desk, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    address = f"/people/{lin.public_id}/rotas/new"
    page = desk.open(f"{address}?starts_on=2026-03-02&pattern=weekdays&rest=1&rest=2")
    assert [one["value"] for one in page.all("#preview input[name=rest]")] == ["1", "2"]
    page = desk.submit(page, "#preview form", rest=["1", "2"])

    assert "每周休息周二、周三" in page.text
    assert kit.view(lin, date(2026, 3, 8)).day == 5  # Monday, and Thursday to Sunday
    assert kit.view(lin, date(2026, 3, 3)).today.is_rest_day
    kit.go(MONDAY)
    own = browser_of(lin).open("/plan")
    assert "每周休息周二、周三" in own.find("#own-days").get_text()
    desk.submit(page, "#rota form")
    assert kit.view(lin, date(2026, 3, 8)).day == 5
    assert not kit.view(lin, date(2026, 3, 3)).today.is_rest_day


def test_nobody_is_late_on_leave(kit, desk):
    lin = kit.trainee()
    kit.start(lin)
    enter_leave(desk, lin, first="2026-03-02", last="2026-03-31", kind="maternity")

    assert not [one for one in kit.view(lin, date(2026, 3, 31)).late if one.task.due_day > 0]


def test_the_same_key_enters_once_and_wrong_days_are_said_at_their_field(kit, desk):
    lin = kit.trainee()
    page = leave_page(desk, lin)
    assert "没有进行中的计划" in page.text
    for _ in range(2):
        desk.submit(page, "#preview form")
    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(LeaveEntry)) == 1

    page = leave_page(desk, lin, first="2026-03-05", last="2026-03-09", status=422)
    assert "已经登记过休假" in page.find(".problems").get_text()
    page = leave_page(desk, lin, first="2026-03-09", last="2026-03-08", status=422)
    assert "不能早于" in page.find(".problems").get_text()
    address = f"/people/{lin.public_id}/rotas/new?starts_on=2026-03-02&pattern=cycle&work_days=4"
    page = desk.open(address, status=422)
    assert "1 到 14" in page.find(".problems").get_text()
    desk.post(f"/people/{lin.public_id}/rotas", {"pattern": "other"}, status=422)


def test_the_lead_enters_too_others_see_but_not_why_and_nobody_their_own(
    kit, desk, company, browser_of
):
    mentor = kit.mentor()
    lin = kit.trainee(mentor=mentor)
    lead, far = company.person("lead", "mentor"), company.person("far", "hr")
    company.leads(lead)
    company.department("客服二部")
    company.narrow(far, "客服二部")
    address = f"/people/{lin.public_id}/days"
    page = enter_leave(browser_of(lead), lin)
    assert "病假" in page.text
    undo = page.find("#leave form")["action"]

    for person, sees in ((lin, True), (mentor, False)):
        browser = browser_of(person)
        shown = browser.open(address)
        assert ("病假" in shown.text) is sees
        assert "2026年3月4日" in shown.text
        assert not shown.all("#leave form")
        browser.post(undo, status=403)
    browser_of(far).open(address, status=404)
    browser_of(far).post(undo, status=404)
    browser_of(lead).open(f"/people/{lead.public_id}/leaves/new", status=403)
    desk.post(undo.replace(lin.public_id, mentor.public_id), status=404)
    desk.submit(desk.open(address), "#leave form")
    desk.post(undo, status=409)
    with kit.app.app_context():
        assert db.session.scalars(sa.select(LeaveEntry)).one().withdrawn_at


def test_a_list_of_plans_asks_once_for_the_days_of_all(kit, desk):
    counts = []
    for round_ in range(2):
        for number in range(1 + 2 * round_):
            mentor = kit.mentor(f"m{round_}{number}")
            person = kit.trainee(f"t{round_}{number}", mentor=mentor)
            kit.start(person)
            enter_leave(desk, person)
        desk.open("/plans")
        with counted_queries(kit.app) as statements:
            desk.open("/plans")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_a_plan_begins_by_the_rota_that_was_entered_before(kit, desk):
    mentor = kit.mentor()
    lin, zhou = kit.trainee(mentor=mentor), kit.trainee("zhou", mentor=mentor)
    enter_leave(desk, lin)
    for person in (lin, zhou):
        kit.start(person)
    ours, theirs = (kit.view(person, MONDAY).facts.gates["gate-1"] for person in (lin, zhou))

    assert ours.on > theirs.on
