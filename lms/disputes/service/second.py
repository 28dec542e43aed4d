"""The second decision about a grading: the department's lead or HR, once and for good."""

from datetime import date, datetime

from lms.db import db, lock
from lms.disputes import queries
from lms.disputes.domain import Decision, Ruling, decision_of
from lms.disputes.models import Appeal, Dispute
from lms.disputes.queries import Contested
from lms.errors import N_, Forbidden, Stale
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Person
from lms.questions.domain.ruling import Change
from lms.scenarios import service as scenarios_service

APPEALED = "dispute.appealed"
APPEALED_WORDS = N_("%(subject)s请人再复核一次异议")
SETTLED = "dispute.settled"
SETTLED_WORDS = N_("%(actor)s再次复核了%(subject)s提的异议：%(decision)s")
WAITS = N_("%(name)s对复核结果还有异议，请再复核一次。")
TOLD = {
    Decision.UPHELD: N_("您的异议再复核完了：批改不变，理由写在复盘里。"),
    Decision.OVERRULED: N_("您的异议再复核完了：改判了，理由写在复盘里。"),
}
TOLD_THE_FIRST = {
    Decision.UPHELD: N_("%(name)s的异议有人再复核过了：批改不变。"),
    Decision.OVERRULED: N_("%(name)s的异议有人再复核过了：改判了。"),
}
NOT_ONE_S_OWN = N_("别人的异议不能代为上交。")
NOT_DECIDED = N_("这条异议还没有人复核；有了结果再决定要不要往上交。")
ONCE = N_("这条异议已经请人再复核过了；请刷新页面看结果。")


def appeal(person: Person, dispute: Dispute, *, words: str, key: str, now: datetime) -> Appeal:
    """Take a dispute of one's own further; the same key does it once.

    Raises Forbidden for somebody else's, Stale for one that is not decided or was taken further.
    """
    lock(dispute)
    if dispute.person_id != person.id:
        raise Forbidden(NOT_ONE_S_OWN)
    made = queries.appeal_of(dispute)
    if made is not None and made.key == key:
        return made
    if made is not None:
        raise Stale(ONCE)
    if dispute.decided_at is None:
        raise Stale(NOT_DECIDED)
    opened_at = max(now, dispute.decided_at)
    taken = Appeal(dispute=dispute, key=key, words=words, opened_at=opened_at)
    db.session.add(taken)
    db.session.flush()  # the audit event and the message name it
    audit.record(APPEALED, actor=person, subject=person, now=now, dispute=dispute.public_id)
    _ask(taken, dispute, person, now)
    return taken


def _ask(taken: Appeal, dispute: Dispute, person: Person, now: datetime) -> None:
    """Tell the lead of the department; HR sees on its first page what waits."""
    lead = queries.lead_over(person)
    if lead is None or lead.id in {person.id, dispute.decided_by_id}:
        return
    messages.tell(
        lead,
        sentence=WAITS,
        link=f"/appeals/{taken.public_id}",
        key=f"appeal-{taken.public_id}",
        now=now,
        name=person,
    )


def decide_finally(
    actor: Person, public_id: str, ruling: Ruling, *, today: date, now: datetime
) -> Decision:
    """Uphold or overrule the grading as it stands since the first decision; all verdicts are kept.

    Who rises by it does so at once, who falls waits for HR. Raises NotFound for what one may not
    decide, also because one has decided first, Forbidden for one's own, Stale when it was decided,
    Invalid for a part that was not graded.
    """
    taken, seen = queries.appeal_for(actor, public_id, today)
    lock(taken)
    access.must_not_be_self(actor, seen.dispute.person_id)
    if taken.decided_at is not None:
        raise Stale(ONCE)
    differing = ruling.against(seen.parts)
    decision = decision_of(differing)
    taken.decision, taken.reason = decision, ruling.reason
    taken.decided_by_id, taken.decided_at = actor.id, max(now, taken.opened_at)
    if differing:
        changes = {seen.scene.number: {part: Change(holds) for part, holds in differing.items()}}
        cause = f"appeal/{taken.public_id}"
        scenarios_service.regrade(seen.play, changes, cause=cause, by=actor, now=now)
    _tell(actor, taken, seen, decision, now)
    return decision


def _tell(actor: Person, taken: Appeal, seen: Contested, decision: Decision, now: datetime) -> None:
    dispute = seen.dispute
    rest = {"dispute": dispute.public_id, "decision": str(decision)}
    audit.record(SETTLED, actor=actor, subject=dispute.person, now=now, **rest)
    messages.tell(
        dispute.person,
        sentence=TOLD[decision],
        link=f"/plays/{seen.play.public_id}#turn-{seen.scene.number}",
        key=f"appeal-{taken.public_id}-decided",
        now=now,
    )
    if dispute.decided_by is not None:
        messages.tell(
            dispute.decided_by,
            sentence=TOLD_THE_FIRST[decision],
            link=f"/disputes/{dispute.public_id}",
            key=f"appeal-{taken.public_id}-decided",
            now=now,
            name=dispute.person,
        )
