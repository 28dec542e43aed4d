"""Tables of marks in lessons: notes that readers keep, questions that they ask their mentor."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.courses.domain import LONGEST_ID
from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.notes.domain import LONGEST_QUOTE, LONGEST_WORDS
from lms.people.models import RECORD, TRAIL, Person, personal

LONGEST_LANGUAGE = 7
OWN = personal("the reader's own notes, seen by nobody else", "consent", "until taken back")


class Note(Base):
    """Somebody highlighted words of a lesson as it stood in a revision, and may have said why."""

    __tablename__ = "lesson_note"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    language: Mapped[str] = mapped_column(sa.String(LONGEST_LANGUAGE))
    paragraph: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    quote: Mapped[str] = mapped_column(sa.String(LONGEST_QUOTE), info=OWN)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=OWN)  # "": highlighted only
    at: Mapped[datetime] = mapped_column(info=OWN)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("quote <> ''", name="quote"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.Index("ix_lesson_note_person_id_document_id", "person_id", "document_id"),
    )


class LessonQuestion(Base):
    """Somebody asked the mentor of that day about words of a lesson; later answered, once."""

    __tablename__ = "lesson_question"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    language: Mapped[str] = mapped_column(sa.String(LONGEST_LANGUAGE))
    paragraph: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    quote: Mapped[str] = mapped_column(sa.String(LONGEST_QUOTE), info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    answer: Mapped[str | None] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    answered_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    answered_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("quote <> '' AND words <> ''", name="words"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.CheckConstraint("mentor_id <> person_id", name="other"),
        sa.CheckConstraint("answered_by_id <> person_id", name="answerer"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND "
            "(answer IS NULL) = (answered_by_id IS NULL)",
            name="answered",
        ),
        sa.Index("ix_lesson_question_person_id_document_id", "person_id", "document_id"),
    )
