"""Tables of reading: sections acknowledged, checks answered, lessons completed and signed.

All of them are facts: written once, never changed, kept with the revision on which they happened.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key
from lms.forms import LONGEST_KEY
from lms.library.models import DIGEST_LENGTH
from lms.people.models import RECORD

LONGEST_ID = 60  # of a section or a check


class ActInLesson:
    """What a person did once in a lesson, on the revision they read; `key` is the act's own."""

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))


class SectionRead(ActInLesson, Base):
    """A person acknowledged a section; `seconds` of reading count since the act before."""

    __tablename__ = "section_read"
    id: Mapped[Key]
    section: Mapped[str] = mapped_column(sa.String(LONGEST_ID), info=RECORD)
    seconds: Mapped[int] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("seconds BETWEEN 0 AND 180", name="seconds"),
        sa.Index("ix_section_read_person_id_document_id", "person_id", "document_id"),
        sa.Index("ix_section_read_person_id_at", "person_id", "at"),
    )


class CheckAnswer(ActInLesson, Base):
    """A person answered a check; every try is kept, with the verdict it got."""

    __tablename__ = "check_answer"
    id: Mapped[Key]
    question: Mapped[str] = mapped_column(sa.String(LONGEST_ID), info=RECORD)
    answer: Mapped[list[str]] = mapped_column(sa.JSON, info=RECORD)  # authored ids as chosen
    is_right: Mapped[bool] = mapped_column(info=RECORD)
    seconds: Mapped[int] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("seconds BETWEEN 0 AND 180", name="seconds"),
        sa.Index("ix_check_answer_person_id_document_id", "person_id", "document_id"),
        sa.Index("ix_check_answer_person_id_at", "person_id", "at"),
    )


class LessonCompletion(Base):
    """A person met the completion rule of a lesson, as it stood in a revision."""

    __tablename__ = "lesson_completion"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    completed_at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "revision_id"),
        sa.Index("ix_lesson_completion_person_id_document_id", "person_id", "document_id"),
    )


class CourseCompletion(Base):
    """A person completed a course as it stood in a revision, with the lesson that came last.

    That lesson was completed, or the person was exempted from it by the entry test.
    """

    __tablename__ = "course_completion"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    last_lesson_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("lesson_completion.id"), index=True
    )
    last_exemption_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("lesson_exemption.id"), index=True
    )
    completed_at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("document_id", "last_lesson_id"),
        sa.UniqueConstraint("document_id", "last_exemption_id"),
        sa.CheckConstraint("(last_lesson_id IS NULL) <> (last_exemption_id IS NULL)", name="last"),
    )


class LessonSignature(Base):
    """A person declared to have read a lesson and to act on it; the database lets no row change.

    `digest` is the SHA-256 of the words that were read, in that language.
    """

    __tablename__ = "lesson_signature"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    language: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH))
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.UniqueConstraint("person_id", "revision_id"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.Index("ix_lesson_signature_document_id_person_id", "document_id", "person_id"),
    )


# Whoever can write to the table can still not rewrite it; migrations carry the same statements.
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'lesson_signature is append-only'); END"
SQLITE_REFUSALS = (
    f"CREATE TRIGGER lesson_signature_no_update BEFORE UPDATE ON lesson_signature {_REFUSE}",
    f"CREATE TRIGGER lesson_signature_no_delete BEFORE DELETE ON lesson_signature {_REFUSE}",
    f"""CREATE TRIGGER lesson_signature_no_replace BEFORE INSERT ON lesson_signature
    WHEN EXISTS (SELECT 1 FROM lesson_signature WHERE id = NEW.id) {_REFUSE}""",  # noqa: S608  # nosec B608  # ours alone
)
POSTGRESQL_REFUSALS = (
    """CREATE OR REPLACE FUNCTION refuse_change_of_lesson_signature() RETURNS trigger
    LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lesson_signature is append-only'; END $$""",
    """CREATE TRIGGER lesson_signature_append_only BEFORE UPDATE OR DELETE ON lesson_signature
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_lesson_signature()""",
    """CREATE TRIGGER lesson_signature_no_truncate BEFORE TRUNCATE ON lesson_signature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_lesson_signature()""",
)
for dialect, statements in (("sqlite", SQLITE_REFUSALS), ("postgresql", POSTGRESQL_REFUSALS)):
    for statement in statements:
        refusal = sa.DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(LessonSignature.__table__, "after_create", refusal)
