"""Files of mentoring: the hours as CSV, the printed agreement and report; no HTTP here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lms import clock, printing
from lms.i18n import _, day, language, moment
from lms.mentoring import queries
from lms.mentoring.domain import HOUR, Month
from lms.mentoring.domain.reports import Fact, Figure, Figures, Sort, kept
from lms.mentoring.models import Agreement, WorkReport
from lms.mentoring.queries import Ledger
from lms.pages import csv_lines
from lms.people.models import Pair, Person

TEMPLATE = Path(__file__).with_name("agreement.typ")
REPORT = Path(__file__).with_name("report.typ")


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


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words."""

    title: str
    address: str
    remark: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in words, with the facts that it counts."""

    label: str
    value: str
    facts: tuple[FactLine, ...]
    more: int  # facts that are counted and not named


def figure_lines(figures: Figures) -> list[FigureLine]:
    """The figures of a month in the present language, in their order."""
    return [
        FigureLine(
            label,
            _counted(sort, figures[sort]),
            tuple(_fact(sort, one) for one in figures[sort].facts),
            figures[sort].number - len(figures[sort].facts),
        )
        for sort, label in _labels().items()
        if sort in figures
    ]


def _labels() -> dict[Sort, str]:
    return {
        Sort.TASK: _("到期的任务"),
        Sort.LESSON: _("读完的课"),
        Sort.PLAY: _("演练到结局"),
        Sort.OBSERVATION: _("师父的观察"),
        Sort.TALK: _("面谈"),
        Sort.RISE: _("升了的素养"),
    }


def _counted(sort: Sort, figure: Figure) -> str:
    facts = {"number": figure.number, "good": figure.good}
    if not figure.number or sort in {Sort.LESSON, Sort.RISE}:
        return str(figure.number)
    match sort:
        case Sort.TASK:
            return _("%(number)s 件，按时 %(good)s 件", **facts)
        case Sort.PLAY:
            return _("%(number)s 次，及格 %(good)s 次", **facts)
        case Sort.OBSERVATION:
            return _("%(number)s 条，“达到” %(good)s 条", **facts)
    return _("%(number)s 次，两人确认 %(good)s 次", **facts)


def _fact(sort: Sort, fact: Fact) -> FactLine:
    return FactLine(fact.title[language()], fact.address, _remark(sort, fact))


def _remark(sort: Sort, fact: Fact) -> str:
    match sort:
        case Sort.TASK:
            return _("按时") if fact.is_good else _("没按时")
        case Sort.PLAY:
            return _("%(score)s 分", score=fact.value)
        case Sort.OBSERVATION:
            return _("达到") if fact.is_good else _("还没达到")
        case Sort.TALK:
            return _("%(minutes)s 分钟", minutes=fact.value)
        case Sort.RISE if fact.before is None:
            return _("有了分值：%(value)s", value=fact.value)
        case Sort.RISE:
            return f"{fact.before} → {fact.value}"
    return ""


def report_pdf(report: WorkReport) -> bytes:
    """The printed report in the present language."""
    return printing.pdf(REPORT, _printed_report(report))


def _printed_report(report: WorkReport) -> dict[str, Any]:
    lang, region = printing.REGIONS[language()]
    person, reply = report.person, report.reply
    sent = clock.day_of(report.sent_at or report.saved_at)
    words = report.words
    return {
        "lang": lang,
        "region": region,
        "title": _("第 %(month)s 个月述职报告", month=report.month),
        "issuer": _("师徒学堂"),
        "sent": [sent.year, sent.month, sent.day],
        "facts": [
            [_("姓名"), person.name],
            [_("工号"), person.employee_number],
            [_("部门"), person.department.name],
            [
                _("哪几天"),
                _("%(from)s至%(to)s", **{"from": day(report.first_on), "to": day(report.last_on)}),
            ],
            [_("哪天交的"), day(sent)],
        ],
        "heading": _("这个月的数"),
        "figures": _figures_printed(report),
        "parts": [
            [_("做了什么"), printing.printable(words.done)],
            [_("学到了什么"), printing.printable(words.learnt)],
            [_("还差什么"), printing.printable(words.lacking)],
            [_("下一步怎么做"), printing.printable(words.ahead)],
            [_("师父的回复"), printing.printable(reply.words) if reply else _("还没有回复")],
        ],
        "by": _("%(name)s，%(day)s", name=reply.by.name, day=day(clock.day_of(reply.at)))
        if reply
        else "",
    }


def _figures_printed(report: WorkReport) -> list[list[str]]:
    return [[one.label, one.value] for one in figure_lines(kept(report.figures or {}))]
