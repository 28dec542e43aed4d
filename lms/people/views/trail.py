"""The audit trail for administrators: who did what in the system, and the same as a file."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.forms import cleaned
from lms.i18n import _
from lms.pages import csv_lines, csv_response, whole_number
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.people.queries import events
from lms.people.queries.events import Told, Wanted
from lms.people.views.blueprint import bp

PERMISSION = "audit.system"
LONGEST_SEARCH = 60
LAST_DAY = date(9000, 1, 1)  # later ones cannot be converted between time zones


@bp.get("/audit")
@requires(PERMISSION)
def show_trail() -> ResponseReturnValue:
    """The newest events, narrowed as wanted, a page at a time."""
    wanted, before = _wanted(), whole_number(request.args.get("before", ""))
    sheet = events.sheet(wanted, before, clock.zone())
    shown = render_template(
        "people/trail.html", sheet=sheet, wanted=wanted, before=before, groups=events.groups()
    )
    access_log.keep_list(
        current_person(),
        PERMISSION,
        scope=access.SCOPE_ALL,
        chosen=_chosen(wanted),
        count=len(sheet.rows),
        purpose="",
        now=clock.now(),
    )
    return shown


@bp.get("/audit.csv")
@requires(PERMISSION)
def show_trail_file() -> ResponseReturnValue:
    """The same events as a file, all of them."""
    wanted, zone = _wanted(), clock.zone()
    write(
        access_log.export,
        current_person(),
        PERMISSION,
        scope=access.SCOPE_ALL,
        chosen=", ".join(filter(None, [_chosen(wanted), "file=csv"])),
        count=events.count(wanted, zone),
        purpose="",
        now=clock.now(),
    )
    headings = [_("编号"), _("时间"), _("谁"), _("做了什么")]
    rows = (_row(told) for told in events.every(wanted, zone))
    return csv_response(f"audit-{clock.today():%Y-%m-%d}.csv", csv_lines(headings, rows))


def _row(told: Told) -> list[str]:
    at = clock.local(told.at)
    return [str(told.id), at.isoformat(" ", timespec="seconds"), told.actor, told.words]


def _chosen(wanted: Wanted) -> str:
    return ", ".join(name for name in wanted.chosen())


def _wanted() -> Wanted:
    """The filter that the address asks for; what makes no sense is left out."""
    group = request.args.get("group", "")
    return Wanted(
        group=group if group in events.groups() else "",
        who=cleaned(request.args.get("who", ""))[:LONGEST_SEARCH],
        first=_day("from"),
        last=_day("to"),
    )


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if date(1970, 1, 2) < day < LAST_DAY else None
