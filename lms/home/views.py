"""HTTP of the home page."""

from collections.abc import Callable

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.home import queries
from lms.people.access import current_person, requires
from lms.people.domain import Role

bp = Blueprint("home", __name__)


@bp.get("/")
@requires("home.view")
def show_home() -> ResponseReturnValue:
    """What this person should do first, role by role."""
    person, today, now = current_person(), clock.today(), clock.now()
    asked: dict[Role, Callable[[], object]] = {
        Role.TRAINEE: lambda: queries.trainee(person, today),
        Role.MENTOR: lambda: queries.mentor(person, today),
        Role.TRAINER: lambda: queries.trainer(person, today, now),
        Role.HR: lambda: queries.hr(person, today, clock.latest_day()),
        Role.ADMIN: lambda: queries.admin(now),
    }
    blocks = {role.value: asked[role]() for role in queries.leads_from(person.roles)}
    return render_template("home/home.html", person=person, blocks=blocks, today=today)
