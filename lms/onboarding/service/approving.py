"""Confirming a task that somebody else has signed: who is asked, and what follows."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, NotFound, Stale
from lms.library.domain import LANGUAGES
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import Owner, Task
from lms.onboarding.models import Plan, SignOff, TaskApproval
from lms.people import access, audit
from lms.people.models import Person

ASKED = N_("“%(title)s”%(by)s签了字，请您确认。")
TOLD = N_("“%(title)s”%(by)s确认了，算完成。")


def ask_to_approve(plan: Plan, task: Task, row: SignOff, actor: Person, now: datetime) -> None:
    """Let a signature wait for the task's approver, who is told: the lead, or else HR."""
    if task.approver is None:
        return
    db.session.add(
        TaskApproval(plan_id=plan.id, task=task.id, sign_off_id=row.id, role=task.approver)
    )
    today = clock.day_of(now)
    lead = queries.Leads().of(plan.person, but=actor.id) if task.approver is Owner.LEAD else None
    for person in [lead] if lead else queries.officers_for(plan.person, today, but=actor.id):
        messages.tell(
            person,
            sentence=ASKED,
            link=f"/people/{plan.person.public_id}/plan",
            key=f"approve-{row.public_id}",
            now=now,
            by=actor,
            title=_title(task),
        )


def forget_waiting(plan: Plan, task_id: str) -> None:
    """Nothing waits any more: the signature was taken back."""
    row = queries.waiting_approval(plan.id, task_id)
    if row is not None:
        db.session.delete(row)


def approve(actor: Person, plan: Plan, task_id: str, *, now: datetime) -> TaskApproval:
    """Confirm what somebody else has signed; whose plan it is and who signed are told.

    Raises NotFound for what the plan does not hold, Forbidden for one's own plan or signature and
    for anybody but the approver (HR in the lead's place), Stale when nothing waits.
    """
    access.must_not_be_self(actor, plan.person_id)
    lock(plan)  # two clicks confirm once
    task = queries.template_of(plan).task(task_id)
    if task is None:
        raise NotFound
    row = queries.waiting_approval(plan.id, task_id)
    if row is None:
        raise Stale(N_("这一项现在不等确认：已经确认过，或者签字撤回了。"))
    if row.sign_off.by_id == actor.id:
        raise Forbidden(N_("自己签的字不能自己确认，请另一个人来。"))
    if queries.may_confirm(actor, plan, row.role, clock.day_of(now)) is None:
        raise Forbidden(N_("这一项由部门负责人或人事来确认。"))
    row.by_id, row.at = actor.id, now
    facts = {"plan": plan.public_id, "title": task_id}
    audit.record("task.approved", actor=actor, subject=plan.person, now=now, **facts)
    for person in (plan.person, row.sign_off.by):
        messages.tell(
            person,
            sentence=TOLD,
            link="/plan" if person is plan.person else f"/people/{plan.person.public_id}/plan",
            key=f"approved-{row.sign_off.public_id}",
            now=now,
            by=actor,
            title=_title(task),
        )
    return row


def _title(task: Task) -> dict[str, str]:
    return {language: task.title.in_(language) for language in LANGUAGES}
