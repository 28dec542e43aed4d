"""The page of a day, and what is done to the day as a whole."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid
from lms.forms import new_key
from lms.i18n import _
from lms.onboarding import proofs
from lms.onboarding import queries as plans
from lms.onboarding.domain import Today
from lms.pages import see_other, whole_number
from lms.people.access import current_person, requires
from lms.workday import queries, service
from lms.workday.domain import Quadrant, Share
from lms.workday.forms import CutForm, FocusForm, HalfHourForm, MatterForm, SharesForm
from lms.workday.views.blueprint import bp

SHARES = "/workday#shares"


@bp.get("/workday")
@requires("day.own")
def show_day() -> ResponseReturnValue:
    """Today: what is to be done, what one concentrates on, where the time goes."""
    return page()


def page(
    *,
    matter: MatterForm | None = None,
    focus: FocusForm | None = None,
    shares: SharesForm | None = None,
) -> str:
    """Today's page; a form that was refused stands on it as it was sent."""
    person, today, now = current_person(), clock.today(), clock.now()
    day, on = queries.day_of(person, today), Today.on(today, plans.calendar())
    plan = plans.plan_of(person.id, today)
    tasks = [view for view in plan.tasks if view.is_open and view.is_pressing] if plan else []
    monday, sunday = on.week
    shown = day.planned.percent
    return render_template(
        "workday/day.html",
        day=day,
        now=now,
        on=on,
        tasks=tasks,
        address_of=proofs.addresses([view.task for view in tasks]).get,
        quadrants=Quadrant,
        shares=Share,
        focus=day.focus(now),
        tally=day.tally(now),
        rates=queries.rates(person, monday, sunday),
        new_key=new_key,
        matter_form=matter or MatterForm(formdata=None),
        focus_form=focus or FocusForm(formdata=None),
        cut_form=CutForm(formdata=None),
        shares_form=shares
        or SharesForm(formdata=None, **{share.value: shown[share] for share in Share}),
    )


@bp.post("/workday/start")
@requires("day.own")
def create_start() -> ResponseReturnValue:
    """Close the list of the morning."""
    try:
        write(service.start_day, current_person(), today=clock.today(), now=clock.now())
    except Invalid as refusal:
        refusal.way_on = "/workday"
        raise
    flash(_("开工了。再来的事算“插进来的”，完成率只按早上写下的算。"), "success")
    return see_other(".show_day", _anchor="list")


@bp.post("/workday/shares")
@requires("day.own")
def update_shares() -> ResponseReturnValue:
    """Share the day out otherwise."""
    form = SharesForm()
    if form.validate_on_submit():
        try:
            write(service.plan_shares, current_person(), form.shares(), today=clock.today())
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            flash(_("今天的份额改好了。"), "success")
            return see_other(".show_day", _anchor="shares")
    return page(shares=form), 422


@bp.post("/workday/half-hours")
@requires("day.own")
def create_half_hour() -> ResponseReturnValue:
    """Note what half an hour went to."""
    form = HalfHourForm()
    if not form.validate_on_submit():
        raise Invalid(N_("请点一个：这半小时给了什么。"), way_on=SHARES)
    key, share = str(form.key.data), Share(form.share.data or "")
    try:
        write(
            service.note_half_hour,
            current_person(),
            share,
            key=key,
            today=clock.today(),
            now=clock.now(),
        )
    except Invalid as refusal:
        refusal.way_on = SHARES
        raise
    return see_other(".show_day", _anchor="shares")


@bp.post("/workday/half-hours/removal")
@requires("day.own")
def delete_half_hour() -> ResponseReturnValue:
    """Take the last half hour back."""
    number = whole_number(request.form.get("number", "")) or 0
    write(service.take_back_half_hour, current_person(), number, today=clock.today())
    return see_other(".show_day", _anchor="shares")
