"""Tasks proved elsewhere tick themselves; many plans cost as many queries as one."""

from datetime import date

from lms.onboarding import queries
from tests.conftest import counted_queries
from tests.onboarding.kit import LESSON

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


def proved(kit, person, day=TUESDAY):
    return [view.task.id for view in kit.view(person, day).tasks if view.evidence]


def test_a_plan_is_dated_from_the_first_day(kit):
    lin = kit.trainee()
    kit.start(lin)

    plan = kit.view(lin, MONDAY)

    assert plan.day == 1
    assert plan.task_view("ticket").due.on == date(2026, 3, 11)
    assert [gate.due.on for gate in plan.gates] == [date(2026, 4, 1), date(2026, 4, 30)]
    assert not plan.is_provisional


def test_a_completed_lesson_ticks_its_task(kit):
    lin = kit.trainee()
    kit.start(lin)
    kit.read(lin, MONDAY)

    assert proved(kit, lin) == ["read-why"]


def test_each_play_ticks_one_of_the_tasks_that_ask_for_it(kit):
    lin = kit.trainee()
    kit.start(lin)
    kit.play(lin, MONDAY)

    assert proved(kit, lin) == ["practise"]

    kit.play(lin, TUESDAY)

    assert proved(kit, lin) == ["practise", "again"]


def test_only_an_assessment_with_the_score_ticks_an_assessment(kit):
    lin = kit.trainee()
    kit.start(lin)
    kit.play(lin, MONDAY, "assessment", score=79)

    assert proved(kit, lin) == ["practise"]

    kit.play(lin, MONDAY, "assessment", score=80)

    assert proved(kit, lin) == ["practise", "again", "assess"]


def test_an_observation_ticks_its_task_only_when_it_is_met(kit):
    lin = kit.trainee()
    kit.start(lin)
    kit.observe(lin, MONDAY, verdict="not-yet")
    kit.observe(lin, MONDAY, competency="voice")

    assert proved(kit, lin) == []

    kit.observe(lin, MONDAY)

    assert proved(kit, lin) == ["watch"]


def test_a_signature_ticks_its_task_with_the_name_under_it(kit):
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.start(lin)
    kit.sign(chen, lin, "first-talk", MONDAY)

    assert kit.view(lin, TUESDAY).task_view("first-talk").evidence.by_name == "陈立"


def test_starting_assigns_what_the_plan_asks_for(kit, browser_of):
    lin = kit.trainee()
    kit.start(lin)
    kit.go(MONDAY)

    assert "包裹丢了" in browser_of(lin).open("/scenarios").text


def queries_of(kit, people):
    with counted_queries(kit.app) as statements, kit.app.app_context():
        found = queries.plans_of([person.id for person in people], TUESDAY)
        for view in found.values():
            assert view.next_action
    return len(statements)


def test_many_plans_cost_as_many_queries_as_one(kit):
    people = [kit.trainee(f"lin{n}", kit.mentor(f"chen{n}")) for n in range(4)]
    for person in people:
        kit.start(person)
        kit.read(person, MONDAY, LESSON)
        kit.play(person, MONDAY)

    assert queries_of(kit, people) == queries_of(kit, people[:1]) <= 12
