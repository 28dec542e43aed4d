"""What people do about the reply grader: keep what it missed, decide about it, overrule it."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db, editions, lock
from lms.errors import N_, Invalid, Stale
from lms.library.models import Document
from lms.people import audit
from lms.people.models import Person
from lms.questions import queries
from lms.questions.domain.amending import Amendment, with_amendment
from lms.questions.domain.kept import Capacity, Cause, Decision, fingerprint, rule_of_part
from lms.questions.domain.masking import masked
from lms.questions.domain.replies import Criteria, ReplyVerdict
from lms.questions.domain.ruling import parts_of
from lms.questions.models import (
    LONGEST_RULE,
    KeptReply,
    KeptReplyPerson,
    ReplyAmendment,
    ReplyRuling,
)

DECIDED = "kept-reply.decided"
DECIDED_WORDS = N_("%(actor)s处理了《%(document)s》“%(step)s”一步没听懂的一句回复")
RULED = "reply.ruled"
RULED_WORDS = N_("%(actor)s复核了一条打字回复的批改")
ALREADY = N_("这句回复已经有人处理过了；请刷新后再看。")
WHICH = N_("请选这句回复说到的是哪一个要点。")
UNFIT = N_("这样改不了批改的要点：要禁的话请只写那几个字，禁语和先后次序不能另加说法。")
NO_ELEMENT = N_("这条回复没有“%(element)s”这个要点。")


def keep(
    document: Document, step: str, typed: str, person: Person, cause: Cause, now: datetime
) -> KeptReply:
    """Count a reply among those that a trainer should look at; a contested one goes first.

    Replies with the same letters are one; a decision that was taken stands. Numbers that point to
    somebody are covered before anything is kept.
    """
    typed = masked(typed)
    lock(document)
    kept = queries.kept_reply(document.id, step, fingerprint(typed))
    if kept is None:
        kept = _first(document, step, typed, cause, now)
    elif cause is Cause.UNMATCHED or not queries.has_typed(kept.id, person.id):
        kept.times += 1  # what is contested was counted when it was typed
        kept.text = kept.text or typed  # whoever typed it first may have been forgotten
        kept.last_at = max(kept.last_at, now)
    if cause is Cause.CONTESTED:
        kept.cause = str(cause)
    _count(kept, person)
    return kept


def _first(document: Document, step: str, typed: str, cause: Cause, now: datetime) -> KeptReply:
    kept = KeptReply(
        document=document,
        step=step,
        digest=fingerprint(typed),
        text=typed,
        cause=str(cause),
        times=1,
        people=1,
        first_at=now,
        last_at=now,
    )
    db.session.add(kept)
    db.session.flush()  # who typed it is stored under its id
    return kept


def _count(kept: KeptReply, person: Person) -> None:
    if not queries.has_typed(kept.id, person.id):
        kept.people = queries.people_of(kept.id) + 1
        db.session.add(KeptReplyPerson(kept_reply_id=kept.id, person_id=person.id))


def decide(
    actor: Person, kept: KeptReply, decision: Decision, *, element: str | None, now: datetime
) -> None:
    """Say what a kept reply is; it goes off the list for good.

    Raises Stale when somebody has decided before, Invalid when a synonym names no element.
    """
    lock(kept)
    if kept.decision is not None:
        raise Stale(ALREADY)
    if (decision is Decision.SYNONYM) != bool(element):
        raise Invalid(WHICH)
    kept.decision, kept.element = str(decision), element
    kept.decided_by_id, kept.decided_at = actor.id, now
    document = f"{kept.document.kind}/{kept.document.name}"
    audit.record(DECIDED, actor=actor, subject=None, now=now, document=document, step=kept.step)


def amend(
    actor: Person,
    kept: KeptReply,
    amendment: Amendment,
    criteria: Criteria,
    revision_id: int,
    *,
    now: datetime,
) -> ReplyAmendment:
    """Accept or forbid words from a revision on; `criteria` are those of its step.

    Raises Stale when somebody has decided before, Invalid for an element that cannot be met by
    saying something else, or for words that cannot be forbidden.
    """
    with_change(criteria, amendment)
    is_synonym = amendment.decision is Decision.SYNONYM
    decide(
        actor, kept, amendment.decision, element=amendment.element if is_synonym else None, now=now
    )
    editions.move(queries.AMENDED)
    row = ReplyAmendment(
        kept=kept,
        document_id=kept.document_id,
        revision_id=revision_id,
        step=amendment.step,
        decision=str(amendment.decision),
        element=amendment.element,
        words=amendment.words,
        title=amendment.title or None,
        at=now,
    )
    db.session.add(row)
    db.session.flush()  # what follows from it names it
    return row


def with_change(criteria: Criteria, amendment: Amendment) -> Criteria:
    """The criteria as they would be; `criteria` are those of the step of the amendment.

    Raises Invalid for an element that cannot be met by saying something else, or for words that
    cannot be forbidden.
    """
    try:
        return with_amendment(criteria, amendment)
    except KeyError:
        raise Invalid(NO_ELEMENT, element=amendment.element) from None
    except ValueError:
        raise Invalid(UNFIT) from None


def rule(
    actor: Person,
    capacity: Capacity,
    reply: str,
    verdict: ReplyVerdict,
    *,
    element: str,
    ruled: bool,
    subject: Person,
    now: datetime,
) -> ReplyRuling:
    """Say of one element of a graded reply whether it was met, beside what the grader said.

    `subject` typed the reply that the caller knows by the name `reply`. Whoever rules again
    corrects the ruling of before. Nobody rules over a reply of their own: see the access matrix.
    Raises Invalid for an id that the verdict knows nothing of.
    """
    if element not in parts_of(verdict):
        raise Invalid(NO_ELEMENT, element=element)
    rule, found = rule_of_part(verdict, element)
    ruling = queries.ruling(reply, element, actor.id)
    if ruling is None:
        ruling = ReplyRuling(reply=reply, element=element, by_id=actor.id)
        db.session.add(ruling)
    ruling.rule, ruling.grader = rule[:LONGEST_RULE], verdict.grader
    ruling.found, ruling.ruled = found, ruled
    ruling.capacity, ruling.at = str(capacity), now
    audit.record(RULED, actor=actor, subject=subject, now=now)
    return ruling


def forget(person: Person) -> None:
    """Take somebody's typed words away; what others typed as well stays, without this person."""
    for kept in queries.kept_of(person.id):
        lock(kept)
        if kept.people == 1:
            kept.text = None
        else:
            kept.people -= 1
    typed = KeptReplyPerson.person_id == person.id
    db.session.execute(sa.delete(KeptReplyPerson).where(typed))


def forget_old(*, before: datetime) -> None:
    """Take away the words that nobody has typed since an instant; what is counted stays."""
    old = sa.select(KeptReply.id).where(KeptReply.last_at < before, KeptReply.text.is_not(None))
    db.session.execute(sa.delete(KeptReplyPerson).where(KeptReplyPerson.kept_reply_id.in_(old)))
    db.session.execute(
        sa.update(KeptReply)
        .where(KeptReply.last_at < before, KeptReply.text.is_not(None))
        .values(text=None)
    )
