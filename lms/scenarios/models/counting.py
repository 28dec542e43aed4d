"""Tables of what is counted for authors, so that pages need not replay plays.

They may be thrown away and made again (`flask scenarios count`).
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key
from lms.people.models import RECORD

LONGEST_STEP = 60  # characters of the id of a step or an answer


class FirstPlay(Base):
    """The play of a person that counts among all plays of a revision in a mode: the first one."""

    __tablename__ = "first_play"
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    mode: Mapped[str] = mapped_column(sa.String(10), info=RECORD)
    left_at: Mapped[str | None] = mapped_column(  # the step; None: it reached an ending
        sa.String(LONGEST_STEP), info=RECORD
    )

    __table_args__ = (
        sa.UniqueConstraint("person_id", "revision_id", "mode"),
        sa.CheckConstraint("mode IN ('practice', 'rehearsal', 'assessment')", name="mode"),
        sa.Index("ix_first_play_revision_id_mode_left_at", "revision_id", "mode", "left_at"),
    )


class StepTaken(Base):
    """What a first play did at a step when it came there first; `answer` is empty if nothing.

    Revision, mode and score are those of the play: a million rows are added up from one index.
    """

    __tablename__ = "step_taken"
    id: Mapped[Key]
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"))
    mode: Mapped[str] = mapped_column(sa.String(10), info=RECORD)
    step: Mapped[str] = mapped_column(sa.String(LONGEST_STEP), info=RECORD)
    answer: Mapped[str] = mapped_column(sa.String(LONGEST_STEP), info=RECORD)
    target: Mapped[str] = mapped_column(sa.String(LONGEST_STEP), info=RECORD)
    earned: Mapped[int] = mapped_column(info=RECORD)  # points, none below 0
    seconds: Mapped[int | None] = mapped_column(info=RECORD)  # None: not answered
    score: Mapped[int | None] = mapped_column(info=RECORD)  # per cent; None: left, never marked

    __table_args__ = (
        sa.UniqueConstraint("play_id", "step"),
        sa.CheckConstraint("mode IN ('practice', 'rehearsal', 'assessment')", name="mode"),
        sa.CheckConstraint("earned >= 0", name="earned"),
        sa.CheckConstraint("seconds BETWEEN 0 AND 3600", name="seconds"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        sa.Index(
            "ix_step_taken_counts",
            *("revision_id", "mode", "step", "answer", "target", "earned", "score"),
        ),
        sa.Index("ix_step_taken_seconds", "revision_id", "mode", "step", "seconds"),
    )
