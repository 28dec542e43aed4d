"""The table of observations."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain import LONGEST_WORDS
from lms.people.models import RECORD, TRAIL, Pair, Person


class ObservationRecord(Base):
    """A mentor saw an apprentice at work and found a competency met or not yet; never changed."""

    __tablename__ = "observation"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    competency: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)
    verdict: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    evidence: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])

    __table_args__ = (
        sa.UniqueConstraint("mentor_id", "key"),
        sa.CheckConstraint("verdict IN ('met', 'not-yet')", name="verdict"),
    )
