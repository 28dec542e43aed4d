"""The table of the secret addresses under which people's calendars are read."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key
from lms.people.models import Person, personal

SUBSCRIBED = personal("let the person's own calendar read the plan", "consent", "employment")
DIGEST = 64  # characters of a SHA-256 in hexadecimal


class CalendarAddress(Base):
    """A secret address was given out; only its digest is kept, and it works until taken back."""

    __tablename__ = "calendar_address"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=SUBSCRIBED)
    digest: Mapped[str] = mapped_column(sa.String(DIGEST), unique=True, info=SUBSCRIBED)
    created_at: Mapped[datetime] = mapped_column(info=SUBSCRIBED)
    revoked_at: Mapped[datetime | None] = mapped_column(info=SUBSCRIBED)

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.Index(
            "uq_calendar_address_open",
            "person_id",
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )
