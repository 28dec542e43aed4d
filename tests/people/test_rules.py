"""Pairs, departments, roles: the rules by example."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.domain import (
    Node,
    Period,
    Role,
    WrongField,
    check_apprentice_is_free,
    check_mentor_has_room,
    grantable,
    in_tree_order,
    is_below,
    may_issue_slip,
    may_suspend,
    most_at_once,
)

DAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)
OPEN = Period(DAY)


def test_a_mentor_with_three_apprentices_has_no_room():
    with pytest.raises(WrongField):
        check_mentor_has_room([OPEN] * 3, Period(LATER))


def test_apprentices_one_after_the_other_count_once():
    first = Period(date(2026, 1, 5), date(2026, 2, 27))
    second = Period(date(2026, 2, 28), date(2026, 5, 29))

    assert most_at_once([first, second]) == 1
    check_mentor_has_room([first, second, OPEN, OPEN], Period(date(2026, 5, 30)))


def test_the_last_day_of_one_pair_is_not_the_first_of_the_next():
    with pytest.raises(WrongField):
        check_apprentice_is_free([Period(DAY, LATER)], Period(LATER))


dates = st.dates(date(2026, 1, 1), date(2026, 3, 31))
periods = st.builds(
    lambda a, b, is_open: Period(min(a, b), None if is_open else max(a, b)),
    dates,
    dates,
    st.booleans(),
)


@given(st.lists(periods, max_size=6))
def test_most_at_once_is_the_fullest_day(some):
    days = {period.starts_on for period in some}
    fullest = max((sum(p.overlaps(Period(d, d)) for p in some) for d in days), default=0)

    assert most_at_once(some) == fullest


def test_departments_are_listed_under_those_above():
    nodes = [Node(3, 1, "乙组"), Node(1, None, "客服部"), Node(2, 1, "甲组"), Node(4, 3, "夜班")]

    assert [(n.id, n.depth) for n in in_tree_order(nodes)] == [(1, 0), (3, 1), (4, 2), (2, 1)]


def test_below_means_at_any_depth():
    parents = {1: None, 2: 1, 3: 2}

    assert is_below(3, 1, parents)
    assert not is_below(1, 3, parents)


def test_hr_gives_only_trainee_and_mentor():
    assert {role for role in Role if grantable({"hr"}, role)} == {Role.TRAINEE, Role.MENTOR}
    assert all(grantable({"admin"}, role) for role in Role)
    assert not any(grantable({"mentor", "trainer"}, role) for role in Role)


def test_hr_cannot_become_somebody_more_powerful_through_a_slip():
    assert may_issue_slip({"hr"}, {"trainee", "mentor"})
    assert not may_issue_slip({"hr"}, {"mentor", "trainer"})
    assert may_issue_slip({"admin"}, {"admin"})


def test_hr_suspends_neither_hr_nor_administrators():
    assert may_suspend({"hr"}, {"trainer"})
    assert not may_suspend({"hr"}, {"trainee", "hr"})
    assert may_suspend({"admin"}, {"hr"})
