"""Pages where a mentor, lead or HR signs a task or gate, and takes a signature back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, NotFound, Stale
from lms.forms import Form
from lms.i18n import _
from lms.onboarding import queries, seconds, service
from lms.onboarding.domain import Subject, Verdict
from lms.onboarding.domain.signing import next_number
from lms.onboarding.forms import SignForm, WithdrawalForm
from lms.onboarding.models import Plan
from lms.onboarding.queries.signatures import entry_of
from lms.onboarding.views.blueprint import bp, opened
from lms.pages import own_address
from lms.people.access import current_person, requires

DONE = {
    Verdict.PASS: N_("已签字，%(name)s会收到消息。"),
    Verdict.EXTEND: N_("已延长，%(name)s会收到消息和原因。"),
    Verdict.FAIL: N_("已记下未通过，%(name)s会收到消息和原因。"),
}


@bp.get("/plans/<public_id>/sign-offs/new")
@requires("signoff.give")
def new_sign_off(public_id: str) -> ResponseReturnValue:
    """What is to be signed, with its evidence."""
    plan = opened(public_id, "signoff.give")
    subject = Subject.GATE if Subject.GATE in request.args else Subject.TASK
    subject_id = request.args.get(subject, "")
    _must_be_signer(plan, subject, subject_id)
    entries = queries.entries_of([plan.id], subject)[plan.id].get(subject_id, ())
    form = SignForm(
        subject=subject,
        subject_id=subject_id,
        number=str(next_number(entries)),
        back=own_address(request.args.get("back")) or "",
    )
    return _show_form(plan, form)


@bp.post("/plans/<public_id>/sign-offs")
@requires("signoff.give")
def create_sign_off(public_id: str) -> ResponseReturnValue:
    """Put the mentor's name to a task or gate."""
    plan = opened(public_id, "signoff.give")
    form = SignForm()
    _must_be_signer(plan, *form.about())
    if form.validate_on_submit():
        try:
            judgement = form.judgement()
            write(
                service.sign,
                current_person(),
                plan,
                judgement,
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            flash(_(DONE[judgement.verdict], name=plan.person.name), "success")
            return redirect(form.way_back() or _plan_page(plan), 303)
    return _show_form(plan, form), 422


@bp.post("/plans/<public_id>/tasks/<task_id>/approval")
@requires("signoff.give")
def create_approval(public_id: str, task_id: str) -> ResponseReturnValue:
    """Confirm a task that somebody else has signed."""
    plan = opened(public_id, "signoff.give")
    if not Form().validate_on_submit():
        raise NotFound
    try:
        write(service.approve, current_person(), plan, task_id, now=clock.now())
    except Stale as refusal:
        refusal.way_on = _plan_page(plan)
        raise
    flash(_("确认了，%(name)s会收到消息。", name=plan.person.name), "success")
    return redirect(_plan_page(plan), 303)


@bp.get("/plans/<public_id>/sign-offs/<sign_off_id>/withdrawal")
@requires("signoff.take-back")
def new_withdrawal(public_id: str, sign_off_id: str) -> ResponseReturnValue:
    """What is to be taken back, and the question why."""
    plan = _opened_by_mentor(public_id, "signoff.take-back")
    form = WithdrawalForm(back=own_address(request.args.get("back")) or "")
    return _show_withdrawal(plan, sign_off_id, form)


@bp.post("/plans/<public_id>/sign-offs/<sign_off_id>/withdrawal")
@requires("signoff.take-back")
def create_withdrawal(public_id: str, sign_off_id: str) -> ResponseReturnValue:
    """Take a signature back by a counter-entry."""
    plan = _opened_by_mentor(public_id, "signoff.take-back")
    form = WithdrawalForm()
    if form.validate_on_submit():
        try:
            write(
                service.take_back,
                current_person(),
                plan,
                sign_off_id,
                form.words.data or "",
                key=str(form.key.data),
                now=clock.now(),
            )
        except Invalid as refusal:
            form.refuse(refusal, "words")
        else:
            flash(_("签字已撤回，%(name)s会收到消息。", name=plan.person.name), "success")
            return redirect(form.way_back() or _plan_page(plan), 303)
    return _show_withdrawal(plan, sign_off_id, form), 422


def _must_be_signer(plan: Plan, subject: Subject, subject_id: str) -> None:
    asked, substitute = service.asked_of(plan, subject, subject_id)
    service.must_be_signer(current_person(), plan, clock.today(), asked, substitute)


def _opened_by_mentor(public_id: str, permission: str) -> Plan:
    plan = opened(public_id, permission)
    service.must_be_signer(current_person(), plan, clock.today())
    return plan


def _plan_page(plan: Plan) -> str:
    return url_for(".show_plan", public_id=plan.person.public_id)


def _show_form(plan: Plan, form: SignForm) -> str:
    view = queries.view(plan, clock.today())
    subject, name = form.about()
    gate = view.gate_view(name) if subject is Subject.GATE else None
    task = view.task_view(name) if subject is Subject.TASK else None
    if gate is None and task is None:
        raise NotFound
    stated = queries.last_sent(plan.id, name) if gate is not None else None
    if gate is not None and (gate.missing or (gate.gate.needs_statement and stated is None)):
        form.withhold_pass()
    return render_template(
        "onboarding/sign.html",
        plan=plan,
        view=view,
        gate=gate,
        task=task,
        stated=stated,
        form=form,
        stands_in=_stands_in(plan, subject, name),
        takes_peer=gate is not None
        and (gate.signatures.needs_peer or not gate.signatures.needs_lead)
        and seconds.needed(current_person(), clock.today()),
    )


def _stands_in(plan: Plan, subject: Subject, name: str) -> str:
    """As what nobody is there who should sign; empty while somebody is."""
    asked, substitute = service.asked_of(plan, subject, name)
    if substitute is None:
        return ""
    return asked if asked in queries.signers_away(plan.person, clock.today()) else ""


def _show_withdrawal(plan: Plan, sign_off_id: str, form: WithdrawalForm) -> str:
    row = queries.sign_off_of(plan, sign_off_id)
    view = queries.view(plan, clock.today())
    is_gate = row.subject == Subject.GATE
    gate = view.gate_view(row.subject_id) if is_gate else None
    return render_template(
        "onboarding/withdraw.html",
        plan=plan,
        entry=entry_of(row),
        gate=gate,
        task=None if is_gate else view.task_view(row.subject_id),
        sign_off_id=sign_off_id,
        form=form,
    )
