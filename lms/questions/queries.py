"""The published lexicon; what the grader did not understand, and how far people agree with it."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from lms.db import db
from lms.library import queries as library
from lms.library.queries import Published
from lms.questions.content import LEXICON
from lms.questions.domain.kept import Agreement, Cause, agreement
from lms.questions.domain.replies import Lexicon
from lms.questions.models import KeptReply, KeptReplyPerson, ReplyRuling

MOST_KEPT = 200  # shown at a time
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


def agreement_by_rule() -> Mapping[str, Agreement]:
    """How far each rule of the grader agrees with people."""
    rows = db.session.execute(sa.select(ReplyRuling.rule, ReplyRuling.found, ReplyRuling.ruled))
    return agreement((rule, found, ruled) for rule, found, ruled in rows)
