"""Asking a second person to sign what passed a gate."""

from datetime import datetime

from lms import clock
from lms.onboarding import queries, seconds
from lms.onboarding.domain import Verdict
from lms.onboarding.models import Plan, PlanGate, SignOff
from lms.onboarding.service.confirming import ask_another_mentor, ask_to_confirm
from lms.people.models import Person

WAITING = "gate.signed"  # passed by the mentor, for the lead to confirm
FOR_PEER = "gate.signed-first"  # the same, for another mentor


def ask_second(
    plan: Plan, row: SignOff, actor: Person, title: dict[str, str], now: datetime
) -> str | None:
    """Point the gate to what passed it; what the trail calls it where a second person is asked."""
    gate = _point_gate(plan, row, is_alone=not seconds.needed(actor, clock.day_of(now)))
    if gate.waits_on_id is None:
        return None
    if gate.needs_peer:
        ask_another_mentor(plan, row, actor, title, now)
        return FOR_PEER
    ask_to_confirm(plan, row, actor, title, now)
    return WAITING


def _point_gate(plan: Plan, row: SignOff, *, is_alone: bool) -> PlanGate:
    """Note what passed a gate, or waits; `is_alone`: no other mentor need sign beside this one."""
    gate = queries.gate_row(plan.id, row.subject_id)
    is_pass = row.verdict == Verdict.PASS
    if gate.needs_peer:  # asked for by the entry before: the plan asks for nobody
        gate.needs_peer = gate.needs_lead = False
    if is_pass and not is_alone and not gate.needs_lead:
        gate.needs_peer = gate.needs_lead = True
    gate.waits_on_id = row.id if is_pass and gate.needs_lead else None
    gate.passed_by_id = row.id if is_pass and not gate.needs_lead else None
    return gate
