"""The tables of messages and of the letters that carry them by e-mail."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.messages.domain import LONGEST_KEY, LONGEST_LINK
from lms.people.models import Person, personal

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


POSTED = personal("bring people what concerns them by e-mail", "contract", "90 days")


class Mail(Base):
    """One letter to one person, once per key; written and addressed when it is sent.

    Neither words nor address are kept. It waits while neither `sent_at` nor `dropped_at` is set;
    its job says when it is tried again, or that it was given up.
    """

    __tablename__ = "mail"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=POSTED)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    kind: Mapped[str] = mapped_column(sa.String(40))
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None] = mapped_column(info=POSTED)
    dropped_at: Mapped[datetime | None] = mapped_column(info=POSTED)
    trouble: Mapped[str | None] = mapped_column(sa.String(20))  # of the latest try, as a code
    answer: Mapped[str | None] = mapped_column(sa.String(200))  # what the mail server said to it

    person: Mapped[Person] = relationship()
    message: Mapped[Message | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.Index(
            "ix_mail_unsent",
            "id",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
    )
