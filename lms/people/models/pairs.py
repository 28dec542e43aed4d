"""How pairs of mentor and apprentice ended."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key
from lms.people.domain import LONGEST_HANDOVER
from lms.people.models.register import RECORD, TRAIL


class PairEnd(Base):
    """Somebody said how a pair ends, and what the next mentor must know; never changed."""

    __tablename__ = "pair_end"
    id: Mapped[Key]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), unique=True)
    how: Mapped[str] = mapped_column(sa.String(11), info=RECORD)
    handover: Mapped[str] = mapped_column(sa.String(LONGEST_HANDOVER), info=RECORD)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.CheckConstraint("how IN ('completed', 'transferred', 'stopped')", name="how"),
        sa.CheckConstraint("how = 'completed' OR handover <> ''", name="handover"),
    )
