"""The table of requests to be observed."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain import LONGEST_WISH, RequestState, request_state
from lms.people.models import RECORD, Pair, Person

OPEN = sa.text("ended IS NULL")


class ObservationRequest(Base):
    """An apprentice is ready to be observed; the two agree on a time, the last proposed stands."""

    __tablename__ = "observation_request"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)  # apprentice
    competency: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WISH), info=RECORD)
    starts_at: Mapped[datetime] = mapped_column(info=RECORD)
    number: Mapped[int] = mapped_column(default=1)  # of the time proposed, counted from 1
    is_mentors: Mapped[bool] = mapped_column(default=False, info=RECORD)  # who proposed it
    agreed_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    ended: Mapped[str | None] = mapped_column(sa.String(9), info=RECORD)
    ended_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("ended IN ('observed', 'withdrawn')", name="ended"),
        sa.CheckConstraint("(ended IS NULL) = (ended_at IS NULL)", name="end"),
        sa.Index(
            "uq_observation_request_open",
            "pair_id",
            "competency",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    @property
    def state(self) -> RequestState:
        """Where it stands."""
        return request_state(
            self.ended, is_agreed=self.agreed_at is not None, is_mentors=self.is_mentors
        )
