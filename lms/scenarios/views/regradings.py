"""What waits for HR: plays that were graded anew and would lose points."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.library import queries as library
from lms.pages import see_other
from lms.people import access, access_log
from lms.people.access import current_person, may, requires
from lms.scenarios import queries, service
from lms.scenarios.forms import SettlementForm
from lms.scenarios.views.blueprint import bp

PERMISSION = "mark.approve"


@bp.get("/regradings")
@requires(PERMISSION)
def show_regradings() -> ResponseReturnValue:
    """Those by which somebody would fall, each to be agreed to or not."""
    return _list(SettlementForm())


@bp.post("/regradings/<public_id>/settlement")
@requires(PERMISSION)
def create_settlement(public_id: str) -> ResponseReturnValue:
    """Agree that a mark falls, or let the old one stand."""
    person, form = current_person(), SettlementForm()
    made = queries.regrading_for(person, public_id, clock.today())
    access.must_not_be_self(person, made.play.person_id)
    if not form.validate_on_submit():
        return _list(form, public_id), 422
    agrees = form.agrees()
    write(service.settle, person, made, agrees=agrees, words=form.words.data or "", now=clock.now())
    words = _("已同意，新成绩算数了。") if agrees else _("没有同意，原来的成绩不变。")
    flash(words, "success")
    return see_other(".show_regradings")


def waiting_regradings() -> int:
    """How many wait for whoever is signed in."""
    person = current_user.person
    return queries.count_waiting(person, clock.today()) if may(person, PERMISSION) else 0


def _list(form: SettlementForm, refused: str = "") -> str:
    person, now = current_person(), clock.now()
    scope = access.scope_of(person, PERMISSION)
    count = queries.count_waiting(person, clock.today())
    access_log.keep_list(
        person, PERMISSION, scope=scope, chosen="", count=count, purpose="", now=now
    )
    rows = queries.waiting_regradings(person, clock.today())
    names = {f"scenario/{row.play.document.name}" for row in rows}
    return render_template(
        "scenarios/regradings.html",
        rows=rows,
        titles=library.titles(names),
        runs=queries.runs_of([row.play_id for row in rows]),
        form=form,
        refused=refused,
    )
