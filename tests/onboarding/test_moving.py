"""Moving plans by working days: the rules, what is shown before, what follows, the way back."""

from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Invalid
from lms.library.models import Assignment, Document
from lms.messages.models import Message
from lms.onboarding import queries, service
from lms.onboarding.domain import Calendar, Due, Schedule
from lms.onboarding.domain.moving import Change, changes, check_days, check_reason, holidays_passed
from lms.onboarding.models import PlanAdjustment
from lms.people.models import Person
from tests.conftest import counted_queries
from tests.onboarding.examples import month, task, template
from tests.onboarding.kit import at

MONDAY = date(2026, 3, 2)
MAY_DAY = {date(2026, 5, day): False for day in (1, 4, 5)} | {date(2026, 5, 9): True}
CALENDAR = Calendar(MAY_DAY, date(2026, 12, 31))
TEMPLATE = template(month(1, task("first", 1), task("second", 2)))
WHY = "停电检修，全组休息一周"


@pytest.mark.parametrize(
    ("day", "shift", "expected"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 2), -1, date(2026, 2, 27)),
        (date(2026, 3, 7), -1, date(2026, 3, 6)),  # from a Saturday: before Monday is Friday
        (date(2026, 4, 30), 1, date(2026, 5, 6)),  # over the holiday
        (date(2026, 5, 6), -1, date(2026, 4, 30)),
        (date(2026, 5, 8), 1, date(2026, 5, 9)),  # a Saturday that is made up
        (date(2026, 5, 11), -1, date(2026, 5, 9)),
    ],
)
def test_days_move_by_working_days_both_ways(day, shift, expected):
    assert CALENDAR.moved(day, shift) == expected


def test_moving_there_and_back_ends_where_it_began():
    for shift in (1, 7, 23):
        assert CALENDAR.moved(CALENDAR.moved(MONDAY, shift), -shift) == MONDAY


def test_what_makes_no_sense_is_refused():
    for days in (None, 0, 61, -61):
        with pytest.raises(Invalid):
            check_days(days)
    with pytest.raises(Invalid):
        check_reason("无")


def test_only_what_is_open_and_differs_is_a_change():
    tasks = {task.id: Due(MONDAY) for task in TEMPLATE.tasks()}
    gates = {gate.id: Due(MONDAY) for gate in TEMPLATE.gates()}
    later = Schedule({name: Due(date(2026, 3, 3)) for name in tasks}, gates)
    first = next(iter(tasks))
    found = list(changes(TEMPLATE, {first: tasks[first]}, gates, later))

    assert [(change.before.on, change.after.on) for change in found] == [(MONDAY, date(2026, 3, 3))]


def test_holidays_between_the_old_day_and_the_new_are_named():
    title = next(TEMPLATE.gates()).title
    over = Change(title, Due(date(2026, 4, 30)), Due(date(2026, 5, 6)), is_gate=True)
    beside = Change(title, Due(date(2026, 4, 28)), Due(date(2026, 4, 30)), is_gate=True)

    assert holidays_passed((over,), CALENDAR) == [date(2026, 5, day) for day in (1, 4, 5)]
    assert holidays_passed((beside,), CALENDAR) == []


@pytest.fixture
def desk(kit, browser_of):
    """HR at work on Monday."""
    kit.go(MONDAY)
    return browser_of(kit.company.person("hr", "hr", name="赵静"))


def looked_at(desk, plans, days=5):
    return desk.open(f"/plans/moves/new?days={days}&" + "&".join(f"plan={one}" for one in plans))


def move(desk, plans, days=5, **changes):
    page = looked_at(desk, plans, days)
    return desk.submit(page, "#preview form", plan=plans, **{"reason": WHY, **changes})


def test_hr_sees_each_date_before_and_after_and_moves_one(kit, desk, browser_of):
    lin = kit.trainee()
    plan = kit.start(lin)
    with kit.app.app_context():
        write(assign_something_else, lin.id)
    page = desk.open(f"/people/{lin.public_id}/plan")
    assert page.find(f'a[href="/plans/moves/new?plan={plan}"]')

    page = looked_at(desk, [plan], days=25)
    assert "4月1日" in page.find("#preview").get_text()
    assert "清明" in page.find("#preview summary").get_text()
    assert kit.view(lin, MONDAY).gates[0].due.on == date(2026, 4, 1)

    page = move(desk, [plan])
    assert WHY in page.text
    view = kit.view(lin, MONDAY)
    assert view.gates[0].due.on == date(2026, 4, 8)
    assert view.task_view("ticket").due.on == date(2026, 3, 18)
    assert WHY in browser_of(lin).open("/plan").find("#moved").get_text()
    assert days_assigned(kit, lin) == {date(2026, 3, 9), date(2026, 3, 11), date(2026, 1, 1)}
    assert "往后挪了 5 个工作日" in browser_of(lin).open("/messages").text
    assert "往后挪了 5 个工作日" in desk.open(f"/people/{lin.public_id}/events").text


def assign_something_else(person_id):
    """What somebody else put before the person does not move."""
    known = sa.select(Assignment.document_id)
    other = sa.select(Document.id).where(Document.id.not_in(known)).limit(1)
    document = db.session.scalars(other).one()
    db.session.add(
        Assignment(
            document_id=document,
            person_id=person_id,
            due_on=date(2026, 1, 1),
            reason="自选",
            assigned_at=at(MONDAY),
        )
    )


def days_assigned(kit, person):
    with kit.app.app_context():
        wanted = sa.select(Assignment.due_on).where(Assignment.person_id == person.id)
        return set(db.session.scalars(wanted))


def test_a_move_is_taken_back_once_by_a_counter_move(kit, desk):
    chen = kit.mentor()
    people = [kit.trainee(login, mentor=chen) for login in ("lin", "zhou")]
    plans = [kit.start(person) for person in people]
    before = kit.view(people[0], MONDAY).facts.tasks
    page = move(desk, plans)
    address = page.address
    page = desk.submit(page, "#undo form")

    assert "日子回到了原来" in page.text
    assert kit.view(people[0], MONDAY).facts.tasks == before
    assert kit.view(people[1], MONDAY).facts.tasks == before
    assert not desk.open(address).all("#undo")
    assert not page.all("#undo")
    desk.post(f"{address}/counter-move", status=409)
    desk.post(f"{page.address}/counter-move", status=409)


def test_the_same_key_again_moves_once_and_without_a_reason_nothing_moves(kit, desk):
    lin = kit.trainee()
    plan = kit.start(lin)
    page = looked_at(desk, [plan])
    page = desk.submit(page, "#preview form", status=422, reason="")
    assert "原因" in page.find(".problems").get_text()
    for _ in range(2):
        desk.submit(page, "#preview form", reason=WHY)

    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PlanAdjustment)) == 1
        wanted = sa.select(sa.func.count()).where(Message.person_id == lin.id)
        assert db.session.scalar(wanted) == 2  # the start and the move


def test_what_cannot_be_moved_is_said(kit, desk, company, browser_of):
    plan = kit.start(kit.trainee())
    assert "1 到 60" in desk.open(f"/plans/moves/new?days=99&plan={plan}", status=422).text
    assert "请至少勾选一位" in desk.open(f"/plans/moves/new?days=5&listed={plan}").text
    assert "没有可以挪的计划" in desk.open("/plans/moves/new").text
    far = company.person("far", "hr", department="客服二部")
    company.department("客服二部")
    company.narrow(far, "客服二部")
    stranger = browser_of(far)
    stranger.post("/plans/moves", {"plan": plan, "days": "5", "reason": WHY}, status=404)
    address = move(desk, [plan]).address
    stranger.open(address, status=404)
    stranger.post(f"{address}/counter-move", status=404)


def test_looking_at_ten_plans_asks_no_more_than_looking_at_two(kit, company):
    hr = company.person("hr", "hr")
    plans = []
    for n in range(4):
        mentor = kit.mentor(f"m{n}")
        trainees = [kit.trainee(f"new{n}{m}", mentor=mentor) for m in range(3)]
        plans += [kit.start(person) for person in trainees]

    def asked_for(chosen):
        with kit.app.app_context():
            asker = db.session.get_one(Person, hr.id)
            for _ in range(2):
                db.session.rollback()
                with counted_queries(kit.app) as asked:
                    found = queries.plans_to_move(asker, chosen, MONDAY)
                    assert len(queries.preview_move(found, 5, MONDAY)) == len(chosen)
            looking = len(asked)
            with counted_queries(kit.app) as asked:
                key = f"k{len(chosen)}"
                write(service.move_plans, asker, chosen, 5, WHY, key=key, now=at(MONDAY))
            return looking, len(asked)

    (few, _write), (many, written) = asked_for(plans[:2]), asked_for(plans[2:])
    assert few == many
    assert written < 20 + 10 * 8  # each is told, and stands in the record
