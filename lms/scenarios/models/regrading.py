"""The table of plays that were graded anew."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.people.models import RECORD, TRAIL
from lms.scenarios.models.plays import Play

LONGEST_CAUSE = 40
FELL = "move = 'falls' AND state = 'counted'"
LONGEST_WORDS = 500  # characters of a reason


class Regrading(Base):
    """What saying otherwise of some turns makes of a play that is over; counted, or waiting for it.

    `cause` names what it follows from and is there once per play. Who rises is counted at once; who
    falls only after a second person has agreed.
    """

    __tablename__ = "regrading"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"))
    cause: Mapped[str] = mapped_column(sa.String(LONGEST_CAUSE))
    changes: Mapped[Json] = mapped_column(info=RECORD)  # turn → part → what is now said of it
    verdicts: Mapped[Json] = mapped_column(info=RECORD)  # turn → the verdict that follows
    move: Mapped[str] = mapped_column(sa.String(5), info=RECORD)
    was: Mapped[int] = mapped_column(info=RECORD)  # score before, per cent
    score: Mapped[int] = mapped_column(info=RECORD)  # and after
    passes: Mapped[bool] = mapped_column(info=RECORD)
    state: Mapped[str] = mapped_column(sa.String(8), info=RECORD)
    mark_number: Mapped[int | None] = mapped_column(info=RECORD)  # of the mark that it made
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    settled_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    settled_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    words: Mapped[str | None] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)  # of who did

    play: Mapped[Play] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("play_id", "cause"),
        sa.CheckConstraint("move IN ('falls', 'rises', 'stays')", name="move"),
        sa.CheckConstraint("state IN ('waiting', 'counted', 'declined')", name="state"),
        sa.CheckConstraint("was BETWEEN 0 AND 100 AND score BETWEEN 0 AND 100", name="score"),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        sa.CheckConstraint("(state = 'counted') = (mark_number IS NOT NULL)", name="counted"),
        sa.CheckConstraint(  # nobody falls without a second person
            "(move = 'falls' AND state <> 'waiting') = (settled_by_id IS NOT NULL)",
            name="second",
        ),
        sa.CheckConstraint("settled_by_id <> by_id", name="other"),
        sa.CheckConstraint("move = 'falls' OR state = 'counted'", name="at_once"),
        sa.Index(
            "ix_regrading_waiting",
            "at",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index(
            "ix_regrading_fell",
            "settled_at",
            sqlite_where=sa.text(FELL),
            postgresql_where=sa.text(FELL),
        ),
    )
