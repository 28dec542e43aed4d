"""Rules of shift rotas and leave."""

from datetime import date, timedelta

import pytest

from lms.people.domain import (
    Leave,
    OwnDays,
    Pattern,
    Rota,
    WrongField,
    check_new_leave,
    check_new_rota,
    shared_days,
)

MONDAY = date(2026, 3, 2)


def rota(day=MONDAY, **facts):
    facts = {"pattern": Pattern.WEEKDAYS, "rest": frozenset({1, 2}), **facts}
    return Rota(starts_on=day, **facts)


def cycle(work, rest, day=MONDAY, **facts):
    return rota(
        day, pattern=Pattern.CYCLE, rest=frozenset(), work_days=work, rest_days=rest, **facts
    )


def leave(first, last):
    return Leave(first=date(2026, 3, first), last=date(2026, 3, last))


def worked(one, days=7, **facts):
    known = {"company": True, "is_holiday": False, **facts}
    return [one.works(MONDAY + timedelta(days=n), **known) for n in range(days)]


def test_the_same_weekdays_are_free_in_every_week():
    assert worked(rota()) == [True, False, False, True, True, True, True]


def test_a_cycle_begins_with_work_on_its_first_day():
    assert worked(cycle(4, 2), 8) == [True, True, True, True, False, False, True, True]


def test_shifts_know_no_holidays_unless_the_rota_keeps_them():
    assert rota().works(MONDAY, company=False, is_holiday=True)
    assert not rota(keeps_holidays=True).works(MONDAY, company=False, is_holiday=True)


def test_a_rota_holds_until_the_next_one_begins():
    later = cycle(4, 2, date(2026, 4, 1))
    days = OwnDays().with_rota(later).with_rota(rota())

    assert days.rota_on(date(2026, 3, 1)) is None
    assert days.rota_on(date(2026, 3, 31)) == rota()
    assert days.rota_on(date(2026, 4, 1)) == later


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (rota(rest=frozenset()), "rest"),
        (rota(rest=frozenset(range(7))), "rest"),
        (cycle(0, 2), "work_days"),
        (cycle(4, 15), "rest_days"),
        (rota(date(2030, 1, 1)), "starts_on"),
        (leave(5, 3), "last"),
        (Leave(first=MONDAY, last=date(2028, 1, 1)), "last"),
        (Leave(first=date(2020, 1, 1), last=MONDAY), "first"),
    ],
)
def test_days_that_make_no_sense_are_refused_at_their_field(wrong, field):
    with pytest.raises(WrongField) as refusal:
        wrong.check(MONDAY)

    assert refusal.value.field == field


def test_nobody_is_on_leave_twice_nor_has_two_rotas_from_one_day():
    check_new_leave([leave(3, 5)], leave(6, 6))
    check_new_rota([rota()], rota(date(2026, 3, 3)))
    with pytest.raises(WrongField):
        check_new_leave([leave(3, 5)], leave(5, 9))
    with pytest.raises(WrongField):
        check_new_rota([rota()], cycle(4, 2))


def test_shifts_are_compared_only_where_both_are_known():
    same, other = OwnDays((rota(),)), OwnDays((rota(rest=frozenset({5, 6})),))

    assert shared_days(same, OwnDays(), MONDAY) is None
    assert shared_days(same, same, MONDAY) == (20, 20)
    assert shared_days(same, other, MONDAY) == (12, 20)


def test_who_is_on_leave_shares_no_days():
    away = OwnDays((rota(),), (leave(3, 30),))

    assert shared_days(away, away, MONDAY) == (0, 0)
