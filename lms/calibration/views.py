"""HTTP of calibration: the rounds, opening one, grading blind, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.calibration import queries, service
from lms.calibration.domain import FEWEST_ITEMS, FEWEST_SHOWN, Grades, Spread, concealed
from lms.calibration.forms import GradeForm, RoundForm, grade_form
from lms.calibration.models import CalibrationRound, CalibrationSeat
from lms.db import write
from lms.framework import queries as framework
from lms.i18n import _
from lms.library.domain import Wording
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Item, Month
from lms.pages import page_number, see_other
from lms.people import access
from lms.people.access import current_person, requires
from lms.people.domain import WrongField
from lms.people.models import Person
from lms.scenarios import queries as scenarios
from lms.scenarios.models import Play
from lms.scenarios.views.turns import TurnShown, shown_turns

bp = Blueprint("calibration", __name__)
RUN = "calibration.run"


@bp.get("/calibration")
@requires("calibration.view")
def show_rounds() -> ResponseReturnValue:
    """The rounds, and whether one is calibrated."""
    person = current_person()
    found = queries.rounds(person, is_runner=_is_runner(person))
    return render_template(
        "calibration/rounds.html",
        rounds=found,
        rule=queries.rule(),
        fewest=FEWEST_ITEMS,
        is_runner=_is_runner(person),
        is_asked=any(one.own for one in found),
        is_calibrated=queries.calibrated([person.id], clock.today())[person.id],
        month_of=Month,
    )


@bp.get("/calibration/rounds/new")
@requires(RUN)
def new_round() -> ResponseReturnValue:
    """Choose a month, a talk and a checklist; the first talk is the proposal."""
    offered = queries.offered()
    form = _offered(RoundForm(formdata=None), offered)
    form.play.data = offered[0].play.public_id if offered else None
    return _show_new(form)


@bp.post("/calibration/rounds")
@requires(RUN)
def create_round() -> ResponseReturnValue:
    """Ask all mentors."""
    form = _offered(RoundForm(), queries.offered())
    made = queries.round_by_key(current_person(), str(form.key.data))
    if made is not None:  # a second click: the month and the talk are no longer offered
        return see_other(".show_round", public_id=made.public_id)
    if form.validate_on_submit():
        try:
            made = write(
                service.open_round,
                current_person(),
                form.chosen_month,
                queries.offered_play(form.play.data or ""),
                mentoring.checklist(form.checklist.data or ""),
                key=str(form.key.data),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        else:
            flash(_("开始了，师父们会收到消息。"), "success")
            return see_other(".show_round", public_id=made.public_id)
    return _show_new(form), 422


@bp.get("/calibration/rounds/<public_id>")
@requires("calibration.view")
def show_round(public_id: str) -> ResponseReturnValue:
    """A round: to be graded, or what came of it."""
    round_ = _round(public_id)
    return _show_round(round_, grade_form(queries.checklist_of(round_))(formdata=None))


@bp.post("/calibration/rounds/<public_id>/ratings")
@requires("calibration.rate")
def create_rating(public_id: str) -> ResponseReturnValue:
    """Send one's grades."""
    round_ = _round(public_id)
    checklist = queries.checklist_of(round_)
    form = grade_form(checklist)()
    if form.validate_on_submit():
        try:
            write(
                service.rate,
                current_person(),
                round_,
                form.grades(checklist),
                key=str(form.key.data),
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal)
        else:
            flash(_("交了，不能再改。结束以后会告诉您和大家差多少。"), "success")
            return see_other(".show_round", public_id=public_id)
    return _show_round(round_, form), 422


@bp.post("/calibration/rounds/<public_id>/closing")
@requires(RUN)
def create_closing(public_id: str) -> ResponseReturnValue:
    """Close a round."""
    write(service.close_round, current_person(), _round(public_id), now=clock.now())
    flash(_("这一轮结束了，评过的师父会收到消息。"), "success")
    return see_other(".show_round", public_id=public_id)


def waiting_calibration() -> CalibrationSeat | None:
    """The round that waits for the grades of whoever reads the page."""
    return queries.own_open_seat(current_person())


def _is_runner(person: Person) -> bool:
    return access.may(person, RUN)


def _round(public_id: str) -> CalibrationRound:
    person = current_person()
    return queries.round_of(person, public_id, is_runner=_is_runner(person))


def _offered(form: RoundForm, plays: Sequence[queries.Offered]) -> RoundForm:
    """Months without a round: this one and the next."""
    now = Month.of(clock.today())
    months = (now, now.following)
    taken = queries.months_taken([month.first for month in months])
    free = [month for month in months if month.first not in taken]
    form.offer(free, mentoring.checklists(), plays)
    return form


def _show_new(form: RoundForm) -> str:
    return render_template("calibration/new.html", form=form)


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of the checklist with what was given."""

    item: Item
    own: int | None
    spread: Spread | None  # None: nobody has graded it, or others could be told apart


def _show_round(round_: CalibrationRound, form: GradeForm) -> str:
    person, checklist = current_person(), queries.checklist_of(round_)
    seat, is_runner = queries.seat_of(round_, person), _is_runner(person)
    is_blind = seat is not None and seat.sent_at is None and round_.closed_at is None
    asked, sent = queries.numbers_of(round_)
    is_told = not is_blind and ((is_runner and round_.closed_at) or sent >= FEWEST_SHOWN)
    return render_template(
        "calibration/round.html",
        round=round_,
        month=Month(round_.month),
        checklist=checklist,
        talk=_talk(round_.play),
        customer=scenarios.scenario_of(round_.play).content.case.customer,
        form=form,
        rows=list(form.rows(checklist.parts)),
        seat=seat,
        asked=asked,
        sent=sent,
        is_blind=is_blind,
        is_told=is_told,
        is_runner=is_runner,
        compared=() if is_blind else _items(round_, seat, is_told=bool(is_told)),
        seats=queries.seats_of(round_, page_number()) if is_runner and not is_blind else None,
        rule=queries.rule(),
        known=framework.known(),
        fewest=FEWEST_ITEMS,
        fewest_shown=FEWEST_SHOWN,
    )


def _items(
    round_: CalibrationRound, seat: CalibrationSeat | None, *, is_told: bool
) -> list[ItemShown]:
    """Every item; those on which the grades lie farthest apart first."""
    own: Grades = queries.given_at(seat) if seat else {}
    counts = queries.counts_in(round_) if is_told else {}
    shown = [
        ItemShown(item, own.get(item.id), Spread(counts[item.id]) if item.id in counts else None)
        for item in queries.checklist_of(round_).items
    ]
    return sorted(shown, key=lambda one: -one.spread.deviation if one.spread else 0)


def _talk(play: Play) -> Sequence[TurnShown]:
    """What was said, without names and without remarks."""
    scenario = scenarios.scenario_of(play).content
    turns = shown_turns(scenario, scenarios.talk(play, scenario), with_remarks=False)
    return [_concealed(turn, play.person) for turn in turns]


def _concealed(turn: TurnShown, person: Person) -> TurnShown:
    names = [person.name, person.login, person.employee_number]
    filled = [replace(one, value=_without(one.value, names)) for one in turn.fields]
    return replace(
        turn, typed=concealed(turn.typed, *names) if turn.typed else turn.typed, fields=filled
    )


def _without(words: Wording, names: Sequence[str]) -> Wording:
    kept = {one.name: getattr(words, one.name) for one in fields(words)}
    return Wording(
        **{name: concealed(said, *names) if said else said for name, said in kept.items()}
    )
