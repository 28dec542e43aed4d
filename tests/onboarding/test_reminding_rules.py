"""Who is reminded of what on which day, by table: weekends, holidays, days made up, lost days."""

from datetime import date, datetime, timedelta

import pytest

from lms.onboarding.domain import Calendar, Owner
from lms.onboarding.domain.reminding import (
    Reader,
    Reminder,
    Step,
    days_reminded,
    is_time,
    readers,
    step_on,
    told_last,
)
from tests.onboarding.examples import PLAIN, published, words

NATIONAL = published()


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("due", "soon", "late", "very_late"),
    [
        ("03-04", "03-02", "03-05", "03-09"),  # Wednesday: the third day after is Monday
        ("03-05", "03-03", "03-06", "03-10"),
        ("03-06", "03-04", "03-09", "03-11"),  # Friday
        ("03-09", "03-05", "03-10", "03-12"),  # Monday
        ("02-13", "02-11", "02-14", "02-25"),  # before Spring Festival, 15–23 February; 14 made up
        ("02-14", "02-12", "02-24", "02-26"),  # a Saturday that is worked
        ("02-24", "02-13", "02-25", "02-27"),  # the first day after: two days before is Friday 13
        ("02-28", "02-26", "03-02", "03-04"),  # another Saturday that is worked
        ("09-30", "09-28", "10-08", "10-10"),  # before National Day, 1–7 October; 10 made up
    ],
)
def test_the_days_on_which_somebody_is_reminded(due, soon, late, very_late):
    wanted = {Step.SOON: soon, Step.DUE: due, Step.LATE: late, Step.VERY_LATE: very_late}
    found = {step: [] for step in Step}
    around = [day(due) + timedelta(days=n) for n in range(-21, 22)]
    for today in filter(NATIONAL.is_working, around):
        for step, days in days_reminded(today, None, NATIONAL).items():
            if day(due) in days:
                found[step].append(today)

    assert found == {step: [day(text)] for step, text in wanted.items()}


@pytest.mark.parametrize("calendar", [PLAIN, NATIONAL])
def test_every_day_that_can_fall_due_is_reminded_of_exactly_once_at_each_step(calendar):
    seen = {step: [] for step in Step}
    worked = [d for n in range(330) if calendar.is_working(d := day("01-05") + timedelta(days=n))]
    for today in worked:
        for step, days in days_reminded(today, None, calendar).items():
            seen[step] += [d for d in worked if d in days]

    for step, days in seen.items():
        assert len(days) == len(set(days)), f"{step} twice"
        assert set(worked[5:-5]) <= set(days), f"{step} never"


@pytest.mark.parametrize(
    ("last", "today", "step", "due"),
    [
        ("03-04", "03-06", Step.LATE, ["03-04", "03-05"]),  # Thursday's digest was not sent
        ("03-04", "03-06", Step.SOON, ["03-09", "03-10"]),
        ("03-02", "03-06", Step.VERY_LATE, ["02-27", "02-28", "03-02", "03-03"]),
        ("03-05", "03-05", Step.DUE, []),  # again on the same day: nothing new
    ],
)
def test_a_day_on_which_nothing_was_sent_is_made_up_for(last, today, step, due):
    days = days_reminded(day(today), day(last), NATIONAL).get(step)
    around = [day("02-16") + timedelta(days=n) for n in range(40)]

    assert [d for d in around if days and d in days and NATIONAL.is_working(d)] == [
        day(text) for text in due
    ]


@pytest.mark.parametrize(
    ("moment", "is_so"), [("2026-03-02 08:29", False), ("2026-03-02 08:30", True)]
)
def test_nobody_is_reminded_before_half_past_eight(moment, is_so):
    assert is_time(datetime.fromisoformat(moment)) is is_so


def test_who_had_a_day_off_was_told_last_on_the_day_before_it():
    told = [day("03-02"), day("03-03"), day("03-04")]
    off = Calendar({day("03-04"): False}, date.max)

    assert told_last(day("03-05"), told, PLAIN) == day("03-04")
    assert told_last(day("03-05"), told, off) == day("03-03")
    assert told_last(day("03-05"), [], off) == day("03-03")


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("03-03", None),
        ("03-04", Step.SOON),
        ("03-05", Step.SOON),
        ("03-06", Step.DUE),
        ("03-08", Step.DUE),  # a rest day changes nothing
        ("03-09", Step.LATE),
        ("03-11", Step.VERY_LATE),
    ],
)
def test_how_something_stands_that_falls_due_on_friday(today, step):
    assert step_on(day("03-06"), day(today), PLAIN) is step


@pytest.mark.parametrize(
    ("step", "owner", "told"),
    [
        (Step.SOON, Owner.TRAINEE, {Reader.TRAINEE}),
        (Step.DUE, Owner.TRAINEE, {Reader.TRAINEE}),
        (Step.SOON, Owner.MENTOR, {Reader.MENTOR}),
        (Step.DUE, Owner.MENTOR, {Reader.MENTOR}),
        (Step.SOON, Owner.LEAD, {Reader.LEAD}),
        (Step.DUE, Owner.HR, {Reader.HR}),
        (Step.DUE, Owner.IT, {Reader.HR}),
        (Step.LATE, Owner.HR, {Reader.MENTOR}),
        (Step.DUE, None, {Reader.TRAINEE, Reader.MENTOR}),
        (Step.LATE, Owner.TRAINEE, {Reader.MENTOR}),
        (Step.LATE, None, {Reader.MENTOR}),
        (Step.VERY_LATE, Owner.MENTOR, {Reader.LEAD}),
        (Step.VERY_LATE, None, {Reader.LEAD}),
    ],
)
def test_who_is_told(step, owner, told):
    reminder = Reminder(title=words("读完第一课"), step=step, owner=owner)

    assert set(readers(reminder)) == told
