"""Matrices as words: the same in every cell of the screen, of the CSV and of the workbook."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO

from lms.i18n import LazyString, _, language, lazy
from lms.mentoring.domain import Month
from lms.mentoring.queries import Ledger
from lms.pages import Heading, csv_lines, workbook
from lms.reports.domain import Allowance, Cell, Item, Mark, Share
from lms.reports.queries import PersonRow

MARKS: dict[Mark, LazyString] = {
    Mark.DONE: lazy("完成"),
    Mark.PASSED: lazy("通过"),
    Mark.LATE: lazy("逾期"),
    Mark.DUE: lazy("到期"),
    Mark.FAILED: lazy("未过"),
    Mark.PART: lazy("在做"),
    Mark.OPEN: lazy("待办"),
}
EMPTY = "—"
NAME_WIDTH, ITEM_WIDTH = 12, 16  # characters


class Words:
    """The words of cells in the present language, looked up once for a whole matrix."""

    def __init__(self) -> None:
        self._marks = {mark: str(words) for mark, words in MARKS.items()}
        self._days: dict[date, str] = {}

    def of(self, cell: Cell) -> tuple[str, str]:
        """The word of a cell, and what stands below it: a figure, a day (month-day)."""
        if cell.mark is Mark.NONE:
            return EMPTY, ""
        below = f"{cell.figure} {self._day(cell.day)}" if cell.day else cell.figure
        return self._marks[cell.mark], below.strip()

    def _day(self, day: date) -> str:
        if day not in self._days:
            self._days[day] = f"{day:%m-%d}"
        return self._days[day]

    def text(self, cell: Cell) -> str:
        """All of it as one text."""
        return " ".join(self.of(cell)).strip()


def headings(items: Sequence[Item]) -> list[str]:
    """The head of the table: who, how far, and one column for every item."""
    tongue = language()
    return [*person_headings(), *(item.title.in_(tongue) for item in items)]


def person_headings() -> list[str]:
    """The first columns of the table."""
    return [_("姓名"), _("工号"), _("部门"), _("任务进度"), _("逾期")]


def lines(items: Sequence[Item], rows: Iterable[PersonRow]) -> Iterator[list[str]]:
    """The rows of the table in words."""
    words = Words()
    for one in rows:
        person = one.person
        yield [
            person.name,
            person.employee_number,
            person.department.name,
            f"{one.done} / {len(one.view.tasks)}",
            str(len(one.view.late)),
            *(words.text(one.row.cell(item)) for item in items),
        ]


def share_headings() -> list[str]:
    """The head of the table that names nobody."""
    return [_("第几个月"), _("项目"), _("人数"), _("完成"), _("完成率"), _("逾期")]


def share_lines(found: Iterable[Share]) -> Iterator[list[str]]:
    """Its rows; of fewer than five people nothing but that."""
    tongue = language()
    for share in found:
        title = share.item.title.in_(tongue)
        figures = [str(share.people), str(share.done), f"{share.percent}%", str(share.late)]
        yield [str(share.item.month), title, *(figures if share.is_told else [EMPTY] * 4)]


def allowance_rule(rule: Allowance) -> str:
    """The rule of the allowance in words."""
    return _(
        "一个月里，师徒两人都确认的面谈满 %(sessions)s 次，算一份，每份 %(yuan)s 元",
        sessions=rule.sessions,
        yuan=rule.yuan,
    )


def allowance_headings() -> list[str]:
    """The head of the table of a month's allowance."""
    who = [_("师父"), _("师父工号"), _("徒弟"), _("徒弟工号"), _("部门")]
    earned = [_("已确认的面谈"), _("学时"), _("份数"), _("金额（元）"), _("按什么算")]
    return [_("月份"), *who, *earned]


def allowance_lines(
    month: Month, ledgers: Iterable[Ledger], rule: Allowance
) -> Iterator[list[str]]:
    """Its rows: every pair of the month, those without a share too, each with the rule."""
    words = allowance_rule(rule)
    for ledger in ledgers:
        mentor = ledger.mentor
        for line in ledger.lines:
            apprentice, worked = line.pair.apprentice, line.worked
            yield [
                str(month),
                mentor.name,
                mentor.employee_number,
                apprentice.name,
                apprentice.employee_number,
                apprentice.department.name,
                str(worked.sessions),
                str(worked.hours),
                str(rule.shares(worked)),
                str(rule.amount([worked])),
                words,
            ]


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table as the lines of a CSV."""
    return csv_lines(head, rows)


def as_workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """A table as a workbook with a sheet of this name."""
    widths = [NAME_WIDTH, *[ITEM_WIDTH] * (len(head) - 1)]
    columns = [Heading(words, width) for words, width in zip(head, widths, strict=True)]
    return workbook(name, columns, rows)
