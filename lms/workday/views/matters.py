"""What is done to the matters on today's list."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, Stale
from lms.i18n import _, day, ngettext
from lms.onboarding import queries as plans
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.workday import service
from lms.workday.domain import Closing, Quadrant
from lms.workday.forms import MatterForm
from lms.workday.views.blueprint import bp
from lms.workday.views.days import page

LIST = "/workday#list"


@bp.post("/workday/matters")
@requires("day.own")
def create_matter() -> ResponseReturnValue:
    """Put a line on the list."""
    form = MatterForm()
    if form.validate_on_submit():
        try:
            write(
                service.add_matter,
                current_person(),
                form.jotted(),
                key=str(form.key.data),
                today=clock.today(),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return see_other(".show_day", _anchor="list")
    return page(matter=form), 422


@bp.post("/workday/matters/<public_id>/closing")
@requires("day.own")
def create_closing(public_id: str) -> ResponseReturnValue:
    """Tick a matter off, or drop it."""
    dropped = request.form.get("how") == Closing.DROPPED
    closing = Closing.DROPPED if dropped else Closing.DONE
    try:
        write(
            service.close_matter,
            current_person(),
            public_id,
            closing,
            today=clock.today(),
            now=clock.now(),
        )
    except Stale as refusal:
        refusal.way_on = LIST
        raise
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/matters/<public_id>/reopening")
@requires("day.own")
def create_reopening(public_id: str) -> ResponseReturnValue:
    """Take back that it is done or dropped."""
    try:
        write(service.reopen_matter, current_person(), public_id, today=clock.today())
    except Stale as refusal:
        refusal.way_on = LIST
        raise
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/matters/<public_id>/answer")
@requires("day.own")
def create_answer(public_id: str) -> ResponseReturnValue:
    """Note that the customer was answered, or the fault reported."""
    try:
        write(service.answer_matter, current_person(), public_id, now=clock.now())
    except Invalid as refusal:
        refusal.way_on = LIST
        raise
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/matters/<public_id>/quadrant")
@requires("day.own")
def update_quadrant(public_id: str) -> ResponseReturnValue:
    """Put it into another quadrant."""
    chosen = request.form.get("quadrant", "")
    if chosen not in set(Quadrant):
        raise Invalid(N_("请点一个格子。"), way_on=LIST)
    try:
        write(service.move_matter, current_person(), public_id, Quadrant(chosen))
    except Stale as refusal:
        refusal.way_on = LIST
        raise
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/matters/<public_id>/carrying")
@requires("day.own")
def create_carrying(public_id: str) -> ResponseReturnValue:
    """Carry it over to the next working day, or from an earlier day to today."""
    try:
        to = write(
            service.carry,
            current_person(),
            public_id,
            plans.calendar(),
            today=clock.today(),
            now=clock.now(),
        )
    except Stale as refusal:
        refusal.way_on = LIST
        raise
    flash(_("接到了%(day)s。", day=day(to)), "success")
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/carrying")
@requires("day.own")
def create_carrying_of_all() -> ResponseReturnValue:
    """Carry over all that is left of earlier days."""
    count = write(
        service.carry_left_over,
        current_person(),
        plans.calendar(),
        today=clock.today(),
        now=clock.now(),
    )
    flash(ngettext("接过来 %(num)s 件。", "接过来 %(num)s 件。", count), "success")
    return see_other(".show_day", _anchor="list")
