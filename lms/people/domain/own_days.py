"""Somebody's own working days: the shift rota that says which days are worked, and leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from lms.errors import N_
from lms.people.domain.accounts import WrongField

DAYS_A_WEEK = 7
LONGEST_TURN = 14  # days of work, or of rest, on end
LONGEST_LEAVE = 400  # days
FURTHEST = timedelta(days=400)  # from today to a day that is entered
COMPARED = 28  # days in which two people are compared


class Pattern(StrEnum):
    """How a rota tells working days from rest days."""

    COMPANY = "company"  # as the calendar of the company has them
    WEEKDAYS = "weekdays"  # the same weekdays free in every week
    CYCLE = "cycle"  # so many days of work, so many of rest, from its first day on


class LeaveKind(StrEnum):
    """Why somebody is away; nothing more is kept of it."""

    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    MATERNITY = "maternity"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Which days somebody works, from its first day until the next rota begins."""

    starts_on: date
    pattern: Pattern
    rest: frozenset[int] = frozenset()  # free weekdays, Monday is 0
    work_days: int = 0  # of a cycle
    rest_days: int = 0
    keeps_holidays: bool = False  # public holidays are free all the same
    public_id: str = field(default="", compare=False)

    def works(self, day: date, *, company: bool, is_holiday: bool) -> bool:
        """Whether a day is worked; `company`: whether the company's calendar works on it."""
        if self.pattern is Pattern.COMPANY:
            return company
        if self.keeps_holidays and is_holiday:
            return False
        if self.pattern is Pattern.WEEKDAYS:
            return day.weekday() not in self.rest
        turn = (day - self.starts_on).days % (self.work_days + self.rest_days)
        return turn < self.work_days

    def check(self, today: date) -> None:
        """Raises WrongField for a rota that makes no sense or begins far from today."""
        check_near("starts_on", self.starts_on, today)
        if self.pattern is Pattern.WEEKDAYS and not 0 < len(self.rest) < DAYS_A_WEEK:
            raise WrongField("rest", N_("请选每周休息哪几天，至少一天，最多六天。"))
        if self.pattern is Pattern.CYCLE:
            for name, days in (("work_days", self.work_days), ("rest_days", self.rest_days)):
                if not 1 <= days <= LONGEST_TURN:
                    raise WrongField(name, N_("请填写 1 到 %(most)s 的天数。"), most=LONGEST_TURN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Some days on which somebody is away, both included."""

    first: date
    last: date
    kind: LeaveKind = LeaveKind.OTHER
    public_id: str = field(default="", compare=False)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def check(self, today: date) -> None:
        """Raises WrongField for days that make no sense or lie far from today."""
        check_near("first", self.first, today)
        if self.last < self.first:
            raise WrongField("last", N_("最后一天不能早于第一天。"))
        if (self.last - self.first).days >= LONGEST_LEAVE:
            raise WrongField("last", N_("一次最多登记 %(most)s 天。"), most=LONGEST_LEAVE)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The rotas of somebody, the first one first, and their leave; empty: the company's days."""

    rotas: tuple[Rota, ...] = ()
    leaves: tuple[Leave, ...] = ()

    def rota_on(self, day: date) -> Rota | None:
        """The rota that holds on a day; None: the company's calendar does."""
        return next((one for one in reversed(self.rotas) if one.starts_on <= day), None)

    def leave_on(self, day: date) -> Leave | None:
        """The leave on which somebody is on a day."""
        return next((one for one in self.leaves if day in one), None)

    def with_rota(self, rota: Rota) -> "OwnDays":
        """These days, were this rota entered."""
        return OwnDays(
            tuple(sorted((*self.rotas, rota), key=lambda one: one.starts_on)), self.leaves
        )

    def with_leave(self, leave: Leave) -> "OwnDays":
        """These days, were this leave entered."""
        return OwnDays(self.rotas, tuple(sorted((*self.leaves, leave), key=lambda one: one.first)))

    def without(self, public_id: str) -> "OwnDays":
        """These days, were a rota or leave taken back."""
        return OwnDays(
            tuple(one for one in self.rotas if one.public_id != public_id),
            tuple(one for one in self.leaves if one.public_id != public_id),
        )


def check_near(field: str, day: date, today: date) -> None:
    """A day that is entered lies near today.

    Raises WrongField.
    """
    if abs(day - today) > FURTHEST:
        raise WrongField(field, N_("这一天离今天太远了，请核对年份。"))


def check_new_rota(known: Sequence[Rota], rota: Rota) -> None:
    """Only one rota begins on a day.

    Raises WrongField.
    """
    if any(one.starts_on == rota.starts_on for one in known):
        raise WrongField("starts_on", N_("这一天已经有一张班表开始，请先撤回那一张。"))


def check_new_leave(known: Sequence[Leave], leave: Leave) -> None:
    """Nobody is on leave twice on the same day.

    Raises WrongField.
    """
    if any(one.first <= leave.last and leave.first <= one.last for one in known):
        raise WrongField("first", N_("这几天里已经登记过休假，请先撤回那一条。"))


def shared_days(one: OwnDays, other: OwnDays, today: date) -> tuple[int, int] | None:
    """Of the days that one works in the next four weeks, on how many the other works too.

    None unless both have a rota: only then is anything known of their shifts.
    """
    if one.rota_on(today) is None or other.rota_on(today) is None:
        return None
    mine = [day for day in _next_days(today) if _is_there(one, day)]
    return sum(_is_there(other, day) for day in mine), len(mine)


def _next_days(today: date) -> Iterator[date]:
    return (today + timedelta(days=n) for n in range(1, COMPARED + 1))


def _is_there(person: OwnDays, day: date) -> bool:
    rota, is_weekday = person.rota_on(day), day.weekday() < DAYS_A_WEEK - 2
    works = rota.works(day, company=is_weekday, is_holiday=False) if rota else is_weekday
    return works and person.leave_on(day) is None
