"""HTTP of the ledger of hours: a month as a page and as a file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.mentoring import export, queries
from lms.mentoring.domain import HOUR, Month
from lms.mentoring.views.blueprint import SEEN, bp, note_list
from lms.pages import csv_response, page_number
from lms.people import access, access_log
from lms.people.access import current_person, requires


@bp.get("/mentoring/hours")
@requires(SEEN)
def show_hours() -> ResponseReturnValue:
    """Who sat together how long in a month, mentor by mentor."""
    person, month, today = current_person(), _month(), clock.today()
    total = queries.count_ledgers(person, month, page_number(), today)
    note_list(person, total, f"month={month}")  # before the rows are read: a write forgets them
    return render_template(
        "mentoring/hours.html",
        month=month,
        page=queries.ledgers(person, month, page_number(), total, today),
        hour=HOUR,
        is_latest=month.last >= today,
    )


@bp.get("/mentoring/hours.csv")
@requires(SEEN)
def show_hours_file() -> ResponseReturnValue:
    """The same month, all of it, for Excel."""
    person, month, today = current_person(), _month(), clock.today()
    write(
        access_log.export,
        person,
        SEEN,
        scope=access.scope_of(person, SEEN),
        chosen=f"month={month}&file=csv",
        count=queries.count_lines(person, month, today),
        purpose=request.args.get("purpose", ""),
        now=clock.now(),
    )
    found = queries.every_ledger(person, month, today)
    return csv_response(f"mentoring-hours-{month}.csv", export.hours_csv(month, found))


def _month() -> Month:
    """The month that was asked for, else the present one."""
    return Month.read(request.args.get("month", "")) or Month.of(clock.today())
