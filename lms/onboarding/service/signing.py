"""Signing tasks and gates, and taking a signature back."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound, Stale
from lms.library.domain import LANGUAGES, Wording
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import (
    Capacity,
    Entry,
    Judgement,
    PlanView,
    SignOffProof,
    Subject,
    Verdict,
)
from lms.onboarding.domain.countersigning import answer_to
from lms.onboarding.domain.signing import (
    FEWEST_WORDS,
    LONGEST_WORDS,
    must_be_next,
    must_be_taken_back,
    next_number,
)
from lms.onboarding.models import Plan, SignOff
from lms.onboarding.service.approving import ask_to_approve, forget_waiting
from lms.onboarding.service.dating import date_again
from lms.onboarding.service.seconding import FOR_PEER, WAITING, ask_second
from lms.onboarding.service.signers import asked_of, must_be_signer
from lms.onboarding.service.starting import assign_again
from lms.people import audit
from lms.people.models import Person

KINDS = {
    (Subject.TASK, Verdict.PASS): "task.signed",
    (Subject.GATE, Verdict.PASS): "gate.passed",
    (Subject.GATE, Verdict.EXTEND): "gate.extended",
    (Subject.GATE, Verdict.FAIL): "gate.failed",
    (Subject.TASK, Verdict.WITHDRAWN): "task.unsigned",
    (Subject.GATE, Verdict.WITHDRAWN): "gate.unsigned",
}  # what the audit trail calls it
TOLD = {
    "task.signed": N_("%(by)s给您的任务“%(title)s”签了字。"),
    "gate.passed": N_("恭喜，“%(title)s”通过了，%(by)s已签字。"),
    WAITING: N_("“%(title)s”%(by)s签了通过，还要部门负责人会签。"),
    FOR_PEER: N_("“%(title)s”%(by)s签了通过，还要另一位校准过的师父会签。"),
    "gate.extended": N_("“%(title)s”延长了 %(days)s 个工作日，%(by)s写了原因。"),
    "gate.failed": N_("“%(title)s”这次没有通过，%(by)s写了原因，请和师父谈一谈。"),
    "task.unsigned": N_("%(by)s撤回了任务“%(title)s”的签字。"),
    "gate.unsigned": N_("%(by)s撤回了“%(title)s”的签字。"),
}


def sign(actor: Person, plan: Plan, judgement: Judgement, *, key: str, now: datetime) -> SignOff:
    """Put the mentor's name to a task or gate.

    The same key again gives the same signature. Raises Forbidden for one's own plan or anybody but
    the mentor of this moment, NotFound for what the plan does not hold, Invalid when evidence is
    missing, Stale when it is signed already or the page is old.
    """
    capacity = must_be_signer(
        actor, plan, clock.day_of(now), *asked_of(plan, judgement.subject, judgement.subject_id)
    )
    lock(plan)  # whoever waits here finds what the first click has made
    made = _made_before(actor, plan, key)
    if made is not None:
        return made
    view = queries.view(plan, clock.day_of(now))
    _check_can_be_signed(view, judgement)
    entries = _entries(plan, judgement.subject, judgement.subject_id)
    gate = view.gate_view(judgement.subject_id) if judgement.subject is Subject.GATE else None
    is_sent_back = gate is not None and gate.signatures.is_sent_back
    must_be_next(entries, judgement.number, is_sent_back=is_sent_back)
    row = _add(plan, judgement, actor, capacity, key=key, now=now)
    _follow_up(plan, row, view, actor, now)
    return row


def take_back(
    actor: Person, plan: Plan, public_id: str, words: str, *, key: str, now: datetime
) -> SignOff:
    """Take one's own signature back by a counter-entry.

    Raises Forbidden for anybody but the same mentor within 24 hours, Invalid without a reason,
    Stale when it is not the last one that holds, or the lead has answered it.
    """
    must_be_signer(actor, plan, clock.day_of(now))
    lock(plan)  # as above
    made = _made_before(actor, plan, key)
    if made is not None:
        return made
    if not FEWEST_WORDS <= len(words) <= LONGEST_WORDS:
        raise Invalid(N_("请写一句撤回的原因，至少 %(least)s 个字。"), least=FEWEST_WORDS)
    signed = queries.sign_off_of(plan, public_id)
    subject = Subject(signed.subject)
    entries = _entries(plan, subject, signed.subject_id)
    taken = must_be_taken_back(entries, public_id, actor.id, now)
    view = queries.view(plan, clock.day_of(now))
    gate = view.gate_view(signed.subject_id) if subject is Subject.GATE else None
    if queries.is_confirmed(signed):
        raise Stale(N_("这一项已经由另一个人确认，签字不能再撤回。"))
    if gate is not None and answer_to(taken, gate.signatures.answers):
        raise Stale(N_("部门负责人已经会签，这个签字不能再撤回。"))
    row = _row(plan, subject, signed.subject_id, actor, key, now)
    row.number, row.verdict, row.words = next_number(entries), Verdict.WITHDRAWN, words
    db.session.add(row)
    db.session.flush()  # the dates and the gate's pointer are read from the rows
    _follow_up(plan, row, queries.view(plan, clock.day_of(now)), actor, now)
    return row


def _made_before(actor: Person, plan: Plan, key: str) -> SignOff | None:
    wanted = sa.select(SignOff).where(SignOff.by_id == actor.id, SignOff.key == key)
    made = db.session.scalar(wanted)
    if made is not None and made.plan_id != plan.id:
        raise Stale(N_("这一页已经用过了，请刷新后再签。"))
    return made


def _check_can_be_signed(view: PlanView, judgement: Judgement) -> None:
    if judgement.subject is Subject.TASK:
        _check_task(view, judgement.subject_id)
    else:
        _check_gate(view, judgement)


def _check_task(view: PlanView, task_id: str) -> None:
    found = view.task_view(task_id)
    if found is None:
        raise NotFound
    if not isinstance(found.task.proof, SignOffProof):
        raise Invalid(N_("这一项不用签字，做完会自己打勾。"))


def _check_gate(view: PlanView, judgement: Judgement) -> None:
    gate = view.gate_view(judgement.subject_id)
    if gate is None:
        raise NotFound
    if judgement.verdict is not Verdict.PASS:
        return
    if gate.missing:
        raise Invalid(N_("证据还差 %(count)s 项，齐了才能签通过。"), count=len(gate.missing))
    if gate is not view.next_gate and not gate.is_passed:
        raise Invalid(N_("前面的关还没有通过，请先签前一关。"))
    if gate.gate.needs_statement and queries.last_sent(view.facts.id, gate.gate.id) is None:
        raise Invalid(N_("本人还没有交自述，交了才能签通过。"))


def _entries(plan: Plan, subject: Subject, subject_id: str) -> tuple[Entry, ...]:
    return queries.entries_of([plan.id], subject)[plan.id].get(subject_id, ())


def _add(
    plan: Plan, judgement: Judgement, actor: Person, capacity: Capacity, *, key: str, now: datetime
) -> SignOff:
    row = _row(plan, judgement.subject, judgement.subject_id, actor, key, now)
    row.capacity = capacity
    row.number, row.verdict, row.words = judgement.number, judgement.verdict, judgement.words
    row.extension_days = judgement.extension_days
    db.session.add(row)
    db.session.flush()  # the dates and the gate's pointer are read from the rows
    return row


def _row(
    plan: Plan, subject: Subject, subject_id: str, actor: Person, key: str, now: datetime
) -> SignOff:
    return SignOff(
        plan_id=plan.id,
        subject=subject,
        subject_id=subject_id,
        capacity=Capacity.MENTOR,
        by_id=actor.id,
        at=now,
        key=key,
    )


def _follow_up(plan: Plan, row: SignOff, view: PlanView, actor: Person, now: datetime) -> None:
    kind = KINDS[Subject(row.subject), Verdict(row.verdict)]
    task = view.task_view(row.subject_id) if row.subject == Subject.TASK else None
    if task is not None and row.verdict == Verdict.PASS:
        ask_to_approve(plan, task.task, row, actor, now)
    elif task is not None:
        forget_waiting(plan, task.task.id)
    if row.subject == Subject.GATE:
        _date_again(plan, now)
        kind = ask_second(plan, row, actor, title_of(view, row), now) or kind
    audit.record(
        kind,
        actor=actor,
        subject=plan.person,
        now=now,
        plan=plan.public_id,
        title=row.subject_id,
        days=row.extension_days,
    )
    messages.tell(
        plan.person,
        sentence=TOLD[kind],
        link="/plan",
        key=f"sign-off-{row.public_id}",
        now=now,
        by=actor,
        title=title_of(view, row),
        days=row.extension_days,
    )


def _date_again(plan: Plan, now: datetime) -> None:
    """More time for a gate moves what comes after it, and so what is assigned."""
    dates, moved = date_again([plan])
    if moved:
        assign_again([plan], dates, now=now)


def title_of(view: PlanView, row: SignOff) -> dict[str, str]:
    """The title of what was signed, in all languages."""
    task = view.task_view(row.subject_id) if row.subject == Subject.TASK else None
    gate = view.gate_view(row.subject_id) if row.subject == Subject.GATE else None
    title = task.task.title if task else gate.gate.title if gate else Wording(row.subject_id)
    return {language: title.in_(language) for language in LANGUAGES}
