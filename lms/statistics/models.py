"""The table of what stands out in scenarios, so that pages need not add up their plays."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base

LONGEST_FINDING = 20


class WeakSpots(Base):
    """How much of a revision an author should look at, when its plays were last added up.

    Counted of first practice plays, of the published revisions; may be thrown away.
    """

    __tablename__ = "weak_spots"
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True)
    spots: Mapped[int]  # steps and answers
    gravest: Mapped[str] = mapped_column(sa.String(LONGEST_FINDING))  # a `Finding`
    people: Mapped[int]  # who played it
    counted_at: Mapped[datetime]

    __table_args__ = (
        sa.CheckConstraint("spots >= 1", name="spots"),
        sa.CheckConstraint("people >= 0", name="people"),
    )
