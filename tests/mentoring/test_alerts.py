"""The thresholds of the house, and the alert of four failures on one item."""

from datetime import date

import pytest

from lms.library.domain import Bundle, ContentError
from lms.mentoring.content import AlertsKind
from lms.mentoring.domain import standing
from lms.mentoring.domain.alerts import Alerts, Failure
from tests.onboarding.examples import month, task, template, view

PLAN = template(month(1, *(task(f"task-{n}", n) for n in (1, 2, 3, 4))))
MONDAY = date(2026, 3, 2)
TEXT = """id: alerts
late_tasks: 2
late_days: 5
gate_days: 5
gate_share: 50
silent_days: 7
untalked_days: 7
failures: 4
"""


def parse(text):
    return AlertsKind().parse(Bundle("courses/alerts.yaml", {"courses/alerts.yaml": text}))


def first(day, rule, failures=()):
    reason = standing(view(PLAN, day), day, day, rule, failures).reasons[0]
    return reason.words % reason.parameters, reason.rule % reason.limits


def test_the_thresholds_are_read_from_the_text():
    assert parse(TEXT) == Alerts(late_tasks=2)


@pytest.mark.parametrize("wrong", ["failures: 1", "failures: many", "failures: 4\nelse: 1"])
def test_thresholds_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ContentError):
        parse(TEXT.replace("failures: 4", wrong))


def test_the_rule_prints_the_threshold_that_holds():
    wednesday = date(2026, 3, 4)

    assert first(wednesday, Alerts(late_tasks=2)) == (
        "2 项任务逾期，最久 2 个工作日",
        "逾期 2 项以上，或有一项逾期 5 个工作日以上",
    )
    assert first(wednesday, Alerts())[0] == "2 项任务逾期"


def test_failing_one_item_again_and_again_is_an_alert():
    assert first(MONDAY, Alerts(), [Failure("丢件", 4)]) == (
        "“丢件”错了 4 次，还没有过",
        "同一项错了 4 次以上，还没有一次通过",
    )


def test_with_no_alert_the_rule_of_the_good_light_is_printed():
    words, rule = first(MONDAY, Alerts(silent_days=9))

    assert words == "按计划进行"
    assert "近 9 个工作日有观察或签字" in rule
