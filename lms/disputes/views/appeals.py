"""HTTP of the second decision: the person asks for it, the department's lead or HR decides."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.db import write
from lms.disputes import queries, service
from lms.disputes.domain import Decision
from lms.disputes.forms import AppealForm, RulingForm
from lms.disputes.models import Appeal
from lms.disputes.queries import Contested
from lms.disputes.views.blueprint import bp
from lms.disputes.views.disputes import may_give_attempt, shown
from lms.errors import Invalid, Stale
from lms.i18n import _
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, may, requires


@bp.post("/disputes/<public_id>/appeals")
@requires("dispute.open")
def create_appeal(public_id: str) -> ResponseReturnValue:
    """Take one's own dispute further, once."""
    person, form = current_person(), AppealForm()
    dispute, play, turn = queries.own_dispute(person, public_id)
    if not form.validate_on_submit():
        raise Invalid(str(next(iter(form.errors.values()))[0]))
    try:
        write(
            service.appeal,
            person,
            dispute,
            words=form.words.data or "",
            key=str(form.key.data),
            now=clock.now(),
        )
    except Stale as refusal:
        anchor = f"turn-{turn}"
        refusal.way_on = url_for("scenarios.show_play", public_id=play.public_id, _anchor=anchor)
        raise
    flash(_("已经交上去了。部门负责人或人事再复核一次，结果会发消息给您。"), "success")
    return see_other("scenarios.show_play", public_id=play.public_id, _anchor=f"turn-{turn}")


@bp.get("/appeals")
@requires("dispute.decide")
def show_appeals() -> ResponseReturnValue:
    """The disputes that were taken further and that one may decide."""
    rows = queries.waiting_appeals(current_person(), clock.today())
    names = queries.titles([play for _appeal, _dispute, play in rows])
    return render_template("disputes/appeals.html", rows=rows, titles=names)


@bp.get("/appeals/<public_id>")
@requires("dispute.decide")
def show_appeal(public_id: str) -> ResponseReturnValue:
    """A dispute that was taken further: the one reply, the first decision, both sides' words."""
    person = current_person()
    appeal, seen = queries.appeal_for(person, public_id, clock.today())
    access_log.keep_look(person, seen.play.person, "dispute.decide", now=clock.now())
    return _page(appeal, seen, RulingForm())


@bp.post("/appeals/<public_id>/decision")
@requires("dispute.decide")
def create_final_decision(public_id: str) -> ResponseReturnValue:
    """Decide for the second and last time."""
    person, today, form = current_person(), clock.today(), RulingForm()
    appeal, seen = queries.appeal_for(person, public_id, today)
    if not form.validate_on_submit():
        return _page(appeal, seen, form), 422
    try:
        ruling = form.ruling(seen.parts)
        decision = write(
            service.decide_finally, person, public_id, ruling, today=today, now=clock.now()
        )
    except Invalid as refusal:
        form.refuse(refusal, "reason")
        return _page(*queries.appeal_for(person, public_id, today), form), 422
    words = {
        Decision.UPHELD: _("批改不再变，双方都会收到消息。"),
        Decision.OVERRULED: _("已改判，双方都会收到消息；分数变低的要等人事同意。"),
    }
    flash(words[decision], "success")
    if may_give_attempt(queries.appeal_for(person, public_id, today)[1]):
        return see_other(".show_appeal", public_id=public_id)
    return see_other(".show_appeals")


def _page(appeal: Appeal, seen: Contested, form: RulingForm) -> str:
    return render_template("disputes/appeal.html", appeal=appeal, form=form, **shown(seen, form))


def waiting_appeals() -> int:
    """How many disputes that were taken further wait for whoever is signed in."""
    person = current_user.person
    if not may(person, "dispute.decide"):
        return 0
    return queries.count_appeals(person, clock.today())
