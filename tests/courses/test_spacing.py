"""When a check that was missed is asked again: no database, no page."""

from datetime import date, timedelta

import pytest

from lms.courses.domain.practising import Practised, asked_again_on, minutes_for

MISSED_ON = date(2026, 3, 2)


def practised(*answers: str) -> list[Practised]:
    """Answers like "1+" and "4-": so many days after it was missed, right or wrong."""
    return [Practised(MISSED_ON + timedelta(int(one[:-1])), one[-1] == "+") for one in answers]


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        ([], 1),
        (["1+"], 4),  # right: three days on
        (["5+"], 8),  # counted from the day of the answer, however late that came
        (["1-"], 2),  # wrong: the next day
        (["1-", "2-"], 3),
        (["1-", "2+"], 9),  # missed in practice too: a week on
        (["1+", "4-"], 5),
        (["1+", "4-", "5+"], 12),  # begins anew
        (["1+", "1+"], 4),  # twice on one day is once
        (["1+", "4+"], None),
        (["1-", "2+", "9+"], None),
        (["1+", "4-", "5+", "12+"], None),
        (["1+", "4+", "6-"], None),  # what is learnt stays so
    ],
)
def test_a_missed_check_is_asked_again_until_it_was_right_twice_in_a_row(answers, days):
    expected = None if days is None else MISSED_ON + timedelta(days)

    assert asked_again_on(MISSED_ON, practised(*answers)) == expected


@pytest.mark.parametrize(("count", "minutes"), [(1, 1), (2, 2), (3, 2), (4, 3), (15, 10)])
def test_a_check_takes_forty_seconds_and_minutes_are_rounded_up(count, minutes):
    assert minutes_for(count) == minutes
