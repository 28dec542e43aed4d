"""The pages of plans: one obvious next action, states with their rules, others' plans, the list."""

from datetime import date

import sqlalchemy as sa

from lms.courses import queries as courses
from lms.db import db, write
from lms.home.queries import TraineeHome
from lms.onboarding import queries
from lms.people.models import AccessLook, Person
from tests.conftest import counted_queries

MONDAY = date(2026, 3, 2)


def test_the_first_day_shows_one_next_action_with_minutes_and_reason(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(MONDAY)
    page = browser_of(lin).open("/plan")

    assert page.heading == "第 1 天"
    action = page.find(".next-action")
    assert "读完第一课" in action.get_text()
    assert "先知道为什么。" in action.get_text()
    assert "10" in action.get_text()
    assert action.find("a")["href"] == "/courses/role-awareness/why-service-matters"
    assert len(page.all(".next-action")) == 1


def test_who_has_nothing_left_to_do_is_led_to_the_role_plays(kit, browser_of, monkeypatch):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(MONDAY)
    monkeypatch.setattr(TraineeHome, "action", None)
    monkeypatch.setattr(courses, "place_among", lambda _courses: None)
    page = browser_of(lin).open("/")

    assert page.find(".next-action a")["href"] == "/scenarios"
    assert len(page.all(".btn-primary")) == 1


def test_what_is_late_comes_first_and_says_by_how_much(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(date(2026, 3, 5))
    page = browser_of(lin).open("/plan")

    assert "读完第一课" in page.find(".next-action").get_text()
    assert "逾期 3 个工作日" in page.find("#late").get_text()
    assert "读完这一课，自动打勾" in page.find("#late").get_text()


def test_a_done_task_says_what_proved_it(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.read(lin, MONDAY)
    kit.go(MONDAY)

    assert "这一课已读完 · 2026年3月2日 10:00" in browser_of(lin).open("/plan").text


def test_the_next_gate_counts_its_evidence_and_says_who_signs(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.read(lin, MONDAY)
    kit.go(MONDAY)
    gate = browser_of(lin).open("/plan").find("#gate").get_text(" ")

    assert "第一关" in gate
    assert "1 / 3" in gate
    assert "还差 2 项" in gate
    assert "由师父签" in gate


def test_a_passed_gate_wears_a_seal_with_name_and_words(kit, browser_of):
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.start(lin)
    kit.prove_first_gate(chen, lin, MONDAY)
    kit.sign(chen, lin, "gate-1", MONDAY)
    kit.go(MONDAY)
    seal = browser_of(lin).open("/plan").find("#month-1 .seal").get_text(" ")

    assert "第一关" in seal
    assert "陈立" in seal


def test_a_rest_day_is_no_day_to_be_late(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(date(2026, 3, 8))
    page = browser_of(lin).open("/plan")

    assert page.heading == "第 5 天"
    assert "今天休息" in page.text
    assert "上个工作日已到期" in page.text


def test_before_the_first_day_the_page_says_when_it_begins(kit, browser_of):
    lin = kit.company.person("lin", "trainee", starts_on=date(2026, 3, 9))
    kit.company.pair(kit.mentor(), lin)
    kit.start(lin)
    kit.go(MONDAY)

    assert "计划从2026年3月9日开始" in browser_of(lin).open("/plan").text


def test_days_beyond_the_calendar_are_marked_in_words(kit, browser_of):
    lin = kit.company.person("lin", "trainee", starts_on=date(2026, 12, 1))
    kit.company.pair(kit.mentor(), lin)
    kit.start(lin)
    kit.go(date(2026, 12, 1))
    page = browser_of(lin).open("/plan")

    assert "1月29日到期（暂定）" in page.text
    assert "放假安排还没有公布" in page.text


def test_a_trainee_without_a_plan_is_told_what_comes(kit, browser_of):
    lin = kit.trainee()
    kit.go(MONDAY)

    assert "计划还没有开始" in browser_of(lin).open("/plan").text


def test_who_has_no_plan_goes_to_where_they_look_after_others(kit, browser_of):
    kit.go(MONDAY)

    assert browser_of(kit.mentor()).open("/plan").address == "/mentoring"
    assert browser_of(kit.company.person("hr", "hr")).open("/plan").address == "/plans"


def test_the_plan_speaks_three_languages(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(MONDAY)

    assert browser_of(lin, language="en").open("/plan").heading == "Day 1"
    assert browser_of(lin, language="zh-TW").open("/plan").heading == "第 1 天"


def test_another_persons_plan_is_seen_by_those_who_look_after_it(kit, browser_of):
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.start(lin)
    kit.go(MONDAY)
    address = f"/people/{lin.public_id}/plan"
    company = kit.company
    lead = company.person("lead", "trainer")
    company.leads(lead)

    for who in (chen, company.person("hr", "hr"), lead):
        assert browser_of(who).open(address).heading == "学员lin的计划"
    others = (
        kit.mentor("zhang"),
        company.person("zhou", "trainee"),
        company.person("t", "trainer"),
    )
    for who in (*others, company.person("admin", "admin")):
        browser_of(who).open(address, status=404)


def test_a_look_at_another_persons_plan_is_logged_and_at_ones_own_not(kit, browser_of):
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.start(lin)
    kit.go(MONDAY)
    browser_of(chen).open(f"/people/{lin.public_id}/plan")
    browser_of(lin).open(f"/people/{lin.public_id}/plan")

    with kit.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook)).all()
    assert [(look.asker_id, look.person_id, look.what) for look in looks] == [
        (chen.id, lin.id, "plan.view")
    ]


def test_the_list_shows_gates_that_are_late_and_those_that_come(kit, browser_of):
    chen = kit.mentor()
    early, later = (
        kit.trainee("early", chen),
        kit.trainee("later", chen, starts_on=date(2026, 3, 30)),
    )
    nobody = kit.trainee("nobody", kit.mentor("zhang"))
    for person in (early, later):
        kit.start(person)
    kit.go(date(2026, 4, 3))
    hr = browser_of(kit.company.person("hr", "hr"))

    everybody = hr.open("/plans")
    late = hr.open("/plans?show=late").find("#plans").get_text(" ")
    soon = hr.open("/plans?show=soon").find("#plans").get_text(" ")

    assert "学员early" in late
    assert "逾期 2 个工作日" in late
    assert "学员later" not in late
    assert "没有这样的计划" in soon
    assert nobody.name in everybody.find("#without-plan").get_text()
    assert "学员later" in everybody.find("#plans").get_text()


def test_nobody_is_urged_about_the_gates_of_somebody_who_left(kit):
    gone = kit.trainee("gone", mentor=kit.mentor())
    kit.start(gone)
    hr = kit.company.person("hr", "hr")
    day = date(2026, 4, 3)

    def leave() -> None:
        db.session.get_one(Person, gone.id).status = "suspended"

    with kit.app.app_context():
        before = queries.gates_due(db.session.get_one(Person, hr.id), day)
        write(leave)
        after = queries.gates_due(db.session.get_one(Person, hr.id), day)
    assert before.late + before.soon > 0
    assert (after.late, after.soon, after.gates) == (0, 0, ())


def test_gates_due_are_counted_for_those_who_look_after_plans(kit):
    chen = kit.mentor()
    early, later = (
        kit.trainee("early", chen),
        kit.trainee("later", chen, starts_on=date(2026, 3, 10)),
    )
    for person in (early, later):
        kit.start(person)
    hr = kit.company.person("hr", "hr")
    with kit.app.app_context():
        asker = db.session.get_one(Person, hr.id)
        radar = queries.gates_due(asker, date(2026, 4, 3))

    assert (radar.late, radar.soon) == (1, 1)
    assert [(due.person.id, due.gate.gate.id) for due in radar.gates] == [
        (early.id, "gate-1"),
        (later.id, "gate-1"),
    ]


def test_hr_of_another_department_sees_nothing(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.company.department("客服二部")
    hr = kit.company.person("hr", "hr", department="客服二部")
    kit.company.narrow(hr, "客服二部")
    kit.go(MONDAY)
    browser = browser_of(hr)

    assert "学员lin" not in browser.open("/plans").text
    browser.open(f"/people/{lin.public_id}/plan", status=404)
    browser.post("/plans", {"person": lin.public_id}, status=404)


def test_the_list_costs_as_many_queries_for_many_as_for_one(kit, browser_of):
    hr = kit.company.person("hr", "hr")
    counts = []
    for round_ in range(2):
        for number in range(1 + 3 * round_):
            kit.start(kit.trainee(f"lin{round_}{number}", kit.mentor(f"chen{round_}{number}")))
        kit.go(MONDAY)
        browser = browser_of(hr)
        browser.open("/plans")
        with counted_queries(kit.app) as statements:
            browser.open("/plans")
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 32


def test_a_plan_costs_few_queries_however_many_tasks_are_open(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(MONDAY)
    browser = browser_of(lin)
    browser.open("/plan")
    with counted_queries(kit.app) as statements:
        browser.open("/plan")

    assert len(statements) <= 20
