"""Tables of sessions: the record, the apprentice's answer, to-dos, what was talked about.

Private notes have a table of their own, so that nobody reads them by accident.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain import (
    LONGEST_NOTES,
    LONGEST_TODO,
    LONGEST_WORDS_OF_ANSWER,
)
from lms.people.models import RECORD, TRAIL, Pair, Person, personal

SHARED = personal("what mentor and apprentice agreed, read by the two", "contract", "employment")
PRIVATE = personal("the writer's own notes, seen by nobody else", "consent", "until taken back")


class SessionRecord(Base):
    """A mentor wrote down a session with the apprentice; never changed, at most replaced."""

    __tablename__ = "session_record"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)  # apprentice
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    talk: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)  # in that revision
    held_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    minutes: Mapped[int] = mapped_column(info=RECORD)
    shared: Mapped[str] = mapped_column(sa.String(LONGEST_NOTES), info=SHARED)
    next_on: Mapped[date | None] = mapped_column(sa.Date, info=RECORD)  # when they meet again
    task: Mapped[str | None] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)  # signed with it
    corrects_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("session_record.id"), unique=True, info=RECORD
    )
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])

    __table_args__ = (
        sa.UniqueConstraint("mentor_id", "key"),
        sa.CheckConstraint("mentor_id <> person_id", name="two_people"),
        sa.CheckConstraint("minutes BETWEEN 5 AND 240", name="minutes"),
        sa.CheckConstraint("shared <> ''", name="shared"),
        sa.CheckConstraint("next_on > held_on", name="next_on"),
        sa.CheckConstraint("corrects_id <> id", name="other"),
        sa.Index("ix_session_record_pair_id_held_on", "pair_id", "held_on"),
        sa.Index("ix_session_record_person_id_held_on", "person_id", "held_on"),
        sa.Index("ix_session_record_mentor_id_held_on", "mentor_id", "held_on"),
    )


class SessionAnswer(Base):
    """The apprentice confirmed a record, or wrote what was different; once, never changed."""

    __tablename__ = "session_answer"
    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    is_confirmed: Mapped[bool] = mapped_column(info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS_OF_ANSWER), info=SHARED)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (sa.CheckConstraint("is_confirmed OR words <> ''", name="words"),)


class SessionTodo(Base):
    """Something that one of the two is to do by a day; open until somebody says how it ended."""

    __tablename__ = "session_todo"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), index=True)
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_TODO), info=SHARED)
    due_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    closed: Mapped[str | None] = mapped_column(sa.String(7), info=RECORD)
    closed_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    closed_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )

    pair: Mapped[Pair] = relationship()
    owner: Mapped[Person] = relationship(foreign_keys=[owner_id])

    __table_args__ = (
        sa.CheckConstraint("words <> ''", name="words"),
        sa.CheckConstraint("closed IN ('done', 'dropped')", name="closed"),
        sa.CheckConstraint(
            "(closed IS NULL) = (closed_at IS NULL) AND (closed IS NULL) = (closed_by_id IS NULL)",
            name="end",
        ),
    )


class SessionTopic(Base):
    """What was talked about: a question from a lesson, or a play or one of its turns."""

    __tablename__ = "session_topic"
    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("lesson_question.id"), index=True)
    play_id: Mapped[int | None] = mapped_column(sa.ForeignKey("play.id"), index=True)
    turn: Mapped[int | None]  # of the play; None: the play as a whole

    __table_args__ = (
        sa.CheckConstraint("(question_id IS NULL) <> (play_id IS NULL)", name="one"),
        sa.CheckConstraint("turn IS NULL OR (play_id IS NOT NULL AND turn >= 1)", name="turn"),
    )


class PrivateNote(Base):
    """What one of the two noted about a session for themselves alone; gone when taken back."""

    __tablename__ = "session_note"
    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), index=True)
    writer_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=PRIVATE)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_NOTES), info=PRIVATE)
    at: Mapped[datetime] = mapped_column(info=PRIVATE)

    __table_args__ = (
        sa.UniqueConstraint("session_id", "writer_id"),
        sa.CheckConstraint("words <> ''", name="words"),
    )
