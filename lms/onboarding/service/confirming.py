"""The second signature on a gate: who is asked for it, and what they answer."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.library.domain import LANGUAGES
from lms.messages import service as messages
from lms.onboarding import queries, seconds
from lms.onboarding.domain import Subject, Verdict
from lms.onboarding.domain.countersigning import Answer, must_be_another, must_wait
from lms.onboarding.models import Plan, SignOff
from lms.people import audit
from lms.people.models import Person

KINDS = {Verdict.PASS: "gate.confirmed", Verdict.FAIL: "gate.sent-back"}
ASKED = N_("“%(title)s”%(by)s签了通过，请您会签。")
SECOND = N_("“%(title)s”%(by)s签了通过；这位师父还没有校准，请您看过证据再签一次。")
TOLD = {
    Verdict.PASS: N_("恭喜，“%(title)s”通过了，%(by)s已会签。"),
    Verdict.FAIL: N_("“%(title)s”%(by)s没有会签，写了原因，请师父再看一看。"),
}


def counter_sign(
    actor: Person, plan: Plan, gate_id: str, answer: Answer, *, key: str, now: datetime
) -> SignOff:
    """Confirm the mentor's "passed" on a gate, or send it back; both are told.

    The same key again gives the same signature. Raises Forbidden for one's own plan, for the one
    who gave the verdict, and for anybody but the department's lead or HR; NotFound for what the
    plan does not hold; Stale when nothing waits, or something else than was shown.
    """
    queries.must_be_confirmer(actor, plan, gate_id, answer.capacity, clock.day_of(now))
    lock(plan)  # two who answer at once: the second finds the first answer
    made = db.session.scalar(
        sa.select(SignOff).where(SignOff.by_id == actor.id, SignOff.key == key)
    )
    if made is not None:
        if made.plan_id != plan.id:
            raise Stale(N_("这一页已经用过了，请刷新后再签。"))
        return made
    gate = queries.view(plan, clock.day_of(now)).gate_view(gate_id)
    if gate is None:
        raise NotFound
    verdict = must_wait(gate.signatures, answer.number)
    must_be_another(verdict, actor.id)
    row = SignOff(
        plan_id=plan.id,
        subject=Subject.GATE,
        subject_id=gate_id,
        capacity=answer.capacity,
        number=verdict.number,
        verdict=answer.verdict,
        words=answer.words,
        by_id=actor.id,
        at=now,
        key=key,
    )
    db.session.add(row)
    db.session.flush()  # the gate points to the row
    _point_gate(plan, row)
    kind = KINDS[answer.verdict]
    audit.record(
        kind, actor=actor, subject=plan.person, now=now, plan=plan.public_id, title=gate_id
    )
    title = {tag: gate.gate.title.in_(tag) for tag in LANGUAGES}
    mentor = db.session.get_one(Person, verdict.by_id)
    for person in (plan.person, mentor):
        messages.tell(
            person,
            sentence=TOLD[answer.verdict],
            link=gate_page(plan, gate_id),
            key=f"sign-off-{row.public_id}",
            now=now,
            by=actor,
            title=title,
        )
    return row


def ask_another_mentor(
    plan: Plan, row: SignOff, mentor: Person, title: dict[str, str], now: datetime
) -> None:
    """Tell mentors who may confirm the mentor's signature; where there is none, HR."""
    today = clock.day_of(now)
    peers = seconds.to_ask(plan.person, today, but=mentor.id)
    for person in peers or queries.officers_for(plan.person, today, but=mentor.id):
        messages.tell(
            person,
            sentence=SECOND,
            link=f"/second-signatures/{row.public_id}"
            if peers
            else gate_page(plan, row.subject_id),
            key=f"confirm-{row.public_id}",
            now=now,
            by=mentor,
            title=title,
        )


def ask_to_confirm(
    plan: Plan, row: SignOff, mentor: Person, title: dict[str, str], now: datetime
) -> None:
    """Tell who is to confirm the mentor's signature: the lead, or where there is none, HR."""
    lead = queries.Leads().of(plan.person, but=mentor.id)
    today = clock.day_of(now)
    asked = [lead] if lead else queries.officers_for(plan.person, today, but=mentor.id)
    for person in asked:
        messages.tell(
            person,
            sentence=ASKED,
            link=gate_page(plan, row.subject_id),
            key=f"confirm-{row.public_id}",
            now=now,
            by=mentor,
            title=title,
        )


def gate_page(plan: Plan, gate_id: str) -> str:
    """Where a gate of a plan is shown."""
    return f"/plans/{plan.public_id}/gates/{gate_id}"


def _point_gate(plan: Plan, row: SignOff) -> None:
    gate = queries.gate_row(plan.id, row.subject_id)
    if row.verdict == Verdict.PASS:
        gate.passed_by_id, gate.confirmed_by_id = gate.waits_on_id, row.id
    gate.waits_on_id = None
