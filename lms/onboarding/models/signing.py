"""Tables of signatures, and of what trainees say before a gate."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.onboarding.domain.signing import LONGEST_WORDS, MOST_EXTENSION
from lms.onboarding.domain.statement import LONGEST_ANSWER
from lms.onboarding.models.plans import Plan
from lms.people.models import RECORD, TRAIL, Person


class SignOff(Base):
    """Somebody put a name to a task or gate, or took it back; numbered, never changed.

    A lead, deputy or another mentor answers the mentor's entry of the same number, once.
    """

    __tablename__ = "sign_off"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    subject: Mapped[str] = mapped_column(sa.String(4))
    subject_id: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    capacity: Mapped[str] = mapped_column(sa.String(6))
    number: Mapped[int]  # of this subject, counted from 1
    verdict: Mapped[str] = mapped_column(sa.String(9), info=RECORD)
    extension_days: Mapped[int] = mapped_column(default=0)  # working days
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    by: Mapped[Person] = relationship()
    plan: Mapped[Plan] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "subject", "subject_id", "capacity", "number"),
        sa.UniqueConstraint("by_id", "key"),
        sa.Index(
            "uq_sign_off_answer",
            *("plan_id", "subject", "subject_id", "number"),
            unique=True,
            sqlite_where=sa.text("capacity <> 'mentor'"),
            postgresql_where=sa.text("capacity <> 'mentor'"),
        ),
        sa.CheckConstraint("subject IN ('task', 'gate')", name="subject"),
        sa.CheckConstraint("capacity IN ('mentor', 'lead', 'deputy', 'peer')", name="capacity"),
        sa.CheckConstraint("verdict IN ('pass', 'extend', 'fail', 'withdrawn')", name="verdict"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(f"extension_days BETWEEN 0 AND {MOST_EXTENSION}", name="extension"),
        sa.CheckConstraint("(verdict = 'extend') = (extension_days > 0)", name="extension_days"),
    )


class TaskApproval(Base):
    """A signature on a task waits for a second person, or was confirmed by one."""

    __tablename__ = "task_approval"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), index=True)
    task: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    sign_off_id: Mapped[int] = mapped_column(sa.ForeignKey("sign_off.id"), unique=True)
    role: Mapped[str] = mapped_column(sa.String(4))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime | None] = mapped_column(info=RECORD)

    plan: Mapped[Plan] = relationship()
    sign_off: Mapped[SignOff] = relationship()

    __table_args__ = (
        sa.CheckConstraint("role IN ('lead', 'hr')", name="role"),
        sa.CheckConstraint("(at IS NULL) = (by_id IS NULL)", name="confirmed"),
        sa.Index(
            "uq_task_approval_waiting",
            *("plan_id", "task"),
            unique=True,
            sqlite_where=sa.text("at IS NULL"),
            postgresql_where=sa.text("at IS NULL"),
        ),
    )


class GateStatement(Base):
    """What a trainee says of a gate: a draft until it is sent, then fixed; one draft at a time."""

    __tablename__ = "gate_statement"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    gate: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    number: Mapped[int]  # of this gate, counted from 1
    done: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    learnt: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    lacking: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    ahead: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    saved_at: Mapped[datetime] = mapped_column(info=RECORD)
    sent_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "gate", "number"),
        sa.Index(
            "uq_gate_statement_draft",
            *("plan_id", "gate"),
            unique=True,
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(
            "sent_at IS NULL OR (done <> '' AND learnt <> '' AND lacking <> '' AND ahead <> '')",
            name="whole",
        ),
        sa.CheckConstraint("sent_at >= saved_at", name="order"),
    )
