"""Pages of gates: the evidence, the trainee's statement, the two signatures, the printed form."""

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Forbidden, Invalid, NotFound
from lms.i18n import _
from lms.onboarding import export, queries, service
from lms.onboarding.domain import Capacity, GateView, PlanView, Verdict
from lms.onboarding.domain.statement import Statement, is_open
from lms.onboarding.forms import ConfirmingForm, StatementForm
from lms.onboarding.models import Plan
from lms.onboarding.views.blueprint import bp, opened
from lms.pages import see_other
from lms.people import queries as people
from lms.people.access import current_person, requires
from lms.people.domain import WrongField

SENDING = "send"  # which of two buttons was pressed
DONE = {
    Verdict.PASS: N_("会签好了，%(name)s和师父会收到消息。"),
    Verdict.FAIL: N_("退回了，%(name)s和师父会收到消息和原因。"),
}


@bp.get("/plans/<public_id>/gates/<gate_id>")
@requires("plan.view")
def show_gate(public_id: str, gate_id: str) -> ResponseReturnValue:
    """A gate with all that decides it, and what the reader can do about it."""
    plan = opened(public_id, "plan.view")
    return _show(plan, gate_id)


@bp.get("/plans/<public_id>/gates/<gate_id>.pdf")
@requires("plan.view")
def show_gate_file(public_id: str, gate_id: str) -> ResponseReturnValue:
    """The printed form of a gate."""
    plan = opened(public_id, "plan.view")
    view, gate = _gate(plan, gate_id)
    sent = queries.last_sent(plan.id, gate_id)
    mentor = people.mentor_of(plan.person_id, clock.today())
    printed = export.gate_pdf(plan, view, gate, sent, mentor)
    name = f'inline; filename="{gate_id}-{plan.public_id}.pdf"'
    return Response(printed, mimetype="application/pdf", headers={"Content-Disposition": name})


@bp.post("/plans/<public_id>/gates/<gate_id>/statement")
@requires("plan.task")
def update_statement(public_id: str, gate_id: str) -> ResponseReturnValue:
    """Save what one says of one's own gate, or send it."""
    plan = opened(public_id, "plan.task")
    form, is_sent = StatementForm(), SENDING in request.form
    if form.validate_on_submit():
        try:
            write(
                service.save_statement,
                current_person(),
                plan,
                gate_id,
                form.words_said(),
                is_sent=is_sent,
                now=clock.now(),
            )
        except WrongField as refusal:
            form.refuse(refusal, refusal.field)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            flash(
                _("自述交了，师父会收到消息。") if is_sent else _("存好了，还没有交。"), "success"
            )
            return see_other(".show_gate", public_id=public_id, gate_id=gate_id)
    return _show(plan, gate_id, statement=form), 422


@bp.post("/plans/<public_id>/gates/<gate_id>/counter-signature")
@requires("signoff.give")
def create_counter_signature(public_id: str, gate_id: str) -> ResponseReturnValue:
    """Confirm the mentor's signature, or send it back."""
    plan = opened(public_id, "signoff.give")
    form, asker = ConfirmingForm(), current_person()
    capacity = _capacity(plan, gate_id)
    if capacity is None:
        raise Forbidden(N_("会签由部门负责人来办，人事可以代签。"))
    if form.validate_on_submit():
        try:
            answer = form.answer(capacity)
            key = str(form.key.data)
            write(service.counter_sign, asker, plan, gate_id, answer, key=key, now=clock.now())
        except Invalid as refusal:
            form.refuse(refusal, "words")
        else:
            flash(_(DONE[answer.verdict], name=plan.person.name), "success")
            return see_other(".show_gate", public_id=public_id, gate_id=gate_id)
    return _show(plan, gate_id, confirming=form), 422


def _capacity(plan: Plan, gate_id: str) -> Capacity | None:
    """As what the reader may sign beside the mentor."""
    as_what = (
        queries.seconding_as if queries.needs_peer(plan.id, gate_id) else queries.confirming_as
    )
    return as_what(current_person(), plan.person, clock.today())


def _gate(plan: Plan, gate_id: str) -> tuple[PlanView, GateView]:
    view = queries.view(plan, clock.today())
    gate = view.gate_view(gate_id)
    if gate is None:
        raise NotFound
    return view, gate


def _show(
    plan: Plan,
    gate_id: str,
    *,
    statement: StatementForm | None = None,
    confirming: ConfirmingForm | None = None,
) -> str:
    view, gate = _gate(plan, gate_id)
    asker, today = current_person(), clock.today()
    statements = queries.statements_of(plan.id, gate_id)
    mentor = people.mentor_of(plan.person_id, today)
    verdict = gate.verdict
    confirms = _capacity(plan, gate_id) if gate.waits_for_lead else None
    if verdict is not None and verdict.by_id == asker.id:
        confirms = None
    return render_template(
        "onboarding/gate.html",
        plan=plan,
        person=plan.person,
        view=view,
        gate=gate,
        sent=[one for one in statements if one.sent_at],
        statement=statement or _statement(plan, view, gate, statements),
        figures=export.figures_of(view, gate),
        is_own=asker.id == plan.person_id,
        is_mentor=mentor is not None and mentor.id == asker.id,
        mentor=mentor,
        confirms=confirms,
        confirming=confirming
        or ConfirmingForm(formdata=None, number=str(verdict.number if verdict else 1)),
        home=url_for(".show_own_plan")
        if asker.id == plan.person_id
        else url_for(".show_plan", public_id=plan.person.public_id),
    )


def _statement(
    plan: Plan, view: PlanView, gate: GateView, statements: list[Statement]
) -> StatementForm | None:
    """The form in which one writes; None when it is not one's turn."""
    last = statements[-1] if statements else None
    sent_back = gate.signatures.is_sent_back
    may_write = current_person().id == plan.person_id and gate is view.next_gate
    if not may_write or not is_open(last, gate.verdict, is_sent_back=sent_back):
        return None
    form = StatementForm(formdata=None)
    words = last.words if last else None
    form.done.data = words.done if words else export.draft(view, gate)
    if words:
        form.learnt.data, form.lacking.data = words.learnt, words.lacking
        form.ahead.data = words.ahead
    return form
