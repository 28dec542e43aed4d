"""Pages where plans are moved by working days: what would change, doing it, taking it back."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, Stale
from lms.forms import Form, new_key
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.domain.moving import MOST_PLANS, check_days
from lms.onboarding.forms import MoveForm
from lms.onboarding.views.blueprint import bp
from lms.pages import see_other
from lms.people import access, access_log
from lms.people.access import current_person, requires

LISTED = "listed"  # the plans that the page offered, ticked or not
USUAL_DAYS = 5


@bp.get("/plans/moves/new")
@requires("plan.start")
def new_move() -> ResponseReturnValue:
    """Ask by how many working days plans are to move, and show what would change."""
    is_asked = "days" in request.args
    form = MoveForm(formdata=request.args if is_asked else None, days=USUAL_DAYS)
    form.key.data = new_key()
    if not is_asked:
        return _show(form, is_asked=False)
    is_fine = form.days.validate(form) and _is_fine(form)
    return _show(form, is_asked=is_fine), 200 if is_fine else 422


@bp.post("/plans/moves")
@requires("plan.start")
def create_move() -> ResponseReturnValue:
    """Move plans."""
    form = MoveForm()
    if form.validate_on_submit():
        try:
            move = write(
                service.move_plans,
                current_person(),
                request.form.getlist("plan"),
                form.days.data,
                form.reason.data or "",
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal, "reason")
        else:
            flash(_("挪好了，本人会收到消息。"), "success")
            return see_other(".show_move", public_id=move.public_id)
    return _show(form, is_asked=bool(form.days.data)), 422


@bp.get("/plans/moves/<public_id>")
@requires("plan.start")
def show_move(public_id: str) -> ResponseReturnValue:
    """Whose plans were moved, why, and taking it back."""
    asker, today = current_person(), clock.today()
    move = queries.move_of(asker, public_id, today)
    access_log.keep_list(
        asker,
        "plan.view",
        scope=access.scope_of(asker, "plan.start"),
        chosen="move",
        count=len(queries.parts(asker, move, today)),
        purpose="",
        now=clock.now(),
    )
    return render_template(
        "onboarding/move.html",
        move=move,
        parts=queries.parts(asker, move, today),
        counter=queries.counter_of(move),
        form=Form(),
    )


@bp.post("/plans/moves/<public_id>/counter-move")
@requires("plan.start")
def create_counter_move(public_id: str) -> ResponseReturnValue:
    """Take a move back."""
    form, asker = Form(), current_person()
    move = queries.move_of(asker, public_id, clock.today())
    if not form.validate_on_submit():
        return see_other(".show_move", public_id=public_id)
    try:
        key = str(form.key.data)
        counter = write(service.take_move_back, asker, move, key=key, now=clock.now())
    except Stale as refusal:
        refusal.way_on = url_for(".show_move", public_id=public_id)
        raise
    flash(_("撤回了，日子回到原来；本人会收到消息。"), "success")
    return see_other(".show_move", public_id=counter.public_id)


def _is_fine(form: MoveForm) -> bool:
    try:
        check_days(form.days.data)
    except Invalid as refusal:
        form.refuse(refusal, "days")
        return False
    return True


def _show(form: MoveForm, *, is_asked: bool) -> str:
    asker, today = current_person(), clock.today()
    ticked = request.values.getlist("plan")
    offered = [*ticked, *request.values.getlist(LISTED)][: 2 * MOST_PLANS]
    plans = queries.plans_to_move(asker, offered, today)
    chosen = [plan for plan in plans if plan.public_id in ticked]
    is_shown = is_asked and bool(chosen)
    return render_template(
        "onboarding/new_move.html",
        form=form,
        plans=plans,
        ticked=set(ticked),
        moving=queries.preview_move(chosen, form.days.data or 0, today) if is_shown else None,
        is_nobody=is_asked and not chosen,
    )
