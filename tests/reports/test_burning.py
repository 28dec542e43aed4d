"""The burn-up of a group: tasks proved against tasks planned, over working days."""

from datetime import date

from lms.reports.domain import burn_up
from lms.reports.domain.burning import MOST_POINTS
from tests.onboarding.examples import month, task, template, view

PLAN = template(month(1, *(task(f"task-{n}", n) for n in (1, 2, 3, 4))))
LONG = template(month(1, task("first", 1)), month(2, task("last", 40)))


def day_of(_instant):
    return date(2026, 3, 3)


def points(day, *proved, plan=PLAN):
    views = [view(plan, day, proved=one) for one in proved or [()]]
    return burn_up(views, day_of, day)


def test_before_the_first_day_there_is_nothing():
    assert points(date(2026, 2, 27)) == []


def test_what_is_due_is_planned_at_the_end_of_its_day():
    found = points(date(2026, 3, 4))

    assert [(one.number, one.planned, one.done) for one in found] == [
        (1, 1, 0),
        (2, 2, 0),
        (3, 3, 0),
    ]
    assert found[-1].ahead == -3
    assert found[-1].planned_share == 75


def test_the_tasks_of_all_people_add_up():
    (*_, last) = points(date(2026, 3, 4), ("task-1", "task-2"), ())

    assert (last.all, last.planned, last.done) == (8, 6, 2)


def test_of_many_days_some_are_drawn_and_the_last_always():
    found = points(date(2026, 4, 28), plan=LONG)

    assert 2 < len(found) <= MOST_POINTS
    assert (found[-1].number, found[-1].planned) == (40, 2)


def test_rest_days_are_no_places():
    days = [one.day.weekday() for one in points(date(2026, 3, 8))]

    assert max(days) <= 4
