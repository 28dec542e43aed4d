"""Files of mentoring: the hours as CSV, the printed agreement; no HTTP here."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lms import clock, printing
from lms.i18n import _, day, language, moment
from lms.mentoring import queries
from lms.mentoring.domain import HOUR, Month
from lms.mentoring.models import Agreement
from lms.mentoring.queries import Ledger
from lms.pages import csv_lines
from lms.people.models import Pair, Person

TEMPLATE = Path(__file__).with_name("agreement.typ")


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


def agreement_pdf(pair: Pair, agreement: Agreement) -> bytes:
    """The printed agreement in the present language."""
    return printing.pdf(TEMPLATE, _printed(pair, agreement))


def _printed(pair: Pair, agreement: Agreement) -> dict[str, Any]:
    text, tongue = queries.text_of(agreement), language()
    lang, region = printing.REGIONS[tongue]
    written = clock.day_of(agreement.mentor_at)
    goals = [goal for goal in agreement.goals.splitlines() if goal.strip()]
    parts = [
        (_("带教目标"), goals),
        (_("师父答应的"), [line.in_(tongue) for line in text.mentor]),
        (_("徒弟答应的"), [line.in_(tongue) for line in text.apprentice]),
        (_("两人共同守的"), [line.in_(tongue) for line in text.rules]),
    ]
    return {
        "lang": lang,
        "region": region,
        "title": text.title.in_(tongue),
        "between": f"{pair.mentor.name} · {pair.apprentice.name}",
        "issuer": _("师徒学堂"),
        "written": [written.year, written.month, written.day],
        "facts": [
            [_("师父"), _who(pair.mentor)],
            [_("徒弟"), _who(pair.apprentice)],
            [_("从哪天开始"), day(pair.starts_on)],
            [_("到哪天为止"), day(agreement.until)],
        ],
        "parts": [{"title": title, "lines": lines} for title, lines in parts],
        "signatures": [
            [_("师父"), pair.mentor.name, _accepted(agreement.mentor_at)],
            [_("徒弟"), pair.apprentice.name, _accepted(agreement.apprentice_at)],
        ],
    }


def _who(person: Person) -> str:
    return _("%(name)s（工号 %(number)s）", name=person.name, number=person.employee_number)


def _accepted(at: datetime | None) -> str:
    return _("接受于 %(at)s", at=moment(at)) if at else _("还没有接受")
