"""Pages of groups: the list of them, and the matrix of one."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.pages import page_number
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.reports import queries
from lms.reports.domain import Choice, Item, Show, bands, is_enough, shares
from lms.reports.export import Words
from lms.reports.forms import PURPOSES, choice_from, told
from lms.reports.queries import Group, PersonRow
from lms.reports.views.blueprint import EXPORTED, SEEN, about, bp

Shown = tuple[str, str, str, str]  # mark, word, what stands below it, the end of the address


@bp.get("/reports")
@requires(SEEN)
def show_groups() -> ResponseReturnValue:
    """The cohorts and departments that one may look at."""
    asker, today = current_person(), clock.today()
    return render_template("reports/groups.html", listed=queries.listed(asker, today), asker=asker)


@bp.get("/reports/<kind>/<public_id>")
@requires(SEEN)
def show_group(kind: str, public_id: str) -> ResponseReturnValue:
    """The matrix of a group: with names, or told together."""
    asker, today = current_person(), clock.today()
    group = queries.group_for(asker, kind, public_id, today)
    choice = choice_from(request.args)
    return _show_named(group, choice) if group.is_named else _show_together(group, choice)


def _show_named(group: Group, choice: Choice) -> str:
    asker, today = current_person(), clock.today()
    person = request.args.get("person", "")
    sheet = queries.sheet(asker, group, choice, page_number(), today, person)
    page = render_template(
        "reports/matrix.html",
        **about(group),
        **_columns(sheet.items, choice, person=person),
        page=sheet.page,
        bands=bands(sheet.chosen),
        rows=_printed(sheet.page.rows, sheet.chosen),
        person=person,
        may_export=_may_export(person),
        purposes=PURPOSES,
    )
    note_list(group, sheet.page.total)  # once it is printed: a write forgets what was read
    return page


def _may_export(person: str) -> bool:
    """Whether the list may leave as it is: a mentor's only one apprentice at a time."""
    letters = access.letters(current_person(), EXPORTED)
    return bool(letters & {"D", "Y"}) or ("M" in letters and bool(person))


def _show_together(group: Group, choice: Choice) -> str:
    asker, today = current_person(), clock.today()
    items, rows, total = queries.together(group, choice, today)
    return render_template(
        "reports/together.html",
        **about(group),
        **_columns(items, choice),
        shares=list(shares(items, rows)),
        total=total,
        most=queries.MOST_TOGETHER,
        is_enough=is_enough(total),
        may_export="P" in access.letters(asker, EXPORTED),
        purposes=PURPOSES,
    )


def _columns(items: Sequence[Item], choice: Choice, person: str = "") -> dict[str, Any]:
    return {
        "columns": items,
        "months": sorted({item.month for item in items}),
        "choice": choice,
        "shows": Show,
        "asked": told(choice, person=person),
    }


def _printed(
    rows: Sequence[PersonRow], items: Sequence[Item]
) -> Iterator[tuple[PersonRow, list[Shown]]]:
    """The rows with their cells as the page prints them."""
    words = Words()
    ways = [(item, f"{item.kind}/{item.name}") for item in items]
    for one in rows:
        cells = []
        for item, way in ways:
            cell = one.row.cell(item)
            cells.append((cell.mark.value, *words.of(cell), way))
        yield one, cells


def note_list(group: Group, count: int) -> None:
    """Keep that a list of people was looked at."""
    asker = current_person()
    access_log.keep_list(
        asker,
        SEEN,
        scope=access.scope_of(asker, SEEN),
        chosen=str(group.kind),
        count=count,
        purpose="",
        now=clock.now(),
    )
