"""What mentors are paid for in a month, by the rule of the house: a page and files for HR."""

from collections.abc import Iterator
from typing import TypedDict

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Month
from lms.pages import csv_response, page_number, xlsx_response
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.reports import export, queries
from lms.reports.forms import PURPOSES, purpose_from
from lms.reports.views.blueprint import bp

ALLOWANCE = "allowance.export"


class Shown(TypedDict):
    """What the access log keeps of a list: how far it reached, what was chosen, and what for."""

    scope: str
    chosen: str
    count: int
    purpose: str


@bp.get("/reports/allowance")
@requires(ALLOWANCE)
def show_allowance() -> ResponseReturnValue:
    """Who earns what in a month."""
    asker, month, today = current_person(), _month(), clock.today()
    total, rule = mentoring.count_ledgers(asker, month, page_number(), today), queries.allowance()
    page = render_template(
        "reports/allowance.html",
        month=month,
        page=mentoring.ledgers(asker, month, page_number(), total, today),
        rule=rule,
        rule_words=export.allowance_rule(rule),
        is_latest=month.last >= today,
        purposes=PURPOSES,
    )
    access_log.keep_list(asker, ALLOWANCE, **_facts(month, total, ""), now=clock.now())
    return page


@bp.get("/reports/allowance.csv")
@requires(ALLOWANCE)
def show_allowance_file() -> ResponseReturnValue:
    """The same month, all of it, for Excel."""
    month = _month()
    lines = export.as_csv(export.allowance_headings(), _lines(month, "file=csv"))
    return csv_response(f"allowance-{month}.csv", lines)


@bp.get("/reports/allowance.xlsx")
@requires(ALLOWANCE)
def show_allowance_workbook() -> ResponseReturnValue:
    """The same as a workbook."""
    month = _month()
    lines = _lines(month, "file=xlsx")
    file = export.as_workbook(_("带徒津贴"), export.allowance_headings(), lines)
    return xlsx_response(f"allowance-{month}.xlsx", file)


def _lines(month: Month, file: str) -> Iterator[list[str]]:
    """All rows of a month, once it is kept that they leave as a file."""
    asker, today = current_person(), clock.today()
    count = mentoring.count_lines(asker, month, today)
    write(access_log.export, asker, ALLOWANCE, **_facts(month, count, file), now=clock.now())
    found = mentoring.every_ledger(asker, month, today)
    return export.allowance_lines(month, found, queries.allowance())


def _facts(month: Month, count: int, file: str) -> Shown:
    return {
        "scope": access.scope_of(current_person(), ALLOWANCE),
        "chosen": "&".join(filter(None, [f"month={month}", file])),
        "count": count,
        "purpose": purpose_from(request.args),
    }


def _month() -> Month:
    """The month that was asked for, else the present one."""
    return Month.read(request.args.get("month", "")) or Month.of(clock.today())
