"""The notice of a year's holidays, as an administrator enters it: reading it, and what it changes.

Every year, usually in November, the General Office of the State Council says which days of the next
year are free and on which Saturdays and Sundays people work instead.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lms.errors import N_, Invalid
from lms.onboarding.domain.workdays import SATURDAY, Calendar

COLUMNS = 3  # date, kind, name
HEADINGS = {"date", "日期"}
KINDS = {  # what stands in the second column → whether the day is worked
    **dict.fromkeys(("holiday", "free", "off", "放假", "假", "休"), False),
    **dict.fromkeys(("workday", "worked", "work", "make-up", "上班", "班"), True),
    **dict.fromkeys(("补班", "補班", "调休", "調休"), True),
}
SEPARATORS = "\t,，;；"  # the first one that stands in the text; tables are pasted with tabs
FEWEST_FREE = 11  # days of a year that the State Council gives free; 13 since 2025
LONGEST_OCCASION = 40  # characters
YEARS_AHEAD = 1  # a notice is published in the year before


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day on which the rule "Monday to Friday" does not hold, or a free day of a weekend."""

    day: date
    is_worked: bool
    occasion: str

    @property
    def is_exception(self) -> bool:
        """Whether the plain rule would say otherwise; a free Saturday is none."""
        return self.is_worked != (self.day.weekday() < SATURDAY)


@dataclass(frozen=True, slots=True)
class Notice:
    """The days of one year, in their order."""

    year: int
    days: tuple[NoticeDay, ...]

    @property
    def exceptions(self) -> tuple[NoticeDay, ...]:
        """The days on which the plain rule does not hold: these are kept."""
        return tuple(one for one in self.days if one.is_exception)

    @property
    def free(self) -> int:
        """How many days are free, those of weekends included."""
        return sum(not one.is_worked for one in self.days)

    @property
    def made_up(self) -> int:
        """How many Saturdays and Sundays are worked."""
        return sum(one.is_worked for one in self.days)

    def upon(self, calendar: Calendar) -> Calendar:
        """The calendar once this notice holds; of its year nothing else stays."""
        others = {day: works for day, works in calendar.days.items() if day.year != self.year}
        own = {one.day: one.is_worked for one in self.exceptions}
        return Calendar({**others, **own}, max(calendar.ends_on, date(self.year, 12, 31)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text: the notice, or all that is wrong with it, each with its line."""

    notice: Notice | None
    problems: tuple[Invalid, ...] = ()


def read_notice(text: str) -> Reading:
    """Read lines of date, kind and name, as a CSV file or a pasted table has them."""
    days: dict[date, NoticeDay] = {}
    problems: list[Invalid] = []
    for number, cells in _rows(text):
        try:
            one = _day(number, cells)
            _check_new(number, one, days)
        except Invalid as problem:
            problems.append(problem)
        else:
            days[one.day] = one
    if not problems:
        problems.extend(_lacks(days))
    if problems:
        return Reading(None, tuple(problems))
    ordered = tuple(days[day] for day in sorted(days))
    return Reading(Notice(ordered[0].day.year, ordered))


def check_year(notice: Notice, calendar: Calendar, today: date) -> None:
    """A notice is of this year or the next, and no year is left out between. Raises Invalid."""
    if notice.year < today.year:
        raise Invalid(N_("%(year)s 年已经过去，过去的日子不再改。"), year=notice.year)
    last = max(calendar.ends_on.year, today.year - 1)
    if notice.year > min(last, today.year) + YEARS_AHEAD:
        raise Invalid(
            N_("%(year)s 年还早：请先录入 %(first)s 年的放假安排。"),
            year=notice.year,
            first=min(last, today.year) + YEARS_AHEAD,
        )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, with their numbers from 1; a line of headings is passed."""
    separator = next((mark for mark in SEPARATORS if mark in text), ",")
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter=separator), 1):
        stripped = [cell.strip() for cell in cells]
        is_heading = number == 1 and stripped[:1] and stripped[0].lower() in HEADINGS
        if any(stripped) and not is_heading:
            yield number, stripped


def _day(number: int, cells: list[str]) -> NoticeDay:
    if len(cells) < COLUMNS or any(cells[COLUMNS:]):
        raise Invalid(N_("第 %(line)s 行：要写日期、类型、名称三项。"), line=number)
    day, kind, occasion = cells[:COLUMNS]
    if kind.lower() not in KINDS:
        raise Invalid(
            N_("第 %(line)s 行：类型“%(kind)s”看不懂，请写“放假”或“上班”。"), line=number, kind=kind
        )
    if not 0 < len(occasion) <= LONGEST_OCCASION:
        raise Invalid(
            N_("第 %(line)s 行：名称要写，最多 %(most)s 个字。"), line=number, most=LONGEST_OCCASION
        )
    return NoticeDay(_date(number, day), KINDS[kind.lower()], occasion)


def _date(number: int, written: str) -> date:
    try:
        year, month, day = map(int, written.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise Invalid(
            N_("第 %(line)s 行：日期“%(day)s”不对，请写成 2027-01-01。"), line=number, day=written
        ) from None


def _check_new(number: int, one: NoticeDay, days: Mapping[date, NoticeDay]) -> None:
    if one.day in days:
        raise Invalid(N_("第 %(line)s 行：这一天前面写过了。"), line=number)
    if days and one.day.year != next(iter(days)).year:
        raise Invalid(N_("第 %(line)s 行：一次只录一年，这一天是另一年的。"), line=number)
    if one.is_worked and not one.is_exception:
        raise Invalid(N_("第 %(line)s 行：这一天不是周末，本来就上班。"), line=number)


def _lacks(days: Mapping[date, NoticeDay]) -> Iterator[Invalid]:
    if not days:
        yield Invalid(N_("里面没有日子：每行写一天，日期、类型、名称三项。"))
        return
    free = sum(not one.is_worked for one in days.values())
    if free < FEWEST_FREE:
        yield Invalid(
            N_("只有 %(free)s 天放假，全年至少 %(least)s 天：通知要录完整。"),
            free=free,
            least=FEWEST_FREE,
        )
