"""How an apprentice is doing, and why; what an observation must say."""

from datetime import date

import pytest

from lms.errors import Invalid
from lms.mentoring.domain import Light, Observation, Verdict, silent_days, standing
from lms.onboarding.domain import Verdict as Signed
from tests.onboarding.examples import entry, month, task, template, view

PLAN = template(month(1, *(task(f"task-{n}", n) for n in (1, 2, 3, 4))))
MONDAY = date(2026, 3, 2)


def reasons(day, proved=(), last_contact=None, talked=None, plan=PLAN, **options):
    found = standing(view(plan, day, proved=proved, **options), last_contact or day, talked or day)
    return [(str(reason.light), reason.words % reason.parameters) for reason in found.reasons]


def test_somebody_without_a_plan_waits_for_one():
    assert standing(None, None).light is Light.WAITING


def test_before_the_first_day_nothing_is_judged():
    assert reasons(date(2026, 2, 27)) == [("waiting", "还没到第一天")]


def test_all_gates_passed_is_done():
    signed = {"gate-1": (entry(1, Signed.PASS),)}

    assert reasons(date(2026, 5, 1), entries=signed) == [("done", "全部关口已通过")]


def test_nothing_late_and_recent_contact_is_good():
    assert reasons(MONDAY) == [("good", "按计划进行")]


def test_a_late_task_asks_for_attention():
    assert reasons(date(2026, 3, 3)) == [("attention", "1 项任务逾期")]


def test_three_late_tasks_are_trouble():
    assert reasons(date(2026, 3, 5)) == [("late", "3 项任务逾期，最久 3 个工作日")]


def test_one_task_five_working_days_late_is_trouble():
    plan = template(month(1, task("only", 1)))

    assert reasons(date(2026, 3, 9), plan=plan)[0] == ("late", "1 项任务逾期，最久 5 个工作日")


def test_a_late_gate_is_trouble_and_named_first():
    found = reasons(date(2026, 4, 3), proved=("task-1",))

    assert found[0] == ("late", "关口逾期 2 个工作日")
    assert found[1][1].startswith("3 项任务逾期")


def test_a_gate_that_is_near_with_little_evidence_asks_for_attention():
    plan = template(month(1, task("a", 20), task("b", 21), task("c", 22)))

    assert reasons(date(2026, 3, 25), plan=plan) == [("attention", "离关口 5 个工作日，证据 0/3")]
    assert reasons(date(2026, 3, 25), plan=plan, proved=("a", "b")) == [("good", "按计划进行")]


def test_seven_working_days_of_silence_ask_for_attention():
    plan = template(month(1, task("a", 22)))

    assert reasons(date(2026, 3, 10), plan=plan, last_contact=MONDAY) == [("good", "按计划进行")]
    assert reasons(date(2026, 3, 11), plan=plan, last_contact=MONDAY) == [
        ("attention", "7 个工作日没有观察或签字")
    ]


def test_seven_working_days_without_a_talk_ask_for_attention():
    plan = template(month(1, task("a", 22)))

    assert reasons(date(2026, 3, 10), plan=plan, talked=MONDAY) == [("good", "按计划进行")]
    assert reasons(date(2026, 3, 11), plan=plan, talked=MONDAY) == [
        ("attention", "7 个工作日没有面谈")
    ]


def test_silence_counts_from_the_first_day_when_there_was_no_contact():
    assert silent_days(view(PLAN, date(2026, 3, 4)), None) == 2
    assert silent_days(view(PLAN, date(2026, 3, 4)), date(2026, 1, 1)) == 2
    assert silent_days(view(PLAN, date(2026, 3, 8)), date(2026, 3, 6)) == 0


@pytest.mark.parametrize("evidence", ["", "很好", "好" * 501])
def test_an_observation_needs_a_sentence_of_evidence(evidence):
    with pytest.raises(Invalid):
        Observation("voice", Verdict.MET, evidence)
