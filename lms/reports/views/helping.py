"""The page that says who of a group needs help and why, and how far the group is."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.mentoring import queries as mentoring
from lms.people.access import current_person, requires
from lms.reports import queries
from lms.reports.domain import is_enough
from lms.reports.queries import Group
from lms.reports.views.blueprint import SEEN, about, bp
from lms.reports.views.groups import note_list


@bp.get("/reports/<kind>/<public_id>/situation")
@requires(SEEN)
def show_situation(kind: str, public_id: str) -> ResponseReturnValue:
    """Who needs help and why, and the burn-up; without names only the burn-up of five or more."""
    group = queries.group_for(current_person(), kind, public_id, clock.today())
    return _show_named(group) if group.is_named else _show_together(group)


def _show_named(group: Group) -> str:
    asker, today = current_person(), clock.today()
    found = queries.situation(asker, group, today)
    page = render_template(
        "reports/situation.html",
        **about(group),
        people=found.people,
        in_need=found.in_need,
        points=found.points,
        alerts=mentoring.alerts(),
    )
    note_list(group, found.people)  # once it is printed: a write forgets what was read
    return page


def _show_together(group: Group) -> str:
    people, points = queries.burn_up_of(group, clock.today())
    told = points if is_enough(people) else []
    return render_template(
        "reports/situation.html", **about(group), people=people, in_need=None, points=told
    )
