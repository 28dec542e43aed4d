"""Tables of what people are allowed beyond the rules of an assessment: more time, more attempts."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.models import Document
from lms.people.models import RECORD, Person, personal

REASON = personal("grant extra time fairly", "contract", "employment + 1 year")
CAUSE = personal("grant another attempt fairly", "contract", "employment + 1 year")


class ExtraTime(Base):
    """More time in the assessments that somebody begins from now on, until it is taken back."""

    __tablename__ = "extra_time"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    document_id: Mapped[int | None] = mapped_column(  # None: all scenarios
        sa.ForeignKey("document.id"), index=True
    )
    percent: Mapped[int] = mapped_column(info=RECORD)
    reason: Mapped[str | None] = mapped_column(sa.String(200), info=REASON)  # erasable
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    granted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    granted_at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=RECORD
    )
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    granted_by: Mapped[Person] = relationship(foreign_keys=[granted_by_id])
    document: Mapped[Document | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("granted_by_id", "key"),
        sa.CheckConstraint("percent IN (25, 50, 100, 200)", name="percent"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="end"),
    )


class ExtraAttempt(Base):
    """One more assessment of a scenario than its rules give a person, unless it was taken back."""

    __tablename__ = "extra_attempt"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    reason: Mapped[str | None] = mapped_column(sa.String(200), info=CAUSE)  # erasable
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    granted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    granted_at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=RECORD
    )
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    granted_by: Mapped[Person] = relationship(foreign_keys=[granted_by_id])
    document: Mapped[Document] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("granted_by_id", "key"),
        sa.CheckConstraint("granted_by_id <> person_id", name="other"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="end"),
        sa.Index("ix_extra_attempt_person_id_document_id", "person_id", "document_id"),
    )
