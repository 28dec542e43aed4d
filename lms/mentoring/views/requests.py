"""HTTP of asking to be observed: saying that one is ready, agreeing on a time."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.forms import RequestForm, SlotForm
from lms.mentoring.models import ObservationRequest
from lms.mentoring.views.blueprint import bp
from lms.pages import see_other, whole_number
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.people.models import Pair


@bp.get("/mentoring/requests/new")
@requires("observation.ask")
def new_request() -> ResponseReturnValue:
    """Say that one is ready; who has no mentor yet is told so."""
    form = RequestForm(formdata=None)
    form.begin(request.args.get("competency", ""), clock.today())
    return _show_form(form)


@bp.post("/mentoring/requests")
@requires("observation.ask")
def create_request() -> ResponseReturnValue:
    """Ask the mentor to look."""
    pair, form = _own_pair(), RequestForm()
    if pair is None:
        raise NotFound
    form.offer(framework.known().values())
    if form.validate_on_submit():
        try:
            made = write(
                service.ask_observation,
                current_person(),
                pair,
                form.wish(),
                key=str(form.key.data),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("说好了，%(name)s会收到消息。", name=pair.mentor.name), "success")
            return see_other(".show_request", public_id=made.public_id)
    return _show_form(form), 422


@bp.get("/mentoring/requests/<public_id>")
@requires("session.record")
def show_request(public_id: str) -> ResponseReturnValue:
    """A request as the two see it, with the one who is to answer."""
    wish = queries.request_of(current_person(), public_id, clock.today())
    access_log.keep_look(current_person(), wish.person, "session.record", now=clock.now())
    form = SlotForm(formdata=None)
    form.begin(wish)
    return _show(wish, form)


@bp.post("/mentoring/requests/<public_id>/acceptance")
@requires("session.record")
def create_slot_acceptance(public_id: str) -> ResponseReturnValue:
    """Accept the time that the other one has proposed."""
    wish = queries.request_of(current_person(), public_id, clock.today())
    number = whole_number(request.form.get("number", "")) or 0
    write(service.accept_slot, current_person(), wish, number, now=clock.now())
    flash(_("约好了。"), "success")
    return see_other(".show_request", public_id=public_id)


@bp.post("/mentoring/requests/<public_id>/slots")
@requires("session.record")
def create_slot(public_id: str) -> ResponseReturnValue:
    """Propose another time."""
    wish = queries.request_of(current_person(), public_id, clock.today())
    form = SlotForm()
    if form.validate_on_submit():
        try:
            write(
                service.propose_slot,
                current_person(),
                wish,
                form.standing,
                form.starts_at(),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("提好了，等对方答复。"), "success")
            return see_other(".show_request", public_id=public_id)
    return _show(wish, form), 422


@bp.post("/mentoring/requests/<public_id>/withdrawal")
@requires("observation.ask")
def create_request_withdrawal(public_id: str) -> ResponseReturnValue:
    """Take one's request back."""
    wish = queries.request_of(current_person(), public_id, clock.today())
    write(service.withdraw_request, current_person(), wish, now=clock.now())
    flash(_("收回了。准备好了再约。"), "success")
    return see_other(".show_mentoring")


def _own_pair() -> Pair | None:
    return queries.own_pair(current_person().id, clock.today())


def _show_form(form: RequestForm) -> str:
    form.offer(framework.known().values())
    pair = _own_pair()
    waiting = queries.open_requests([pair.id]).get(pair.id, []) if pair else []
    return render_template(
        "mentoring/request_form.html",
        form=form,
        pair=pair,
        waiting=waiting,
        known=framework.known(),
    )


def _show(wish: ObservationRequest, form: SlotForm) -> str:
    asker, competency = current_person(), framework.known()[wish.competency]
    return render_template(
        "mentoring/request.html",
        wish=wish,
        form=form,
        competency=competency,
        is_mentor=asker.id == wish.pair.mentor_id,
        has_passed=wish.starts_at < clock.now(),
        checklists=queries.checklists(wish.competency),
    )
