"""The table of focus sessions."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.workday.domain import LONGEST_CUT, LONGEST_GOAL
from lms.workday.models.register import OWN

RUNNING = "ended_at IS NULL"


class FocusSession(Base):
    """Somebody set 25 minutes for one thing; as long as nobody said how it ended, the clock does.

    At most one of a person has no end.
    """

    __tablename__ = "focus_session"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=OWN)
    day: Mapped[date] = mapped_column(sa.Date, info=OWN)
    goal: Mapped[str] = mapped_column(sa.String(LONGEST_GOAL), info=OWN)
    started_at: Mapped[datetime] = mapped_column(info=OWN)
    ended_at: Mapped[datetime | None] = mapped_column(info=OWN)
    seconds: Mapped[int | None] = mapped_column(info=OWN)
    outcome: Mapped[str | None] = mapped_column(sa.String(4), info=OWN)
    cut_by: Mapped[str] = mapped_column(sa.String(LONGEST_CUT), default="", info=OWN)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("goal <> ''", name="goal"),
        sa.CheckConstraint("ended_at >= started_at", name="order"),
        sa.CheckConstraint("seconds BETWEEN 0 AND 1500", name="seconds"),
        sa.CheckConstraint("outcome IN ('done', 'cut')", name="outcome"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (seconds IS NULL) AND (ended_at IS NULL) = (outcome IS NULL)",
            name="ended",
        ),
        sa.CheckConstraint("outcome <> 'cut' OR seconds < 1500", name="whole"),
        sa.CheckConstraint(
            "cut_by = '' OR (outcome IS NOT NULL AND outcome = 'cut')", name="cut_by"
        ),
        sa.Index("ix_focus_session_person_id_day", "person_id", "day"),
        sa.Index(
            "uq_focus_session_running",
            "person_id",
            unique=True,
            sqlite_where=sa.text(RUNNING),
            postgresql_where=sa.text(RUNNING),
        ),
    )
