"""Tables of a day: the sheet, the matters on it, the half hours that were noted."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.workday.domain import LONGEST_WORDS, MOST_HALF_HOURS
from lms.workday.models.register import OWN

OPEN = "closing IS NULL"


class DaySheet(Base):
    """Somebody's day: when it began, and how it was to be shared out, in percent."""

    __tablename__ = "day_sheet"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN)
    day: Mapped[date] = mapped_column(sa.Date, info=OWN)
    started_at: Mapped[datetime | None] = mapped_column(info=OWN)
    response: Mapped[int] = mapped_column(info=OWN)
    solving: Mapped[int] = mapped_column(info=OWN)
    upkeep: Mapped[int] = mapped_column(info=OWN)
    slack: Mapped[int] = mapped_column(info=OWN)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "day"),
        sa.CheckConstraint(
            "response >= 0 AND solving >= 0 AND upkeep >= 0 AND slack >= 0 "
            "AND response + solving + upkeep + slack = 100",
            name="whole",
        ),
    )


class DayMatter(Base):
    """Something that somebody put on the list of a day, and what came of it."""

    __tablename__ = "day_matter"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN)
    day: Mapped[date] = mapped_column(sa.Date, info=OWN)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=OWN)
    quadrant: Mapped[str] = mapped_column(sa.String(9), info=OWN)
    sort: Mapped[str] = mapped_column(sa.String(9), info=OWN)
    is_planned: Mapped[bool] = mapped_column(info=OWN)
    since: Mapped[datetime] = mapped_column(info=OWN)
    answered_at: Mapped[datetime | None] = mapped_column(info=OWN)
    closing: Mapped[str | None] = mapped_column(sa.String(7), info=OWN)
    closed_at: Mapped[datetime | None] = mapped_column(info=OWN)
    carried_to: Mapped[date | None] = mapped_column(sa.Date, info=OWN)
    carried_from_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("day_matter.id"), unique=True, info=OWN
    )
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("words <> ''", name="words"),
        sa.CheckConstraint(
            "quadrant IN ('now', 'scheduled', 'delegated', 'filed')", name="quadrant"
        ),
        sa.CheckConstraint("sort IN ('complaint', 'fault', 'enquiries', 'other')", name="sort"),
        sa.CheckConstraint(
            "answered_at IS NULL OR sort IN ('complaint', 'fault')", name="answered"
        ),
        sa.CheckConstraint("closing IN ('done', 'carried', 'dropped')", name="closing"),
        sa.CheckConstraint("(closing IS NULL) = (closed_at IS NULL)", name="closed"),
        sa.CheckConstraint(
            "(carried_to IS NOT NULL) = (closing IS NOT NULL AND closing = 'carried') "
            "AND (carried_to IS NULL OR carried_to > day)",
            name="carried",
        ),
        sa.Index("ix_day_matter_person_id_day", "person_id", "day"),
        sa.Index(
            "ix_day_matter_open",
            *("person_id", "day"),
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )


class HalfHour(Base):
    """Somebody noted what half an hour of a day had gone to; numbered within the day."""

    __tablename__ = "half_hour"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN)
    day: Mapped[date] = mapped_column(sa.Date, info=OWN)
    number: Mapped[int]  # counted from 1
    share: Mapped[str] = mapped_column(sa.String(8), info=OWN)
    at: Mapped[datetime] = mapped_column(info=OWN)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "day", "number"),
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint(f"number BETWEEN 1 AND {MOST_HALF_HOURS}", name="number"),
        sa.CheckConstraint("share IN ('response', 'solving', 'upkeep', 'slack')", name="share"),
    )
