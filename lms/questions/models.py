"""Tables of the reply grader: what it did not understand, and where people overruled it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key
from lms.library.models import DIGEST_LENGTH, Document
from lms.people.models import RECORD, TRAIL, personal

LONGEST_ID = 60  # of steps and elements
LONGEST_RULE = 200  # characters of a phrase or example
LONGEST_REPLY = 40  # of the name by which a graded reply is known
TYPED = personal("improve the grading of typed replies", "contract", "last typed + 1 year")


class KeptReply(Base):
    """What people typed at a step and the grader did not understand, or somebody contests.

    It stands for all replies with the same letters; nobody's name is with it, and numbers that
    point to somebody are covered.
    """

    __tablename__ = "kept_reply"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    step: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH))  # of its letters
    text: Mapped[str | None] = mapped_column(sa.Text, info=TYPED)  # as first typed; erasable
    cause: Mapped[str] = mapped_column(sa.String(9))
    times: Mapped[int]
    people: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(sa.String(9))
    element: Mapped[str | None] = mapped_column(sa.String(LONGEST_ID))
    decided_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    decided_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("document_id", "step", "digest"),
        sa.CheckConstraint("cause IN ('unmatched', 'contested')", name="cause"),
        sa.CheckConstraint("times >= people AND people >= 1", name="times"),
        sa.CheckConstraint("last_at >= first_at", name="order"),
        sa.CheckConstraint(
            "decision IN ('synonym', 'forbidden', 'branch', 'nothing')", name="decision"
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL) AND "
            "(decision IS NULL) = (decided_by_id IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint(
            "(decision IS NOT NULL AND decision = 'synonym') = (element IS NOT NULL)",
            name="element",
        ),
    )


class KeptReplyPerson(Base):
    """Somebody typed a kept reply: so that one person counts once and all of it can be erased."""

    __tablename__ = "kept_reply_person"
    kept_reply_id: Mapped[int] = mapped_column(sa.ForeignKey("kept_reply.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id"), primary_key=True, index=True, info=RECORD
    )


class ReplyRuling(Base):
    """What a trainer or mentor says of one element of a graded reply, beside what the grader said.

    `reply` is the name by which the caller knows the graded reply.
    """

    __tablename__ = "reply_ruling"
    id: Mapped[Key]
    reply: Mapped[str] = mapped_column(sa.String(LONGEST_REPLY))
    element: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    rule: Mapped[str] = mapped_column(sa.String(LONGEST_RULE))  # phrase or example; "": nothing met
    grader: Mapped[str] = mapped_column(sa.String(10))  # version of its rules
    found: Mapped[bool]  # what the grader said
    ruled: Mapped[bool]  # what the person says
    capacity: Mapped[str] = mapped_column(sa.String(7))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("reply", "element", "by_id"),
        sa.CheckConstraint("capacity IN ('trainer', 'mentor')", name="capacity"),
        sa.Index("ix_reply_ruling_rule", "rule"),
    )


class ReplyAmendment(Base):
    """Words that a trainer accepted as saying an element, or forbade, from a revision on.

    They are the trainer's decision, not a record of whoever typed them first: see `masked`.
    """

    __tablename__ = "reply_amendment"
    id: Mapped[Key]
    kept_reply_id: Mapped[int] = mapped_column(sa.ForeignKey("kept_reply.id"), unique=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)  # the first
    step: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    decision: Mapped[str] = mapped_column(sa.String(9))
    element: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    words: Mapped[str] = mapped_column(sa.Text)
    title: Mapped[str | None] = mapped_column(sa.String(LONGEST_ID))  # of something forbidden
    at: Mapped[datetime]

    kept: Mapped[KeptReply] = relationship()

    __table_args__ = (
        sa.CheckConstraint("decision IN ('synonym', 'forbidden')", name="decision"),
        sa.CheckConstraint("(decision = 'forbidden') = (title IS NOT NULL)", name="title"),
        sa.Index("ix_reply_amendment_document_id", "document_id"),
    )
