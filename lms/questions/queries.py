"""The published lexicon; what the grader did not understand, and how far people agree with it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from lms.db import db, editions
from lms.library import queries as library
from lms.library.queries import Published
from lms.questions.content import LEXICON
from lms.questions.domain.amending import Amendment
from lms.questions.domain.kept import Agreement, Cause, Decision, agreement
from lms.questions.domain.replies import Lexicon
from lms.questions.models import KeptReply, KeptReplyPerson, ReplyAmendment, ReplyRuling

MOST_KEPT = 200  # shown at a time
AMENDED = "amendments"  # edition of what was accepted and forbidden
CONTESTED_FIRST = sa.case((KeptReply.cause == str(Cause.CONTESTED), 0), else_=1)


def lexicon() -> Published[Lexicon] | None:
    """The lexicon as published; None as long as it has not been loaded."""
    return library.published(LEXICON, LEXICON)


def kept_reply(document_id: int, step: str, digest: str) -> KeptReply | None:
    """What is kept of some letters at a step."""
    return db.session.scalar(
        sa.select(KeptReply).where(
            KeptReply.document_id == document_id,
            KeptReply.step == step,
            KeptReply.digest == digest,
        )
    )


def undecided(document_id: int) -> Sequence[KeptReply]:
    """What waits for a trainer: contested first, then by how many people typed it."""
    return db.session.scalars(
        sa.select(KeptReply)
        .where(
            KeptReply.document_id == document_id,
            KeptReply.decision.is_(None),
            KeptReply.text.is_not(None),
        )
        .order_by(CONTESTED_FIRST, KeptReply.people.desc(), KeptReply.times.desc(), KeptReply.id)
        .limit(MOST_KEPT)
    ).all()


def has_typed(kept_reply_id: int, person_id: int) -> bool:
    """Whether somebody is among those who typed it."""
    return db.session.get(KeptReplyPerson, (kept_reply_id, person_id)) is not None


def branches_wanted(document_id: int) -> Sequence[KeptReply]:
    """What a trainer wants to lead somewhere of its own, for whoever writes the next revision."""
    return db.session.scalars(
        sa.select(KeptReply)
        .where(KeptReply.document_id == document_id, KeptReply.decision == str(Decision.BRANCH))
        .order_by(KeptReply.step, KeptReply.id)
    ).all()


def amendments(document_id: int, revision_id: int) -> tuple[Amendment, ...]:
    """What has been accepted and forbidden in a document up to a revision, in that order.

    Asked once for all documents; asked again when something is accepted or forbidden.
    """
    rows = editions.remembered(AMENDED, "all", _all_amendments).get(document_id, ())
    return tuple(amendment for since, amendment in rows if since <= revision_id)


def amendment_of(row: ReplyAmendment) -> Amendment:
    """An amendment as rules know it."""
    return Amendment(row.step, Decision(row.decision), row.element, row.words, row.title or "")


def _all_amendments() -> Mapping[int, list[tuple[int, Amendment]]]:
    found: dict[int, list[tuple[int, Amendment]]] = defaultdict(list)
    for row in db.session.scalars(sa.select(ReplyAmendment).order_by(ReplyAmendment.id)):
        found[row.document_id].append((row.revision_id, amendment_of(row)))
    return dict(found)


def people_of(kept_reply_id: int) -> int:
    """How many people typed it."""
    counted = sa.select(sa.func.count()).where(KeptReplyPerson.kept_reply_id == kept_reply_id)
    return db.session.scalar(counted) or 0


def kept_of(person_id: int) -> Sequence[KeptReply]:
    """What is kept of what somebody typed."""
    return db.session.scalars(
        sa.select(KeptReply)
        .join(KeptReplyPerson, KeptReplyPerson.kept_reply_id == KeptReply.id)
        .where(KeptReplyPerson.person_id == person_id)
    ).all()


def ruling(reply: str, element: str, by_id: int) -> ReplyRuling | None:
    """What somebody said of an element of a graded reply."""
    return db.session.scalar(
        sa.select(ReplyRuling).where(
            ReplyRuling.reply == reply, ReplyRuling.element == element, ReplyRuling.by_id == by_id
        )
    )


def rulings(reply: str) -> Sequence[ReplyRuling]:
    """All that people said of a graded reply, the newest first."""
    return db.session.scalars(
        sa.select(ReplyRuling)
        .where(ReplyRuling.reply == reply)
        .order_by(ReplyRuling.at.desc(), ReplyRuling.id.desc())
    ).all()


def agreement_by_rule(rules: Collection[str]) -> Mapping[str, Agreement]:
    """How far some rules of the grader agree with people; without those nobody has ruled over."""
    of = (ReplyRuling.rule, ReplyRuling.found, ReplyRuling.ruled)
    counted = sa.select(*of, sa.func.count()).where(ReplyRuling.rule.in_(rules)).group_by(*of)
    rows = db.session.execute(counted)
    return agreement((rule, found, ruled, times) for rule, found, ruled, times in rows)
