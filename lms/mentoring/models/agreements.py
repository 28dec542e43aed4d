"""Tables of agreements: what a pair agrees on, and who has accepted it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key
from lms.mentoring.domain import LONGEST_GOALS
from lms.people.models import RECORD, Pair


class Agreement(Base):
    """A mentor put the agreement of a pair into words; fixed once the apprentice has accepted."""

    __tablename__ = "agreement"
    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), unique=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    goals: Mapped[str] = mapped_column(sa.String(LONGEST_GOALS), info=RECORD)
    until: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    version: Mapped[int] = mapped_column(default=1)  # how often it was put into words
    mentor_at: Mapped[datetime] = mapped_column(info=RECORD)  # when the mentor accepted it
    apprentice_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    pair: Mapped[Pair] = relationship()

    __table_args__ = (
        sa.CheckConstraint("goals <> ''", name="goals"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("apprentice_at IS NULL OR apprentice_at >= mentor_at", name="order"),
    )

    @property
    def is_in_force(self) -> bool:
        """Whether both have accepted."""
        return self.apprentice_at is not None
