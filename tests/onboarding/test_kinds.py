"""Kinds of tasks: their proofs, who signs them, what comes first, days before the first day."""

from dataclasses import replace
from datetime import date

import pytest

from lms.library.domain import Bundle, ContentError
from lms.onboarding.content import PlanKind
from lms.onboarding.domain import Capacity, SignOffProof, schedule
from tests.onboarding.examples import MONDAY, PLAIN, month, task, template, view
from tests.onboarding.kit import ROOT

SHIPPED = ("onboarding", "returner", "mentor-preparation")
TEXT = """
id: short
title: 短计划
summary: 两周。
months:
  - month: 1
    title: 两周
    goal: 能做。
    weeks:
      - week: 1
        title: 第一周
        tasks:
          - id: account
            kind: outside
            title: 开账号
            reason: 先能登录。
            due_day: {day}
            owner: it
            minutes: 5
            proof: {{sign_off: hr}}
          - id: sit
            kind: shadow
            title: 旁听
            reason: 先听。
            due_day: 2
            owner: trainee
            minutes: 60
            proof: {{sign_off: mentor}}
          - id: drill
            kind: drill
            title: 演练
            reason: 再练。
            due_day: 3
            owner: trainee
            minutes: 20
            after: {after}
            proof: {proof}
    gate: {{id: gate-1, title: 关, summary: 通过, due_day: {gate}, evidence: [sit]}}
"""
WHOLE = {"day": -2, "after": "sit", "proof": "{drill: two-at-once}", "gate": 10}


def parsed(**changes):
    text = TEXT.format(**{**WHOLE, **changes})
    return PlanKind().parse(Bundle("short", {"courses/plans/short.yaml": text}))


def shipped(name):
    file = f"courses/plans/{name}.yaml"
    text = (ROOT / file).read_text(encoding="utf-8")
    return PlanKind().parse(Bundle(name, {file: text}))


def test_days_before_the_first_day_and_a_gate_on_its_own_day():
    dates = schedule(parsed(), MONDAY, PLAIN)

    assert dates.tasks["account"].on == date(2026, 2, 26)  # a Thursday; -1 is the Friday
    assert dates.gates["gate-1"].on == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": 0}, "没有第 0 天"),
        ({"after": "later"}, "after 要写前面的任务"),
        ({"after": "drill"}, "after 要写前面的任务"),
        ({"proof": "{sign_off: mentor}"}, "proof 要写"),
        ({"gate": 2}, "不能早于当月最后一项任务"),
        ({"day": -30}, "-20"),
    ],
)
def test_what_is_wrong_is_said(changes, words):
    with pytest.raises(ContentError) as refused:
        parsed(**changes)
    said = [str(problem) for problem in refused.value.problems]

    assert any(words in one for one in said), said


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_reads_in_both_languages_and_can_be_dated(name):
    plan = shipped(name)
    dates = schedule(plan, MONDAY, PLAIN)

    for one in plan.tasks():
        assert one.title.in_("en") != one.title.in_("zh-Hans")
        assert one.reason.in_("en") != one.reason.in_("zh-Hans")
    assert dates.tasks.keys() == {one.id for one in plan.tasks()}


def test_the_second_plans_take_two_and_three_weeks():
    assert view(shipped("returner"), MONDAY).days == 10
    assert view(shipped("mentor-preparation"), MONDAY).days == 15


def test_what_comes_after_something_else_is_no_next_action():
    first, then = task("first", 1), replace(task("then", 1), after="first")
    plan = template(month(1, then, first))

    assert view(plan, MONDAY).next_action.task.id == "first"
    assert view(plan, MONDAY).task_view("then").first.id == "first"
    proved = view(plan, MONDAY, proved=("first",))
    assert proved.next_action.task.id == "then"
    assert proved.task_view("then").first is None


def test_hr_signs_its_own_and_the_leads_tasks_and_the_lead_only_theirs():
    by_lead = task("by-lead", 1, SignOffProof("lead"), owner="lead")
    by_hr = task("by-hr", 1, SignOffProof("hr"), owner="hr")
    seen = view(template(month(1, by_lead, by_hr)), MONDAY)

    assert [one.task.id for one in seen.waiting_for(Capacity.LEAD)] == ["by-lead"]
    assert [one.task.id for one in seen.waiting_for(Capacity.DEPUTY)] == ["by-lead", "by-hr"]
    assert seen.waiting_for(None) == ()
    assert not seen.waiting_tasks
