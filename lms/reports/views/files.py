"""The same matrices as files; what leaves is kept in the access log before its first byte."""

from collections.abc import Iterable, Sequence

from flask import request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Forbidden, NotFound
from lms.i18n import _
from lms.pages import csv_response, xlsx_response
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.reports import export, queries
from lms.reports.domain import Choice, shares
from lms.reports.forms import choice_from, purpose_from, told
from lms.reports.queries import Group
from lms.reports.views.blueprint import EXPORTED, bp

Table = tuple[list[str], Iterable[Sequence[str]]]


@bp.get("/reports/<kind>/<public_id>.csv")
@requires(EXPORTED)
def show_group_file(kind: str, public_id: str) -> ResponseReturnValue:
    """The matrix as the screen shows it, for Excel."""
    name = f"progress-{clock.today():%Y-%m-%d}.csv"
    return csv_response(name, export.as_csv(*_table(kind, public_id, "file=csv")))


@bp.get("/reports/<kind>/<public_id>.xlsx")
@requires(EXPORTED)
def show_group_workbook(kind: str, public_id: str) -> ResponseReturnValue:
    """The matrix as the screen shows it, as a workbook."""
    name = f"progress-{clock.today():%Y-%m-%d}.xlsx"
    return xlsx_response(
        name, export.as_workbook(_("进度表"), *_table(kind, public_id, "file=xlsx"))
    )


def _table(kind: str, public_id: str, file: str) -> Table:
    asker, today = current_person(), clock.today()
    group, choice = queries.group_for(asker, kind, public_id, today), choice_from(request.args)
    return _of_people(group, choice, file) if group.is_named else _of_all(group, choice, file)


def _of_people(group: Group, choice: Choice, file: str) -> Table:
    asker, today = current_person(), clock.today()
    person = request.args.get("person", "")
    if not person and not access.letters(asker, EXPORTED) & {"D", "Y"}:
        raise Forbidden(N_("导出一次一位徒弟：请先在表里选一位。"))
    ids = queries.people_of(asker, group, EXPORTED, today, person)
    if person and not ids:
        raise NotFound
    _keep(group, choice, len(ids), file)
    items, rows = queries.every_row(ids, choice, today)
    return export.headings(items), export.lines(items, rows)


def _of_all(group: Group, choice: Choice, file: str) -> Table:
    asker, today = current_person(), clock.today()
    if "P" not in access.letters(asker, EXPORTED):
        raise Forbidden(N_("您的角色不能导出这张表。"))
    items, rows, total = queries.together(group, choice, today)
    found = export.share_lines(list(shares(items, rows)))
    _keep(group, choice, total, file)
    return export.share_headings(), found


def _keep(group: Group, choice: Choice, count: int, file: str) -> None:
    """Keep that a matrix leaves as a file."""
    asker = current_person()
    chosen = "&".join(f"{name}={value}" for name, value in told(choice).items())
    write(
        access_log.export,
        asker,
        EXPORTED,
        scope=access.scope_of(asker, EXPORTED),
        chosen="&".join(filter(None, [str(group.kind), chosen, file])),
        count=count,
        purpose=purpose_from(request.args),
        now=clock.now(),
    )
