"""Tables of people's own working days: shift rotas and leave."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.people.domain.own_days import LONGEST_TURN
from lms.people.models.accounts import Person
from lms.people.models.register import TRAIL, personal

OWN_DAYS = personal(
    "reckon plans and reminders on the person's own working days",
    "contract",
    "employment + 3 years",
)


class RotaEntry(Base):
    """A rota holds for somebody from a day on, until the next one; withdrawn it never did."""

    __tablename__ = "rota"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN_DAYS)
    starts_on: Mapped[date] = mapped_column(sa.Date, info=OWN_DAYS)
    pattern: Mapped[str] = mapped_column(sa.String(8), info=OWN_DAYS)
    rest: Mapped[str] = mapped_column(sa.String(6), default="", info=OWN_DAYS)  # "12": Tue, Wed
    work_days: Mapped[int] = mapped_column(default=0, info=OWN_DAYS)
    rest_days: Mapped[int] = mapped_column(default=0, info=OWN_DAYS)
    keeps_holidays: Mapped[bool] = mapped_column(default=False, info=OWN_DAYS)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    at: Mapped[datetime] = mapped_column(info=OWN_DAYS)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=OWN_DAYS)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    __table_args__ = (
        sa.UniqueConstraint("by_id", "key"),
        sa.Index(
            "uq_rota_first_day",
            *("person_id", "starts_on"),
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
        sa.CheckConstraint("pattern IN ('company', 'weekdays', 'cycle')", name="pattern"),
        sa.CheckConstraint("(pattern = 'weekdays') = (rest <> '')", name="rest"),
        sa.CheckConstraint(
            f"CASE WHEN pattern = 'cycle' THEN work_days BETWEEN 1 AND {LONGEST_TURN} "
            f"AND rest_days BETWEEN 1 AND {LONGEST_TURN} "
            "ELSE work_days = 0 AND rest_days = 0 END",
            name="cycle",
        ),
        sa.CheckConstraint("by_id <> person_id", name="by_another"),
    )


class LeaveEntry(Base):
    """Somebody is away on some days, both included; withdrawn they never were."""

    __tablename__ = "leave"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN_DAYS)
    first: Mapped[date] = mapped_column(sa.Date, info=OWN_DAYS)
    last: Mapped[date] = mapped_column(sa.Date, info=OWN_DAYS)
    kind: Mapped[str] = mapped_column(sa.String(9), info=OWN_DAYS)  # nothing more: no diagnosis
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    at: Mapped[datetime] = mapped_column(info=OWN_DAYS)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=OWN_DAYS)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    __table_args__ = (
        sa.UniqueConstraint("by_id", "key"),
        sa.Index(
            "ix_leave_person",
            *("person_id", "first"),
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
        sa.CheckConstraint("last >= first", name="order"),
        sa.CheckConstraint(
            "kind IN ('annual', 'sick', 'personal', 'maternity', 'other')", name="kind"
        ),
        sa.CheckConstraint("by_id <> person_id", name="by_another"),
    )
