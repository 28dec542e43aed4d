"""The table of messages."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Json, Key, PublicId
from lms.messages.domain import LONGEST_KEY, LONGEST_LINK
from lms.people.models import personal

TOLD = personal("tell people what concerns them", "contract", "1 year")


class Message(Base):
    """One thing told to one person, once per key; the sentence is translated when it is read."""

    __tablename__ = "message"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TOLD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    sentence: Mapped[str] = mapped_column(sa.String(300))  # message id of the catalogue
    parameters: Mapped[Json] = mapped_column(info=TOLD)
    link: Mapped[str] = mapped_column(sa.String(LONGEST_LINK))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(info=TOLD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.Index("ix_message_person_id_read_at", "person_id", "read_at"),
    )
