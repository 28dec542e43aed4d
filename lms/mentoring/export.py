"""The hours of mentoring as a file; no HTTP here."""

from collections.abc import Iterable, Iterator

from lms.i18n import _
from lms.mentoring.domain import HOUR, Month
from lms.mentoring.queries import Ledger
from lms.pages import csv_lines


def hours_csv(month: Month, found: Iterable[Ledger]) -> Iterator[str]:
    """The lines of a CSV: every pair of a month with its sessions, minutes and hours."""
    headings = [
        _("月份"),
        _("师父"),
        _("师父工号"),
        _("徒弟"),
        _("徒弟工号"),
        _("部门"),
        _("已确认的面谈"),
        _("分钟"),
        _("学时（%(minutes)s 分钟）", minutes=HOUR),
        _("等确认的面谈"),
    ]
    return csv_lines(headings, (row for one in found for row in _rows(month, one)))


def _rows(month: Month, ledger: Ledger) -> Iterator[list[str]]:
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
            str(worked.minutes),
            str(worked.hours),
            str(worked.waiting),
        ]
