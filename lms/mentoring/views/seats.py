"""HTTP of the third seat of a role-play: a colleague follows what is said, and ticks."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.framework import queries as framework
from lms.i18n import _
from lms.mentoring import queries, service
from lms.mentoring.domain import Checklist
from lms.mentoring.forms import SheetForm, ticking_form
from lms.mentoring.models import Duet, DuetSeat
from lms.mentoring.views.blueprint import bp
from lms.pages import is_fragment, leave_for, part, see_other, whole_number
from lms.people import access_log
from lms.people.access import current_person, requires

ASSIST = "observation.assist"


@bp.post("/mentoring/duets/<public_id>/seat")
@requires("observation.record")
def create_seat(public_id: str) -> ResponseReturnValue:
    """Offer the third seat; its link stands on the page."""
    duet = queries.duet_of(current_person(), public_id, clock.today())
    write(service.offer_seat, current_person(), duet, now=clock.now())
    flash(_("把链接发给一位同事，第一个打开并坐下的人来勾观察表。"), "success")
    return see_other(".show_duet", public_id=public_id)


@bp.get("/mentoring/duets/seats/<public_id>")
@requires(ASSIST)
def show_seat(public_id: str) -> ResponseReturnValue:
    """The third seat: what is said, as it comes, and the checklist; before that, sitting down."""
    seat = queries.seat_of(current_person(), public_id)
    if is_fragment():
        return _what_is_new(seat)
    access_log.keep_look(current_person(), seat.duet.person, ASSIST, now=clock.now())
    return _show(seat)


@bp.post("/mentoring/duets/seats/<public_id>/taking")
@requires(ASSIST)
def create_taking(public_id: str) -> ResponseReturnValue:
    """Sit down."""
    seat = queries.seat_of(current_person(), public_id)
    write(service.take_seat, current_person(), seat, now=clock.now())
    return see_other(".show_seat", public_id=public_id)


@bp.post("/mentoring/duets/seats/<public_id>/marks")
@requires(ASSIST)
def update_marks(public_id: str) -> ResponseReturnValue:
    """Keep what is ticked; an open page sends it at every change."""
    seat = queries.seat_of(current_person(), public_id)
    checklist = _checklist(seat.duet)
    form = ticking_form(checklist.parts)()
    if not form.validate_on_submit():
        return _show(seat, form), 422
    write(service.tick, current_person(), seat, form.marks(checklist.parts))
    if is_fragment():
        return "", 204
    flash(_("存好了，离开再回来也还在。"), "success")
    return see_other(".show_seat", public_id=public_id)


def _what_is_new(seat: DuetSeat) -> ResponseReturnValue:
    """What was said since, for a page that is open."""
    here, duet = url_for(".show_seat", public_id=seat.public_id), seat.duet
    if duet.ended_at is not None or seat.observer_id is None:
        return leave_for(here)
    card, lines = queries.card_of(duet), queries.lines_of(duet)
    if whole_number(request.args.get("after", "")) == len(lines):
        return "", 204
    return part("mentoring/duet_lines.html", focus="", duet=duet, card=card, lines=lines, seat=seat)


def _checklist(duet: Duet) -> Checklist:
    return queries.checklist(queries.card_of(duet).checklist).content


def _show(seat: DuetSeat, form: SheetForm | None = None) -> str:
    checklist = _checklist(seat.duet)
    form = form or ticking_form(checklist.parts, queries.ticked(seat))(formdata=None)
    return render_template(
        "mentoring/seat.html",
        seat=seat,
        duet=seat.duet,
        card=queries.card_of(seat.duet),
        lines=queries.lines_of(seat.duet),
        form=form,
        rows=list(form.rows(checklist.parts)),
        known=framework.known(),
        is_taken=seat.observer_id is not None,
    )
