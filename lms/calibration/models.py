"""Tables of calibration: a round, who is asked to grade, and what they gave."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.people.models import RECORD, TRAIL, Person
from lms.scenarios.models import Play


class CalibrationRound(Base):
    """All mentors of a month grade the talk of one play with one checklist; closed once."""

    __tablename__ = "calibration_round"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    month: Mapped[date] = mapped_column(sa.Date, unique=True)  # its first day
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("play.id"), unique=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    opened_at: Mapped[datetime]
    closed_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    closed_at: Mapped[datetime | None]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    play: Mapped[Play] = relationship()
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])

    __table_args__ = (
        sa.UniqueConstraint("opened_by_id", "key"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name="end"),
        sa.CheckConstraint("closed_at >= opened_at", name="order"),
    )


class CalibrationSeat(Base):
    """A mentor is asked to grade in a round; sent once; the result is reckoned when it closes."""

    __tablename__ = "calibration_seat"
    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("calibration_round.id"))
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    sent_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    key: Mapped[str | None] = mapped_column(sa.String(LONGEST_KEY))  # of the post that sent it
    items: Mapped[int | None] = mapped_column(info=RECORD)  # graded by this mentor and another
    kappa: Mapped[float | None] = mapped_column(sa.Float, info=RECORD)
    leniency: Mapped[float | None] = mapped_column(sa.Float, info=RECORD)  # points; milder: above 0

    mentor: Mapped[Person] = relationship()
    round: Mapped[CalibrationRound] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("round_id", "mentor_id"),
        sa.CheckConstraint("(sent_at IS NULL) = (key IS NULL)", name="sent"),
        sa.CheckConstraint("items IS NULL OR sent_at IS NOT NULL", name="result"),
        sa.CheckConstraint("items >= 0", name="items"),
        sa.CheckConstraint(
            "kappa IS NULL OR (leniency IS NOT NULL AND kappa BETWEEN -1 AND 1)", name="kappa"
        ),
        sa.CheckConstraint(
            "leniency IS NULL OR (items > 0 AND leniency BETWEEN -3 AND 3)", name="leniency"
        ),
    )


class CalibrationGrade(Base):
    """What a mentor gave one item; what is left out was not seen. Never changed."""

    __tablename__ = "calibration_grade"
    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("calibration_seat.id"))
    item: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))  # in the round's revision
    grade: Mapped[int] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("seat_id", "item"),
        sa.CheckConstraint("grade BETWEEN 0 AND 3", name="grade"),
    )
