"""Tables of days: the national calendar, and the days on which people were reminded."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base
from lms.onboarding.domain.notice import LONGEST_OCCASION


class PublishedYear(Base):
    """A year whose holidays the State Council has published; later days are provisional."""

    __tablename__ = "published_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entered_at: Mapped[datetime]


class Workday(Base):
    """A day on which the rule "Monday to Friday" does not hold: a holiday, or a day made up."""

    __tablename__ = "workday"
    day: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    is_worked: Mapped[bool]
    occasion: Mapped[str] = mapped_column(sa.String(LONGEST_OCCASION))


class ReminderDay(Base):
    """A day on which everybody was reminded of what they had to be."""

    __tablename__ = "reminder_day"
    day: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    at: Mapped[datetime]
