"""The table of notes that readers keep in lessons."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.courses.domain import LONGEST_ID
from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.notes.domain import LONGEST_QUOTE, LONGEST_WORDS
from lms.people.models import personal

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
