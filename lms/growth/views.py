"""HTTP of growth: one's own seven competencies, or those of somebody one looks after."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.framework.queries import known
from lms.growth import queries
from lms.growth.domain import FEWEST, NEWEST, WEIGHTS
from lms.people import access, access_log
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.models import Person

bp = Blueprint("growth", __name__)


@bp.get("/growth")
@requires("growth.view")
def show_own_growth() -> ResponseReturnValue:
    """One's own competencies; who has none goes to those whom they look after."""
    held = access.letters(current_person(), "growth.view")
    if "O" not in held:
        return redirect("/mentoring" if "M" in held else "/plans")
    return _page(current_person(), with_facts=True)


@bp.get("/people/<public_id>/growth")
@requires("growth.view")
def show_growth(public_id: str) -> ResponseReturnValue:
    """Somebody's competencies; fact by fact for those who may read the person's answers."""
    person = people.person_of(current_person(), public_id, "growth.view", clock.today())
    write(access_log.look, current_person(), person, "growth.view", now=clock.now())
    reads = access.may_about(current_person(), "play.read", person, clock.today())
    return _page(person, with_facts=reads or person.id == current_person().id)


def _page(person: Person, *, with_facts: bool) -> str:
    return render_template(
        "growth/growth.html",
        person=person,
        is_own=person.id == current_person().id,
        standings=queries.standings_of(person.id),
        known=known(),
        with_facts=with_facts,
        weights=WEIGHTS,
        newest=NEWEST,
        fewest=FEWEST,
    )
