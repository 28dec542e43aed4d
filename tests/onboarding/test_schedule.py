"""Dating a plan: tasks by working day, gates at the months' ends, caps, extensions."""

from datetime import date

from lms.onboarding.domain import Due, Extension, extended, schedule
from tests.onboarding.examples import MONDAY, PLAIN, month, published, task, template

CHINA = published()


def test_a_task_is_due_on_the_working_day_of_its_number():
    plan = template(month(1, task("read", 1), task("play", 6)))

    dates = schedule(plan, MONDAY, CHINA)

    assert dates.tasks == {"read": Due(date(2026, 3, 2)), "play": Due(date(2026, 3, 9))}


def test_a_gate_is_due_on_the_last_working_day_of_its_month():
    plan = template(month(1), month(2), month(3))

    dates = schedule(plan, date(2026, 4, 6), CHINA)

    assert dates.gates["gate-1"] == Due(date(2026, 4, 30))  # 5 May is a holiday
    assert dates.gates["gate-2"] == Due(date(2026, 6, 5))
    assert dates.gates["gate-3"] == Due(date(2026, 7, 3))


def test_a_task_later_than_its_gate_is_capped_to_it():
    """Spring Festival leaves month 1 only 16 working days."""
    plan = template(month(1, task("early", 15), task("late", 20)))

    dates = schedule(plan, date(2026, 2, 2), CHINA)

    assert dates.gates["gate-1"] == Due(date(2026, 2, 28))
    assert dates.tasks["early"] == Due(date(2026, 2, 27))
    assert dates.tasks["late"] == Due(date(2026, 2, 28))


def test_a_task_of_a_later_month_is_not_capped_by_an_earlier_gate():
    plan = template(month(1), month(2, task("play", 25)))

    assert schedule(plan, MONDAY, PLAIN).tasks["play"] == Due(date(2026, 4, 3))


def test_whatever_rests_on_days_beyond_the_calendar_is_provisional():
    plan = template(month(1, task("read", 2)), month(2, task("play", 30)))

    dates = schedule(plan, date(2026, 12, 1), CHINA)

    assert dates.tasks["read"] == Due(date(2026, 12, 2))
    assert dates.gates["gate-1"] == Due(date(2026, 12, 31))
    assert dates.tasks["play"] == Due(date(2027, 1, 11), is_provisional=True)
    assert dates.gates["gate-2"] == Due(date(2027, 1, 29), is_provisional=True)


def test_a_month_that_ends_beyond_the_calendar_makes_its_gate_provisional():
    dates = schedule(template(month(1)), date(2026, 12, 4), CHINA)

    assert dates.gates["gate-1"] == Due(date(2027, 1, 1), is_provisional=True)


def test_a_plan_is_moved_on_by_working_days():
    plan = template(month(1, task("read", 1)))

    dates = schedule(plan, date(2026, 9, 30), CHINA, shift=2)

    assert dates.tasks["read"] == Due(date(2026, 10, 9))
    assert dates.gates["gate-1"] == Due(date(2026, 11, 6))


def test_an_extension_counts_working_days_from_the_due_day():
    due = extended(Due(date(2026, 9, 30)), [Extension(date(2026, 9, 25), 2)], CHINA)

    assert due == Due(date(2026, 10, 9))


def test_a_late_extension_counts_from_the_day_it_was_given():
    due = extended(Due(date(2026, 3, 2)), [Extension(date(2026, 3, 9), 3)], CHINA)

    assert due == Due(date(2026, 3, 12))


def test_extensions_add_up_and_may_leave_the_published_calendar():
    given = [Extension(date(2026, 12, 1), 5), Extension(date(2026, 12, 31), 5)]

    due = extended(Due(date(2026, 12, 28)), given, CHINA)

    assert due == Due(date(2027, 1, 11), is_provisional=True)
