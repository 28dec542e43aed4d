"""Tables of disputes: somebody contests how a turn was graded, and may take that further."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.disputes.domain import LONGEST_REASON, LONGEST_WORDS
from lms.forms import LONGEST_KEY
from lms.people.models import RECORD, TRAIL, Person
from lms.scenarios.models import Turn

OPEN = "decided_at IS NULL"


class Dispute(Base):
    """One turn's grading is contested, and later upheld or overruled; both verdicts are kept.

    The verdict stands with the turn, what overruling made of it with the regrading of the play
    whose cause is this dispute.
    """

    __tablename__ = "dispute"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    turn_id: Mapped[int] = mapped_column(sa.ForeignKey("turn.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)  # "": said nothing
    opened_at: Mapped[datetime] = mapped_column(info=RECORD)
    decision: Mapped[str | None] = mapped_column(sa.String(9), info=RECORD)
    capacity: Mapped[str | None] = mapped_column(sa.String(7), info=RECORD)
    reason: Mapped[str | None] = mapped_column(sa.String(LONGEST_REASON), info=RECORD)
    decided_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    decided_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    turn: Mapped[Turn] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    appeal: Mapped["Appeal | None"] = relationship(back_populates="dispute")

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("decision IN ('upheld', 'overruled')", name="decision"),
        sa.CheckConstraint("capacity IN ('trainer', 'mentor')", name="capacity"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) AND "
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (capacity IS NULL) AND "
            "(decided_at IS NULL) = (reason IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint("decided_by_id <> person_id", name="other"),
        sa.CheckConstraint("decided_at >= opened_at", name="order"),
        sa.Index(
            "uq_dispute_open",
            "turn_id",
            unique=True,
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
        sa.Index(
            "ix_dispute_waiting",
            "opened_at",
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )


class Appeal(Base):
    """A decided dispute that its person takes further, once; later decided for good."""

    __tablename__ = "dispute_appeal"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), unique=True)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    opened_at: Mapped[datetime] = mapped_column(info=RECORD)
    decision: Mapped[str | None] = mapped_column(sa.String(9), info=RECORD)
    reason: Mapped[str | None] = mapped_column(sa.String(LONGEST_REASON), info=RECORD)
    decided_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    decided_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    dispute: Mapped[Dispute] = relationship(back_populates="appeal")
    decided_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("decision IN ('upheld', 'overruled')", name="decision"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL) AND "
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (reason IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint("decided_at >= opened_at", name="order"),
        sa.Index(
            "ix_dispute_appeal_waiting",
            "opened_at",
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )
