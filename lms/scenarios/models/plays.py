"""Tables of role-play: plays, turns, marks, comments. Facts that are added, never rewritten."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.models import Document
from lms.people.models import RECORD, TRAIL, Person, personal
from lms.scenarios.domain.debrief import LONGEST_COMMENT

OPEN_COUNTED = "ended_at IS NULL AND NOT is_preview"
TYPED = personal("grade and discuss a typed reply", "contract", "employment + 1 year")
TALKED = personal("talk about a play with the person", "contract", "employment + 1 year")


class Play(Base):
    """One person playing one revision of a scenario once; `ended_at` is set once and for all.

    A preview counts nowhere: it is a play of a trainer or mentor, or a window of a drill, which is
    marked as a whole.
    """

    __tablename__ = "play"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    mode: Mapped[str] = mapped_column(sa.String(10), info=RECORD)
    language: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    seed: Mapped[int]  # of the order in which choices are shown
    is_preview: Mapped[bool]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    started_at: Mapped[datetime] = mapped_column(info=RECORD)
    deadline: Mapped[datetime | None]  # of assessments
    extra_time: Mapped[int] = mapped_column(  # per cent by which its clocks run longer
        default=0, server_default="0", info=RECORD
    )
    is_unhurried: Mapped[bool] = mapped_column(  # the customer does not write again by herself
        default=False, server_default=sa.false(), info=RECORD
    )
    was_unhurried: Mapped[bool] = mapped_column(  # at any time
        default=False, server_default=sa.false(), info=RECORD
    )
    ended_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    ended_by: Mapped[str | None] = mapped_column(sa.String(6), info=RECORD)

    person: Mapped[Person] = relationship()
    document: Mapped[Document] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("mode IN ('practice', 'rehearsal', 'assessment')", name="mode"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.CheckConstraint("seed >= 0", name="seed"),
        sa.CheckConstraint("ended_by IN ('ending', 'clock', 'left')", name="ended_by"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="end"),
        sa.CheckConstraint("ended_at >= started_at", name="order"),
        sa.Index("ix_play_person_id_document_id", "person_id", "document_id"),
        sa.Index("ix_play_document_id_started_at", "document_id", "started_at"),
        sa.Index(
            "uq_play_open",
            "person_id",
            "document_id",
            unique=True,
            sqlite_where=sa.text(OPEN_COUNTED),
            postgresql_where=sa.text(OPEN_COUNTED),
        ),
        sa.Index(
            "ix_play_deadline_open",
            "deadline",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )


class Turn(Base):
    """One act in a play, numbered from 1: what was put in, and the verdict that it got."""

    __tablename__ = "turn"
    id: Mapped[Key]
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"))
    number: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    kind: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    input: Mapped[Json] = mapped_column(info=RECORD)
    text: Mapped[str | None] = mapped_column(sa.Text, info=TYPED)  # what was typed; erasable
    verdict: Mapped[Json] = mapped_column(info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("play_id", "number"),
        sa.UniqueConstraint("play_id", "key"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint(
            "kind IN ('choice', 'reply', 'record', 'card', 'hint', 'rewind', 'wait')", name="kind"
        ),
    )


class Mark(Base):
    """What a play came to; of several the one with the highest number counts."""

    __tablename__ = "mark"
    id: Mapped[Key]
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"))
    number: Mapped[int]
    score: Mapped[int] = mapped_column(info=RECORD)  # per cent of the best reachable points
    points: Mapped[Json] = mapped_column(info=RECORD)  # total and per competency: points, best
    passed: Mapped[bool] = mapped_column(info=RECORD)
    engine: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("play_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )


class Retry(Base):
    """A practice that began in the middle of another play; it never counts.

    The turns before `from_turn` are copies of those that were not taken back in the other play.
    """

    __tablename__ = "play_retry"
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"), primary_key=True, info=RECORD)
    source_id: Mapped[int] = mapped_column(info=RECORD)
    from_turn: Mapped[int] = mapped_column(info=RECORD)  # of the other play

    __table_args__ = (
        sa.ForeignKeyConstraint(["source_id", "from_turn"], ["turn.play_id", "turn.number"]),
        sa.CheckConstraint("play_id <> source_id", name="source"),
        sa.Index("ix_play_retry_source_id_from_turn", "source_id", "from_turn"),
    )


class Comment(Base):
    """What a mentor or trainer says about one turn of somebody's play; never changed.

    Once it is taken back its words are shown to nobody.
    """

    __tablename__ = "play_comment"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    play_id: Mapped[int]
    turn: Mapped[int] = mapped_column(info=RECORD)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    text: Mapped[str | None] = mapped_column(sa.String(LONGEST_COMMENT), info=TALKED)  # erasable
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    at: Mapped[datetime] = mapped_column(info=RECORD)
    taken_back_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    by: Mapped[Person] = relationship()

    __table_args__ = (
        sa.ForeignKeyConstraint(["play_id", "turn"], ["turn.play_id", "turn.number"]),
        sa.UniqueConstraint("by_id", "key"),
        sa.CheckConstraint("text <> ''", name="text"),
        sa.Index("ix_play_comment_play_id_turn", "play_id", "turn"),
    )
