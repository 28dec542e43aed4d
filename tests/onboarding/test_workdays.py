"""Counting working days: weekends, holidays, make-up days, months, the end of the calendar."""

from datetime import date

import pytest

from lms.onboarding.domain import Calendar, month_end
from tests.onboarding.examples import PLAIN, published

CHINA = published()


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 2, 13), True, "the Friday before Spring Festival"),
        (date(2026, 2, 14), True, "a Saturday made up for Spring Festival"),
        (date(2026, 2, 16), False, "New Year's Eve, a Monday"),
        (date(2026, 2, 24), True, "the first day back"),
        (date(2026, 2, 28), True, "another Saturday made up"),
        (date(2026, 3, 1), False, "an ordinary Sunday"),
        (date(2026, 9, 20), True, "a Sunday made up for National Day"),
        (date(2026, 10, 1), False, "National Day, a Thursday"),
        (date(2026, 10, 7), False, "the last day of the National Day holiday"),
        (date(2026, 10, 10), True, "a Saturday made up for National Day"),
        (date(2027, 1, 1), True, "a Friday beyond the published calendar, for now"),
    ],
)
def test_a_day_is_worked_as_the_state_council_says(day, works, why):
    assert CHINA.is_working(day) is works, why


@pytest.mark.parametrize(
    ("first", "number", "day"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 2)),
        (date(2026, 3, 2), 5, date(2026, 3, 6)),
        (date(2026, 3, 2), 6, date(2026, 3, 9)),
        (date(2026, 2, 28), 1, date(2026, 2, 28)),  # a make-up Saturday counts
        (date(2026, 2, 28), 2, date(2026, 3, 2)),
        (date(2026, 3, 1), 1, date(2026, 3, 2)),  # a Sunday: the next working day is day 1
        (date(2026, 2, 9), 6, date(2026, 2, 14)),  # Monday to the made-up Saturday
        (date(2026, 2, 9), 7, date(2026, 2, 24)),  # nine days of Spring Festival later
        (date(2026, 9, 28), 4, date(2026, 10, 8)),  # National Day lies between
        (date(2026, 9, 28), 6, date(2026, 10, 10)),  # the made-up Saturday after it
    ],
)
def test_day_n_is_the_nth_working_day(first, number, day):
    assert CHINA.plan_day(first, number) == day


@pytest.mark.parametrize(
    ("first", "day", "number"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), 0),
        (date(2026, 3, 2), date(2026, 3, 2), 1),
        (date(2026, 3, 2), date(2026, 3, 8), 5),  # a Sunday has Friday's number
        (date(2026, 3, 1), date(2026, 3, 1), 0),
        (date(2026, 2, 9), date(2026, 2, 20), 6),  # in the middle of the holiday
    ],
)
def test_a_rest_day_has_the_number_of_the_working_day_before_it(first, day, number):
    assert CHINA.number(first, day) == number


@pytest.mark.parametrize("number", [1, 2, 23, 64])
@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 10, 10), date(2026, 3, 2)])
def test_a_first_day_is_found_for_any_day_number(number, today):
    first = CHINA.first_day_for(number, today)

    assert CHINA.number(first, today) == number


def test_so_many_working_days_after_a_day_skip_rest_days():
    assert CHINA.after(date(2026, 2, 14), 1) == date(2026, 2, 24)
    assert CHINA.after(date(2026, 2, 15), 0) == date(2026, 2, 24)


def test_rest_days_between_two_days_are_not_counted():
    assert CHINA.working_days_between(date(2026, 3, 6), date(2026, 3, 8)) == 0
    assert CHINA.working_days_between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert CHINA.working_days_between(date(2026, 3, 9), date(2026, 3, 6)) == 0


@pytest.mark.parametrize(
    ("first", "month", "end"),
    [
        (date(2026, 3, 2), 1, date(2026, 4, 1)),
        (date(2026, 3, 2), 3, date(2026, 6, 1)),
        (date(2026, 3, 1), 1, date(2026, 3, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),  # no 31 February: its last day
        (date(2026, 1, 31), 2, date(2026, 3, 30)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2028, 1, 29), 1, date(2028, 2, 28)),  # a leap year has 29 February
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2028, 3, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 12, 2), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_ends_the_day_before_the_same_date(first, month, end):
    assert month_end(first, month) == end


def test_days_beyond_the_published_calendar_are_provisional():
    assert not CHINA.is_provisional(date(2026, 12, 31))
    assert CHINA.is_provisional(date(2027, 1, 1))


def test_a_calendar_of_nothing_but_weekends_still_finds_working_days():
    assert PLAIN.first_working_day(date(2026, 3, 7)) == date(2026, 3, 9)
    assert PLAIN.last_working_day(date(2026, 3, 8)) == date(2026, 3, 6)
    assert Calendar({date(2026, 3, 7): True}, date(2026, 12, 31)).is_working(date(2026, 3, 7))
