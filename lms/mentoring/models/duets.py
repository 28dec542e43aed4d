"""Tables of two-seat role-plays: who sat where, and every line that was said."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain import LONGEST_ITEM_WORDS, LONGEST_LINE
from lms.mentoring.models.observations import ChecklistRecord
from lms.people.models import RECORD, TRAIL, Pair, Person, personal

SAID = personal("what the two said in a role-play, read by the two", "contract", "employment")
OPEN = sa.text("ended_at IS NULL")


class Duet(Base):
    """A mentor plays a customer from a card, the apprentice answers; one at a time."""

    __tablename__ = "duet"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(info=RECORD)
    ended_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    checklist_record_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("checklist_record.id"), unique=True
    )
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])
    checklist_record: Mapped[ChecklistRecord | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("mentor_id", "key"),
        sa.CheckConstraint("mentor_id <> person_id", name="two_people"),
        sa.CheckConstraint("checklist_record_id IS NULL OR ended_at IS NOT NULL", name="record"),
        sa.Index("uq_duet_open", "pair_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )


class DuetLine(Base):
    """One of the two said something; never changed."""

    __tablename__ = "duet_line"
    id: Mapped[Key]
    duet_id: Mapped[int] = mapped_column(sa.ForeignKey("duet.id"))
    number: Mapped[int]  # counted from 1
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_LINE), info=SAID)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("duet_id", "number"),
        sa.UniqueConstraint("duet_id", "key"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("words <> ''", name="words"),
    )


class DuetSeat(Base):
    """The third seat of a role-play: whoever opens its link first fills in the checklist."""

    __tablename__ = "duet_seat"
    id: Mapped[Key]
    public_id: Mapped[PublicId]  # the link, good for one person
    duet_id: Mapped[int] = mapped_column(sa.ForeignKey("duet.id"), unique=True)
    observer_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    offered_at: Mapped[datetime]
    taken_at: Mapped[datetime | None] = mapped_column(info=TRAIL)

    duet: Mapped[Duet] = relationship()
    observer: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("(observer_id IS NULL) = (taken_at IS NULL)", name="taken"),
    )


class DuetMark(Base):
    """What the third seat has ticked so far of one item; fixed once the record is written."""

    __tablename__ = "duet_mark"
    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(sa.ForeignKey("duet_seat.id"))
    item: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)
    is_done: Mapped[bool] = mapped_column(info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_ITEM_WORDS), info=RECORD)

    __table_args__ = (sa.UniqueConstraint("seat_id", "item"),)
