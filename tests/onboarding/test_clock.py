"""Plans when the machine's clock is moved; months of every length are in test_workdays.py."""

from datetime import date, timedelta

import pytest

from tests.onboarding.kit import Kit

START = date(2026, 3, 2)


@pytest.mark.parametrize("days", [-4000, -366, -1, 0, 1, 92, 366, 4000])
def test_everybodys_pages_open_whatever_the_clock_shows(kit: Kit, browser_of, days):
    """Before the first day, on it, after the last, and in years without a calendar."""
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.start(lin)
    hr = kit.company.person("zhao", "hr")
    kit.go(START + timedelta(days=days))

    for address in ("/", "/plan"):
        browser_of(lin).open(address)
    for address in ("/", "/mentoring"):
        browser_of(chen).open(address)
    for address in ("/", "/certificates", f"/people/{lin.public_id}"):
        browser_of(hr).open(address)


def test_a_task_that_was_late_is_not_late_before_its_day_and_late_again_after_it(kit: Kit):
    lin = kit.trainee(mentor=kit.mentor())
    kit.start(lin)
    days = (START + timedelta(days=30), START - timedelta(days=365), START + timedelta(days=30))
    late, before, after = (late_tasks(kit.view(lin, day)) for day in days)

    assert late == after > before == 0


def late_tasks(view) -> int:
    tasks = [task for month in view.months for week in month.weeks for task in week.tasks]
    return sum(task.late_by > 0 for task in tasks)
