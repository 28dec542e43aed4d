"""Pages of the second signature: another mentor reads a gate's evidence and signs, or does not."""

from collections.abc import Sequence

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.domain import Capacity, Verdict
from lms.onboarding.forms import ConfirmingForm
from lms.onboarding.models import SignOff
from lms.onboarding.views.blueprint import bp
from lms.pages import see_other
from lms.people import access_log
from lms.people.access import current_person, requires

SECOND = "signoff.second"


@bp.get("/second-signatures/<public_id>")
@requires(SECOND)
def show_second(public_id: str) -> ResponseReturnValue:
    """A gate that waits for another mentor, with its evidence and nothing else of the plan."""
    signed = queries.waiting_second(current_person(), public_id, clock.today())
    access_log.keep_look(current_person(), signed.plan.person, SECOND, now=clock.now())
    return _show(signed, ConfirmingForm(formdata=None, number=str(signed.number)))


@bp.post("/second-signatures/<public_id>")
@requires(SECOND)
def create_second(public_id: str) -> ResponseReturnValue:
    """Sign beside the mentor, or send it back."""
    signed = queries.waiting_second(current_person(), public_id, clock.today())
    name, form = signed.plan.person.name, ConfirmingForm()
    if form.validate_on_submit():
        try:
            answer = form.answer(Capacity.PEER)
            write(
                service.counter_sign,
                current_person(),
                signed.plan,
                signed.subject_id,
                answer,
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal, "words")
        else:
            done = (
                _("会签好了，%(name)s和师父会收到消息。", name=name)
                if answer.verdict is Verdict.PASS
                else _("退回了，%(name)s和师父会收到消息和原因。", name=name)
            )
            flash(done, "success")
            return see_other("home.show_home")
    return _show(signed, form), 422


def waiting_seconds() -> Sequence[SignOff]:
    """What waits for the second signature of whoever reads the page."""
    return queries.seconds_waiting(current_person(), clock.today())


def _show(signed: SignOff, form: ConfirmingForm) -> str:
    view = queries.view(signed.plan, clock.today())
    return render_template(
        "onboarding/second.html",
        signed=signed,
        person=signed.plan.person,
        gate=view.gate_view(signed.subject_id),
        stated=queries.last_sent(signed.plan_id, signed.subject_id),
        form=form,
    )
