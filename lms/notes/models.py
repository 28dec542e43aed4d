"""Tables of marks in lessons: notes of readers, questions to their mentor, reactions."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from lms.courses.domain import LONGEST_ID
from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.notes.domain import LONGEST_QUOTE, LONGEST_WORDS
from lms.people.models import RECORD, TRAIL, Person, personal

LONGEST_LANGUAGE = 7
SAID = personal("mend lessons by what readers say", "contract", "employment + 1 year")
OPEN = "answered_at IS NULL"
OWN = personal("the reader's own notes, seen by nobody else", "consent", "until taken back")


class AtParagraph(Base):
    """What all marks share: whose it is, which words of a lesson as it stood in a revision."""

    __abstract__ = True
    register: ClassVar[dict[str, Any]]  # of personal data: why and how long it is kept

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    language: Mapped[str] = mapped_column(sa.String(LONGEST_LANGUAGE))
    paragraph: Mapped[str] = mapped_column(sa.String(LONGEST_ID))
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    @declared_attr
    def person_id(cls) -> Mapped[int]:  # noqa: N805  # a class, as SQLAlchemy calls it
        """Who has put it there."""
        return mapped_column(sa.ForeignKey("person.id"), info=cls.register)

    @declared_attr
    def quote(cls) -> Mapped[str]:  # noqa: N805
        """The words that it is about."""
        return mapped_column(sa.String(LONGEST_QUOTE), info=cls.register)

    @declared_attr
    def words(cls) -> Mapped[str]:  # noqa: N805
        """What its reader says about them; empty: nothing."""
        return mapped_column(sa.String(LONGEST_WORDS), info=cls.register)

    @declared_attr
    def at(cls) -> Mapped[datetime]:  # noqa: N805
        """When it was put there."""
        return mapped_column(info=cls.register)


class Answered:
    """What marks share that somebody else answers, once."""

    answer: Mapped[str | None] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    answered_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    answered_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )

    @declared_attr
    def answered_by(cls) -> Mapped[Person | None]:  # noqa: N805
        """Who has answered."""
        return relationship(foreign_keys=f"{cls.__name__}.answered_by_id")  # type: ignore[attr-defined]


def _rules(*own: SchemaItem) -> tuple[SchemaItem, ...]:
    """The constraints of a table of marks: those of all, and its own."""
    return (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        *own,
    )


def _found_by_reader(table: str) -> SchemaItem:
    return sa.Index(f"ix_{table}_person_id_document_id", "person_id", "document_id")


def _answered_at_once() -> SchemaItem:
    return sa.CheckConstraint(
        "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by_id IS NULL)",
        name="answered",
    )


class Note(AtParagraph):
    """Somebody highlighted words of a lesson as it stood in a revision, and may have said why."""

    __tablename__ = "lesson_note"
    register = OWN

    __table_args__ = _rules(
        sa.CheckConstraint("quote <> ''", name="quote"), _found_by_reader(__tablename__)
    )


class LessonQuestion(AtParagraph, Answered):
    """Somebody asked the mentor of that day about words of a lesson; later answered, once."""

    __tablename__ = "lesson_question"
    register = RECORD
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)

    person: Mapped[Person] = relationship(foreign_keys="LessonQuestion.person_id")

    __table_args__ = _rules(
        sa.CheckConstraint("quote <> '' AND words <> ''", name="words"),
        sa.CheckConstraint("mentor_id <> person_id", name="other"),
        sa.CheckConstraint("answered_by_id <> person_id", name="answerer"),
        _answered_at_once(),
        _found_by_reader(__tablename__),
    )


class LessonReaction(AtParagraph, Answered):
    """Somebody said what is wrong with a paragraph, once; later settled by who writes the lesson.

    The answer is the sentence that the reader is told.
    """

    __tablename__ = "lesson_reaction"
    register = SAID
    kind: Mapped[str] = mapped_column(sa.String(8), info=SAID)
    due_on: Mapped[date]
    verdict: Mapped[str | None] = mapped_column(sa.String(7))

    person: Mapped[Person] = relationship(foreign_keys="LessonReaction.person_id")

    __table_args__ = _rules(
        sa.UniqueConstraint("person_id", "document_id", "paragraph", "kind"),
        sa.CheckConstraint("quote <> ''", name="quote"),
        sa.CheckConstraint("kind IN ('unclear', 'outdated', 'wrong')", name="kind"),
        sa.CheckConstraint("verdict IN ('changed', 'kept')", name="verdict"),
        sa.CheckConstraint("(verdict IS NULL) = (answer IS NULL)", name="settled"),
        _answered_at_once(),
        sa.Index(
            "ix_lesson_reaction_waiting",
            *("document_id", "paragraph", "kind", "due_on"),
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )
