"""The table of weekly reviews."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.people.models import Person, personal
from lms.workday.domain import LONGEST_FIELD

BROUGHT = personal("what is brought to the weekly talk, read by the two", "contract", "employment")
SHARES = ("response", "solving", "upkeep", "slack")


def _whole(prefix: str) -> str:
    return " + ".join(f"{prefix}_{share}" for share in SHARES)


def _within(*columns: str) -> str:
    return " AND ".join(f"{column} >= 0" for column in columns)


class WeekReview(Base):
    """Somebody sent the mentor what a week came to, with three sentences; never changed."""

    __tablename__ = "week_review"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=BROUGHT)
    monday: Mapped[date] = mapped_column(sa.Date, info=BROUGHT)
    stuck: Mapped[str] = mapped_column(sa.String(LONGEST_FIELD), info=BROUGHT)
    change: Mapped[str] = mapped_column(sa.String(LONGEST_FIELD), info=BROUGHT)
    request: Mapped[str] = mapped_column(sa.String(LONGEST_FIELD), info=BROUGHT)
    planned: Mapped[int] = mapped_column(info=BROUGHT)  # matters
    done: Mapped[int] = mapped_column(info=BROUGHT)
    came_in: Mapped[int] = mapped_column(info=BROUGHT)
    whole: Mapped[int] = mapped_column(info=BROUGHT)  # focus sessions
    cut: Mapped[int] = mapped_column(info=BROUGHT)
    seconds: Mapped[int] = mapped_column(info=BROUGHT)
    planned_response: Mapped[int] = mapped_column(info=BROUGHT)  # percent, as the other shares
    planned_solving: Mapped[int] = mapped_column(info=BROUGHT)
    planned_upkeep: Mapped[int] = mapped_column(info=BROUGHT)
    planned_slack: Mapped[int] = mapped_column(info=BROUGHT)
    noted_response: Mapped[int] = mapped_column(info=BROUGHT)  # all 0: nothing was noted
    noted_solving: Mapped[int] = mapped_column(info=BROUGHT)
    noted_upkeep: Mapped[int] = mapped_column(info=BROUGHT)
    noted_slack: Mapped[int] = mapped_column(info=BROUGHT)
    sent_at: Mapped[datetime] = mapped_column(info=BROUGHT)

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "monday"),
        sa.CheckConstraint("stuck <> '' AND change <> '' AND request <> ''", name="words"),
        sa.CheckConstraint("done BETWEEN 0 AND planned AND came_in >= 0", name="matters"),
        sa.CheckConstraint(_within("whole", "cut", "seconds"), name="focus"),
        sa.CheckConstraint(
            f"{_whole('planned')} = 100 AND {_within(*(f'planned_{one}' for one in SHARES))}",
            name="planned",
        ),
        sa.CheckConstraint(
            f"({_whole('noted')}) IN (0, 100) AND {_within(*(f'noted_{one}' for one in SHARES))}",
            name="noted",
        ),
    )
