"""The trainee's own statement before a gate: drafted by the product, saved, sent once."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid, NotFound
from lms.library.domain import LANGUAGES
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain.statement import Words, must_be_open, next_number
from lms.onboarding.models import GateStatement, Plan
from lms.onboarding.service.confirming import gate_page
from lms.people import audit
from lms.people import queries as people
from lms.people.models import Person

SENT = N_("%(by)s交了“%(title)s”的自述。")


def save_statement(
    actor: Person, plan: Plan, gate_id: str, words: Words, *, is_sent: bool, now: datetime
) -> GateStatement:
    """Keep what somebody says of their gate; with `is_sent` it is fixed and the mentor is told.

    The same words sent again change nothing. Raises Forbidden for anybody else's plan, NotFound for
    a gate that the plan does not hold, WrongField for words that are too long, or when sent too
    short, Invalid for a gate whose turn it is not, Stale when it was sent already.
    """
    if actor.id != plan.person_id:
        raise Forbidden(N_("自述要由本人写。"))
    words.check(is_sent=is_sent)
    lock(plan)  # two clicks make one statement
    view = queries.view(plan, clock.day_of(now))
    gate = view.gate_view(gate_id)
    if gate is None:
        raise NotFound
    last = queries.last_statement(plan.id, gate_id)
    if last is not None and last.sent_at is not None and last.words == words:
        return queries.statement_row(plan.id, gate_id, last.number)
    if gate is not view.next_gate:
        raise Invalid(N_("现在还写不到这一关。"))
    must_be_open(last, gate.verdict, is_sent_back=gate.signatures.is_sent_back)
    row = _row(plan.id, gate_id, next_number(last), is_new=last is None or bool(last.sent_at))
    row.done, row.learnt, row.lacking, row.ahead = (
        *(words.done, words.learnt),
        *(words.lacking, words.ahead),
    )
    row.saved_at = now
    if is_sent:
        row.sent_at = now
        audit.record(
            "gate.stated", actor=actor, subject=actor, now=now, plan=plan.public_id, title=gate_id
        )
        _tell(actor, plan, row, {tag: gate.gate.title.in_(tag) for tag in LANGUAGES}, now)
    return row


def _row(plan_id: int, gate_id: str, number: int, *, is_new: bool) -> GateStatement:
    if not is_new:
        return queries.statement_row(plan_id, gate_id, number)
    row = GateStatement(plan_id=plan_id, gate=gate_id, number=number)
    db.session.add(row)
    return row


def _tell(
    actor: Person, plan: Plan, row: GateStatement, title: dict[str, str], now: datetime
) -> None:
    mentor = people.mentor_of(plan.person_id, clock.day_of(now))
    if mentor is not None:
        messages.tell(
            mentor,
            sentence=SENT,
            link=gate_page(plan, row.gate),
            key=f"stated-{plan.public_id}-{row.gate}-{row.number}",
            now=now,
            by=actor,
            title=title,
        )
