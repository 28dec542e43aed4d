"""Pairing mentor and apprentice, and parting them."""

from datetime import datetime

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.i18n import _
from lms.pages import see_other
from lms.people import access, queries, service
from lms.people.access import current_person, requires
from lms.people.domain import MOST_APPRENTICES, Ending
from lms.people.forms import PairForm, PartingForm
from lms.people.models import Pair, Person
from lms.people.views.blueprint import bp, opened, saved


@bp.get("/people/<public_id>/pairs/new")
@requires("pair.assign")
def new_pair(public_id: str) -> ResponseReturnValue:
    """Ask who shall be the mentor."""
    person = opened(public_id, "pair.assign")
    chosen = request.args.get("mentor", "")
    form = PairForm(starts_on=person.starts_on or clock.today(), mentor=chosen)
    return _show(form, person)


@bp.post("/people/<public_id>/pairs")
@requires("pair.assign")
def create_pair(public_id: str) -> ResponseReturnValue:
    """Give a person a mentor."""
    person = opened(public_id, "pair.assign")
    form = PairForm()
    if form.validate_on_submit() and saved(form, _pair_up, form, person, clock.now()):
        flash(_("师徒结好了。学员的上手计划还没开始的话，现在就可以开始。"), "success")
        return see_other(".show_person", public_id=public_id)
    return _show(form, person), 422


@bp.get("/people/pairs/<pair_id>/parting")
@requires("pair.assign")
def new_parting(pair_id: str) -> ResponseReturnValue:
    """Ask for the last day of a pair."""
    pair = _pair(pair_id)
    return _show_parting(PartingForm.on(clock.today()), pair)


@bp.post("/people/pairs/<pair_id>/parting")
@requires("pair.assign")
def create_parting(pair_id: str) -> ResponseReturnValue:
    """End a pair."""
    pair = _pair(pair_id)
    form = PartingForm()
    if form.validate_on_submit() and saved(
        form,
        service.part,
        current_person(),
        pair,
        ends_on=form.ends_on.data or clock.today(),
        how=Ending(form.how.data or ""),
        handover=form.handover.data or "",
        now=clock.now(),
    ):
        flash(_("带教已结束，记录都还在。"), "success")
        return see_other(".show_person", public_id=pair.apprentice.public_id)
    return _show_parting(form, pair), 422


def _pair(pair_id: str) -> Pair:
    pair = queries.pair_of(current_person(), pair_id, "pair.assign", clock.today())
    for somebody in (pair.apprentice_id, pair.mentor_id):
        access.must_not_be_self(current_person(), somebody)
    return pair


def _pair_up(form: PairForm, apprentice: Person, now: datetime) -> Pair:
    mentor = queries.one_described_by(
        current_person(), form.mentor.data or "", "pair.assign", clock.today(), field="mentor"
    )
    starts_on = form.starts_on.data or clock.day_of(now)
    return service.pair_up(current_person(), mentor, apprentice, starts_on=starts_on, now=now)


def _show(form: PairForm, person: Person) -> str:
    proposals = queries.proposals(current_person(), person, clock.today())
    return render_template(
        "people/pair.html",
        form=form,
        person=person,
        proposals=proposals,
        most=MOST_APPRENTICES,
    )


def _show_parting(form: PartingForm, pair: Pair) -> str:
    return render_template("people/parting.html", form=form, pair=pair)
