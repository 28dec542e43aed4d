"""Tables of the entry test: tests, what they asked, answers; exemptions and what takes them back.

Answers, exemptions and withdrawals are facts: written once, never changed.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.courses.domain.entry import LONGEST_WORDS
from lms.courses.models.reading import LONGEST_ID
from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.people.models import RECORD, TRAIL, Person

LONGEST_SEED = 32
OPEN = "handed_in_at IS NULL"


class EntryTest(Base):
    """A person began the entry test of a course; `seed` decides its questions and their order."""

    __tablename__ = "entry_test"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    seed: Mapped[str] = mapped_column(sa.String(LONGEST_SEED))
    started_at: Mapped[datetime] = mapped_column(info=RECORD)
    handed_in_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("handed_in_at >= started_at", name="handed_in"),
        sa.Index("ix_entry_test_person_id_document_id", "person_id", "document_id"),
        sa.Index(
            "uq_entry_test_open",
            "person_id",
            "document_id",
            unique=True,
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )


class EntryTestLesson(Base):
    """A lesson that a test asks about, as it stood; `outcome` once the test was handed in."""

    __tablename__ = "entry_test_lesson"
    id: Mapped[Key]
    test_id: Mapped[int] = mapped_column(sa.ForeignKey("entry_test.id"))
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    questions: Mapped[list[str]] = mapped_column(sa.JSON)  # authored ids in the order of asking
    outcome: Mapped[str | None] = mapped_column(sa.String(8), info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("test_id", "document_id"),
        sa.CheckConstraint(
            "outcome IN ('exempt', 'wrong', 'tried', 'complete', 'changed')", name="outcome"
        ),
    )


class EntryAnswer(Base):
    """A question of a test was answered; every answer is kept, the last one counts."""

    __tablename__ = "entry_answer"
    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("entry_test_lesson.id"))
    question: Mapped[str] = mapped_column(sa.String(LONGEST_ID), info=RECORD)
    answer: Mapped[list[str]] = mapped_column(sa.JSON, info=RECORD)  # authored ids as chosen
    is_right: Mapped[bool] = mapped_column(info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (sa.UniqueConstraint("lesson_id", "key"),)


class LessonExemption(Base):
    """A person need not read a lesson, as it stood, since they answered all a test asked of it."""

    __tablename__ = "lesson_exemption"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    test_lesson_id: Mapped[int] = mapped_column(sa.ForeignKey("entry_test_lesson.id"), unique=True)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.Index("ix_lesson_exemption_person_id_document_id", "person_id", "document_id"),
    )


class ExemptionWithdrawal(Base):
    """A mentor took an exemption back: the counter-entry."""

    __tablename__ = "exemption_withdrawal"
    id: Mapped[Key]
    exemption_id: Mapped[int] = mapped_column(sa.ForeignKey("lesson_exemption.id"), unique=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    by: Mapped[Person] = relationship()

    __table_args__ = (sa.CheckConstraint("words <> ''", name="words"),)
