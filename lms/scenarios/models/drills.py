"""Tables of drills: several plays of one person at once, and what they came to together."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.people.models import RECORD, Person

OPEN_DRILL = "ended_at IS NULL AND NOT is_preview"


class DrillRun(Base):
    """One person in one drill once, pinned to its revision; `ended_at` is set once and for all."""

    __tablename__ = "drill_run"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    is_preview: Mapped[bool]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    started_at: Mapped[datetime] = mapped_column(info=RECORD)
    deadline: Mapped[datetime]
    extra_time: Mapped[int] = mapped_column(info=RECORD)  # per cent by which its limits are longer
    ended_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    ended_by: Mapped[str | None] = mapped_column(sa.String(6), info=RECORD)

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("ended_by IN ('ending', 'clock', 'left')", name="ended_by"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="end"),
        sa.CheckConstraint("ended_at >= started_at", name="order"),
        sa.CheckConstraint("deadline >= started_at", name="deadline"),
        sa.CheckConstraint("extra_time >= 0", name="extra_time"),
        sa.Index("ix_drill_run_person_id_document_id", "person_id", "document_id"),
        sa.Index(
            "uq_drill_run_open",
            "person_id",
            "document_id",
            unique=True,
            sqlite_where=sa.text(OPEN_DRILL),
            postgresql_where=sa.text(OPEN_DRILL),
        ),
    )


class DrillWindow(Base):
    """One customer of a drill: a play that counts nowhere by itself."""

    __tablename__ = "drill_window"
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("drill_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"), unique=True)

    __table_args__ = (sa.CheckConstraint("number BETWEEN 1 AND 4", name="number"),)


class DrillMark(Base):
    """What a drill came to; of several the one with the highest number counts."""

    __tablename__ = "drill_mark"
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("drill_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    score: Mapped[int] = mapped_column(info=RECORD)  # per cent: the product of the three
    passed: Mapped[bool] = mapped_column(info=RECORD)
    windows: Mapped[Json] = mapped_column(info=RECORD)  # by number: score, answers in time, mix-ups
    engine: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )
