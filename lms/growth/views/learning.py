"""HTTP of the learning plan: drawing it up, agreeing to it."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.growth import queries, service
from lms.growth.views.blueprint import bp
from lms.i18n import _
from lms.pages import see_other, whole_number
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.models import Person


@bp.post("/people/<public_id>/growth/learning-plans")
@requires(queries.AGREEING)
def create_learning_plan(public_id: str) -> ResponseReturnValue:
    """Make the proposals that were shown the plan of this quarter."""
    person = people.person_of(current_person(), public_id, queries.AGREEING, clock.today())
    write(
        service.draw_up,
        current_person(),
        person,
        post=request.form.get("post", ""),
        seen=request.form.get("seen", ""),
        now=clock.now(),
    )
    flash(_("定下了，等另一位同意。"), "success")
    return _back(person)


@bp.post("/growth/learning-plans/<public_id>/agreement")
@requires(queries.AGREEING)
def create_learning_agreement(public_id: str) -> ResponseReturnValue:
    """Agree to the plan as it was shown."""
    plan = queries.learning_plan_for(current_person(), public_id, clock.today())
    version = whole_number(request.form.get("version", "")) or 0
    write(service.agree, current_person(), plan, version, now=clock.now())
    flash(_("同意了。做没做到，看依据。"), "success")
    return _back(plan.person)


def _back(person: Person) -> ResponseReturnValue:
    if person.id == current_person().id:
        return see_other(".show_own_growth", _anchor="learning")
    return see_other(".show_growth", public_id=person.public_id, _anchor="learning")
